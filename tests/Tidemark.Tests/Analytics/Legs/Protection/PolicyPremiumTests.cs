using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs.Protection;

public sealed class PolicyPremiumTests
{
    private const double Value = 10_000;
    private const double Price = 2000;
    private const double Day = 1 / Year.Days;

    public static TheoryData<string> FullCoverVectors => [.. Vectors.WithPrefix("premium.v2.sigma").Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(FullCoverVectors))]
    public void AtExit_FullCover_IsTheVector(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double years = vector.Inputs.GetProperty("T").GetDouble();
        double expected = vector.Expected.GetDouble();
        double volatility = vector.Inputs.GetProperty("sigma").GetDouble();
        double rate = vector.Inputs.GetProperty("r").GetDouble();
        Close.Relative(expected, PolicyPremium.AtExit(Policy(ProtectionSchedule.Immediate), years, volatility, rate), 1e-10);
        Close.Relative(expected * ProtectionSchedule.BancorV2.Level(years), PolicyPremium.AtExit(Policy(ProtectionSchedule.BancorV2), years, volatility, rate), 1e-10);
        Close.Relative(expected, PolicyPremium.OfLapses(Policy(ProtectionSchedule.Immediate), 0, years, volatility, rate), 1e-10);
    }

    [Fact]
    public void AtExit_Deductible_IsTheVector()
    {
        Vectors.Vector vector = Vectors.Named("premium.v2.deductible");
        ProtectionPolicy policy = new(ConstantProductCurve.FromValue(Price, Value), Price, ProtectionSchedule.Immediate, new ProtectionTerms(1, vector.Inputs.GetProperty("deductible_fraction").GetDouble()));
        Close.Relative(vector.Expected.GetDouble(), PolicyPremium.AtExit(policy, 0.25, 0.8), 1e-9);
    }

    /// <summary>Full cover of constant product under a constant rate of exits, integrated by hand: polynomials times exponentials.</summary>
    [Theory]
    [InlineData(30, 30, 100, 2, 1, 0.8, 0.05)]
    [InlineData(0, 30, 100, 2, 1, 0.8, 0.05)]
    [InlineData(0, 0, 100, 0.1, 3, 1.2, 0)]
    [InlineData(50, 50, 150, 60, 2, 0.5, 0.1)]
    [InlineData(0, 40, 200, 3, 0.3, 0.8, 0.02)]
    [InlineData(0, 40, 200, 3, 0.05, 0.8, 0.02)]
    public void OfLapses_ConstantProduct_IsTheClosedForm(double startDays, double cliffDays, double fullDays, double lapses, double horizon, double volatility, double rate)
    {
        ProtectionSchedule schedule = new(TimeSpan.FromDays(startDays), TimeSpan.FromDays(cliffDays), TimeSpan.FromDays(fullDays));
        double start = startDays * Day;
        double cliff = Math.Min(horizon, cliffDays * Day);
        double full = fullDays * Day;
        double decay = (rate / 2) + (volatility * volatility / 8);
        double atHorizon = Math.Exp(-lapses * horizon) * schedule.Level(horizon) * Cover(horizon);
        double expected = atHorizon + (lapses * Value * ((Weighted(lapses) / 2) + (Weighted(lapses + rate) / 2) - Weighted(lapses + decay)));
        Close.Relative(expected, PolicyPremium.OfLapses(Policy(schedule), lapses, horizon, volatility, rate), 1e-9);

        double Cover(double years) => Value * (((1 + Math.Exp(-rate * years)) / 2) - Math.Exp(-decay * years));

        double Weighted(double a)
        {
            double end = Math.Min(horizon, full);
            double Antiderivative(double t) => -Math.Exp(-a * t) * (((t - start) / a) + (1 / (a * a))) / (full - start);
            return Antiderivative(end) - Antiderivative(cliff) + (horizon > full ? (Math.Exp(-a * full) - Math.Exp(-a * horizon)) / a : 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfLapses_IsTheLimitOfExitsInFineSteps(bool isVesting)
    {
        ProtectionPolicy policy = new(ConcentratedCurve.FromValue(Price, Value, 1600, 2500), Price, isVesting ? ProtectionSchedule.BancorV2 : ProtectionSchedule.Immediate, new ProtectionTerms(0.9, 0.02, 0.5));
        const double Lapses = 4;
        // A quarter of a day, so that the cliff and the full age lie on edges.
        const int Steps = 730;
        double step = 0.5 / Steps;
        double expected = Math.Exp(-Lapses * 0.5) * PolicyPremium.AtExit(policy, 0.5, 0.8, 0.03);
        for (int i = 0; i < Steps; i++)
        {
            expected += (Math.Exp(-Lapses * i * step) - Math.Exp(-Lapses * (i + 1) * step)) * PolicyPremium.AtExit(policy, (i + 0.5) * step, 0.8, 0.03);
        }
        Close.Relative(expected, PolicyPremium.OfLapses(policy, Lapses, 0.5, 0.8, 0.03), 1e-5);
    }

    [Fact]
    public void OfLapses_BehindACliff_IsLessTheSoonerHoldersLeave()
    {
        double[] premiums = [.. new[] { 0.0, 1, 4, 16, 64 }.Select(lapses => PolicyPremium.OfLapses(Policy(ProtectionSchedule.BancorV2), lapses, 1, 0.8))];
        Assert.All(premiums.Zip(premiums.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        Assert.Equal(0, PolicyPremium.OfLapses(Policy(ProtectionSchedule.BancorV2), 2, 29 * Day, 0.8));
    }

    /// <summary>The fees at the break-even yield, discounted day by day, are the premium.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.08)]
    [InlineData(-0.02)]
    public void BreakEvenFeeApr_Discounted_PaysThePremium(double rate)
    {
        double apr = PolicyPremium.BreakEvenFeeApr(198, Value, 0.25, rate);
        const int Steps = 20_000;
        double paid = Enumerable.Range(0, Steps).Sum(i => apr * Value * 0.25 / Steps * Math.Exp(-rate * 0.25 * (i + 0.5) / Steps));
        Close.Relative(198, paid, 1e-8);
        Close.Relative(198 / (apr * Value), PolicyPremium.Annuity(0.25, rate), 1e-14);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        ProtectionPolicy policy = Policy(ProtectionSchedule.Immediate);
        Assert.Equal("lapseRateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.OfLapses(policy, -1, 1, 0.8)).ParamName);
        Assert.Equal("horizonYears", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.OfLapses(policy, 1, double.NaN, 0.8)).ParamName);
        Assert.Equal("premium", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.BreakEvenFeeApr(-1, 1, 1)).ParamName);
        Assert.Equal("years", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.BreakEvenFeeApr(1, 1, 0)).ParamName);
        Assert.Equal("years", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.Annuity(-1)).ParamName);
        Assert.Equal("rateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyPremium.Annuity(1e3, -1e3)).ParamName);
    }

    private static ProtectionPolicy Policy(ProtectionSchedule schedule) => new(ConstantProductCurve.FromValue(Price, Value), Price, schedule, ProtectionTerms.Full);
}
