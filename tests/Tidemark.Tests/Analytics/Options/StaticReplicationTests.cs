using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class StaticReplicationTests
{
    private static readonly ValueCurve Range = SampleCurves.Named("concentrated");

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Theory]
    [InlineData("replication.discrete.n=5")]
    [InlineData("replication.discrete.n=20")]
    public void Payoff_FewStrikes_AgreesWithVector(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double price = Get(vector.Inputs, "P");
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, vector.Inputs.GetProperty("strikes_per_side").GetInt32());
        Close.Relative(Get(vector.Expected, "strip"), found.Payoff(price), 1e-12, name);
        Close.Absolute(Get(vector.Expected, "strip") - Get(vector.Expected, "exact"), found.Residual(price), 1e-10, name);
    }

    [Fact]
    public void Payoff_OnEdgesAndBeyondTheRange_AgreesWithVectors()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("replication.v3.")];
        Assert.Equal(3, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            // The price is the highest edge or the range is over there; options beyond the price pay nothing.
            double price = Get(vector.Inputs, "P");
            StaticReplication found = StaticReplication.Of(Range, 2000, 1600, price is > 2000 and < 2500 ? price : 2500, 7);
            Close.Relative(Get(vector.Expected, "IL_dollar_from_option_strip"), found.Payoff(price), 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "calls_total"), StaticReplication.Of(Range, 2000, 1600, 2500, 7).Options.Sum(static option => option.Quantity), 1e-12, vector.Name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Residual_OnEveryEdge_IsNothing(string name)
    {
        StaticReplication found = StaticReplication.Of(SampleCurves.Named(name), 2000, 500, 8000, 8);
        for (int cell = -8; cell <= 8; cell++)
        {
            Close.Absolute(0, found.Residual(2000 + (cell * (cell < 0 ? 187.5 : 750))), 1e-9, name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Residual_DenserStrikes_GoesToNothing(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        // Cells narrower than every range: from there on the error falls at least with the width, which shrinks to a sixteenth.
        double coarse = Worst(100);
        double dense = Worst(1600);
        Assert.True(dense <= (coarse / 8) + 1e-8, $"{name}: {coarse:R}, then {dense:R}");

        double Worst(int strikes)
        {
            StaticReplication found = StaticReplication.Of(curve, 2000, 500, 8000, strikes);
            double worst = 0;
            for (int i = 0; i < 5000; i++)
            {
                double residual = found.Residual(500 * Math.Pow(16, i / 4999.0));
                Assert.InRange(residual, -10_000, 1e-8);
                worst = Math.Max(worst, -residual);
            }
            return worst;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Cost_DenseStrikes_IsThePremium(double rate)
    {
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, 500);
        Close.Relative(ProtectionPremium.Of(Range, 2000, 0.8, 0.25, ProtectionTerms.Full, rate), found.Cost(0.8, 0.25, rate), 1e-5);
    }

    [Fact]
    public void Cost_OnASurface_IsTheSumOfEachAtItsStrike()
    {
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, 4);
        Close.Relative(found.Cost(0.8, 0.25, 0.05), found.Cost(VolatilitySurface.Flat(0.8, 0.05), 0.25), 1e-12);
        VolatilitySurface smile = new(2000, [.. found.Options.Select(static option => new VolatilityQuote(0.25, option.Strike, 0.8 - (0.3 * Math.Log(option.Strike / 2000))))]);
        double expected = found.Options.Sum(static option => option.Quantity * BlackScholes.Of(option.Kind, 2000, option.Strike, 0.8 - (0.3 * Math.Log(option.Strike / 2000)), 0.25).Value);
        Close.Relative(expected, found.Cost(smile, 0.25), 1e-12);
        Assert.Throws<ArgumentNullException>("surface", () => found.Cost(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("years", () => found.Cost(smile, 0));
    }

    // Half of a curve's trading lies within a percent of the peg; cells that are equally wide miss it.
    [Fact]
    public void ForHorizon_PeakedCurve_PaysMostOfTheLossWithTwoStrikes()
    {
        ValueCurve peaked = StableSwapCurve.FromBalances(100, [1000, 1000]).Along(0, [1, 1]);
        const double Month = 30 / 365.0;
        double expected = Lvr.Expected(peaked, 1, 0.1, Month);
        double even = StaticReplication.Of(peaked, 1, 0.25, 4, 2).Cost(0.1, Month) / expected;
        Assert.InRange(even, 0, 0.2);
        double last = 0.5;
        foreach (int strikes in new[] { 2, 5, 20, 100 })
        {
            double covered = StaticReplication.ForHorizon(peaked, 1, 0.25, 4, strikes, 0.1, Month).Cost(0.1, Month) / expected;
            Assert.InRange(covered, last, 1);
            last = covered;
        }
        Assert.InRange(last, 0.999, 1);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void ForHorizon_AnyCurve_PaysNoMoreThanTheLossAndNoLessThanEvenCells(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double even = StaticReplication.Of(curve, 2000, 500, 8000, 6).Cost(0.8, 0.1);
        StaticReplication found = StaticReplication.ForHorizon(curve, 2000, 500, 8000, 6, 0.8, 0.1);
        Assert.InRange(found.Cost(0.8, 0.1), even * 0.999, (Lvr.Expected(curve, 2000, 0.8, 0.1) * (1 + 1e-9)) + 1e-9);
        Assert.InRange(found.Options.Count(static option => option.Kind == OptionKind.Put), 0, 6);
        for (int i = 0; i <= 1000; i++)
        {
            Assert.InRange(found.Residual(500 * Math.Pow(16, i / 1000.0)), -10_000, 1e-8);
        }
    }

    [Fact]
    public void ForHorizon_BinsWithAStrikeEach_PaysTheLossEverywhere()
    {
        LiquidityBookPair pair = new(20, 2000);
        const int Active = LiquidityBookPair.CentreId;
        ValueCurve bins = LiquidityBookCurve.FromValue(pair, Active, Active - 3, Active + 5, LiquidityBookShape.Spot, 10_000);
        StaticReplication found = StaticReplication.ForHorizon(bins, 2000, 1900, 2100, 6, 0.8, 0.1);
        Assert.Equal(4, found.Options.Count(static option => option.Kind == OptionKind.Put));
        Assert.Equal(6, found.Options.Count(static option => option.Kind == OptionKind.Call));
        for (double price = 1800; price < 2300; price += 0.7)
        {
            Close.Absolute(0, found.Residual(price), 1e-9, $"{price:R}");
        }
        Assert.All(found.Options, option => Assert.Contains(bins.Kinks.ToArray(), kink => Math.Abs(kink - option.Strike) < 1e-9 * kink));
        // With fewer strikes than bins some stand for several.
        Assert.InRange(StaticReplication.ForHorizon(bins, 2000, 1900, 2100, 3, 0.8, 0.1).Options.Count, 4, 6);
    }

    [Fact]
    public void Of_BadInput_NamesTheParameter()
    {
        Assert.Throws<ArgumentNullException>("curve", static () => StaticReplication.Of(null!, 2000, 1600, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("entryPrice", static () => StaticReplication.Of(Range, double.NaN, 1600, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("lowestStrike", static () => StaticReplication.Of(Range, 2000, 2000, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("highestStrike", static () => StaticReplication.Of(Range, 2000, 1600, 2000, 5));
        Assert.Throws<ArgumentOutOfRangeException>("strikesPerSide", static () => StaticReplication.Of(Range, 2000, 1600, 2500, 0));
        Assert.Throws<ArgumentOutOfRangeException>("strikesPerSide", static () => StaticReplication.Of(Range, 2000, 1600, 2500, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", static () => StaticReplication.ForHorizon(Range, 2000, 1600, 2500, 5, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("years", static () => StaticReplication.ForHorizon(Range, 2000, 1600, 2500, 5, 1, 0));
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, 5);
        Assert.Throws<ArgumentOutOfRangeException>("price", () => found.Payoff(-1));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", () => found.Cost(0, 1));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
