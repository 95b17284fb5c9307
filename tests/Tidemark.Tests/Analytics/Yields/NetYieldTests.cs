using System.Text.Json;
using Tidemark.Analytics.Yields;

namespace Tidemark.Tests.Analytics.Yields;

public sealed class NetYieldTests
{
    private static readonly YieldParts Parts = new(0.25, 0.05, -0.08, -0.02, -0.01);

    [Fact]
    public void Of_OneYear_IsTheSumOfTheParts()
    {
        NetYieldReport simple = NetYield.Of(Parts, 1, Compounding.None);
        Close.Relative(0.2, simple.AprFraction, 1e-14);
        Close.Relative((0.99 * 1.2) - 1, simple.GrowthFraction, 1e-14);
        Close.Relative((0.99 * Math.Pow(1 + (0.2 / 12), 12)) - 1, NetYield.Of(Parts, 1, Compounding.Times(12)).GrowthFraction, 1e-13);
        Close.Relative((0.99 * Math.Exp(0.2)) - 1, NetYield.Of(Parts, 1, Compounding.Continuous).GrowthFraction, 1e-13);
        Assert.Equal(simple.AprFraction, NetYield.Of(Parts, 1, Compounding.Continuous).AprFraction);
    }

    [Fact]
    public void Of_ThirtyDays_PaysTheOneOffCostsOnce()
    {
        // Counted day by day: 30 days, compounded daily.
        double balance = 0.99;
        for (int day = 0; day < 30; day++)
        {
            balance *= 1 + (0.2 / 365);
        }
        NetYieldReport found = NetYield.Of(Parts, 30 / 365.0, Compounding.Times(365));
        Close.Relative(balance - 1, found.GrowthFraction, 1e-11);
        Close.Relative(0.2, found.AprFraction, 1e-13);
    }

    // Domain reference 10.3: APY = (1 + APR / n)^n - 1, however long the position is held and whatever it costs once.
    [Theory]
    [InlineData(1 / 365.0)]
    [InlineData(30 / 365.0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Of_AnyTime_TheApyIsThatOfTheApr(double years)
    {
        YieldParts parts = new(0.2, 0, -0.08, 0, -0.05);
        Close.Relative(0.12, NetYield.Of(parts, years, Compounding.None).ApyFraction, 1e-13);
        Close.Relative(0.12, NetYield.Of(parts, years, Compounding.Times(1)).ApyFraction, 1e-13);
        Close.Relative((1.06 * 1.06) - 1, NetYield.Of(parts, years, Compounding.Times(2)).ApyFraction, 1e-13);
        double monthly = 1;
        for (int month = 0; month < 12; month++)
        {
            monthly *= 1.01;
        }
        Close.Relative(monthly - 1, NetYield.Of(parts, years, Compounding.Times(12)).ApyFraction, 1e-12);
        Close.Relative(Math.Exp(0.12) - 1, NetYield.Of(parts, years, Compounding.Continuous).ApyFraction, 1e-13);
        Close.Relative((0.95 * (1 + (0.12 * years))) - 1, NetYield.Of(parts, years, Compounding.None).GrowthFraction, 1e-12);
    }

    [Fact]
    public void CostsAnnual_EveryDay_IsThreeHundredAndSixtyFiveTimesOne()
    {
        Close.Relative(-0.365, Compounding.Times(365).CostsAnnual(1000, 1), 1e-15);
        Assert.Equal(0, Compounding.None.CostsAnnual(1000, 1));
        Assert.Equal(0, Compounding.Continuous.CostsAnnual(1000, 0));
        Assert.Throws<ArgumentOutOfRangeException>("costPerCompounding", () => Compounding.Continuous.CostsAnnual(1000, 1));
        Assert.Throws<ArgumentOutOfRangeException>("positionValue", () => Compounding.None.CostsAnnual(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("costPerCompounding", () => Compounding.None.CostsAnnual(1, -1));
    }

    [Fact]
    public void TurnoverPerDay_AnyYield_IsTheInverseOfFeeApr()
    {
        Close.Relative(0.37, NetYield.TurnoverPerDay(500, NetYield.FeeApr(500, 0.37, 1)), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>("feePips", () => NetYield.TurnoverPerDay(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("feeAprFraction", () => NetYield.TurnoverPerDay(1, double.NaN));
    }

    // A claim that somebody else pays may gain of the price's moves.
    [Fact]
    public void Of_LossThatIsAGain_AddsIt() => Close.Relative(0.3, NetYield.Of(new YieldParts(0.1, LossAnnual: 0.2), 1, default).AprFraction, 1e-15);

    [Fact]
    public void Of_LosesMoreThanAll_EndsWithNothing()
    {
        YieldParts ruin = new(0, 0, -3);
        foreach (Compounding compounding in new[] { Compounding.None, Compounding.Times(2) })
        {
            NetYieldReport found = NetYield.Of(ruin, 2, compounding);
            Assert.Equal((-1, -1), (found.ApyFraction, found.GrowthFraction));
            Assert.Equal(-3, found.AprFraction);
        }
        Close.Relative(Math.Exp(-6) - 1, NetYield.Of(ruin, 2, Compounding.Continuous).GrowthFraction, 1e-14);
        Assert.Equal(default, NetYield.Of(default, 1, default));
    }

    [Fact]
    public void Growth_Vector_Agrees()
    {
        JsonElement expected = Vectors.Named("autocompound").Expected;
        Close.Relative(expected.GetProperty("APY_daily").GetDouble(), Compounding.Times(365).Growth(0.5, 1) - 1, 1e-12);
        Close.Relative(expected.GetProperty("APY_continuous").GetDouble(), Compounding.Continuous.Growth(0.5, 1) - 1, 1e-12);
        Close.Relative(expected.GetProperty("t_star_days").GetDouble(), 365 * NetYield.OptimalCompoundingYears(10_000, 5, 0.5), 1e-12);
    }

    [Fact]
    public void OptimalCompoundingYears_AllIntervals_IsTheBest()
    {
        // The growth rate of value when each interval earns, pays the cost and starts again.
        double optimum = NetYield.OptimalCompoundingYears(10_000, 5, 0.5);
        double best = Rate(optimum);
        Assert.True(best > Rate(optimum * 0.9));
        Assert.True(best > Rate(optimum * 1.1));
        Assert.Equal(0, NetYield.OptimalCompoundingYears(10_000, 0, 0.5));

        static double Rate(double years) => Math.Log(1 + (0.5 * years) - (5 / 10_000.0)) / years;
    }

    [Fact]
    public void Growth_OftenEnough_IsContinuous()
    {
        Close.Relative(Math.Exp(0.6), Compounding.Times(1e12).Growth(0.3, 2), 1e-12);
        Close.Relative(Math.Exp(-0.6), Compounding.Times(1e12).Growth(-0.3, 2), 1e-12);
        Assert.Equal(1, Compounding.Times(1).Growth(-2, 0));
        Assert.Equal(0, Compounding.Times(1).Growth(-1, 1));
        Assert.Equal(1.5, Compounding.None.Growth(0.25, 2));
        Assert.Equal(default, Compounding.None);
    }

    /// <summary>Expected values with 40 digits.</summary>
    [Theory]
    [InlineData(365, 1, 0.05, 1.05126749646746255)]
    [InlineData(1e6, 10, 0.3, 20.0855278846998914)]
    [InlineData(1e12, 2, 0.3, 1.82211880039034494)]
    [InlineData(52, 3, -0.4, 0.299800150698594762)]
    [InlineData(1, 5, -0.9, 9.9999999999999889e-6)]
    [InlineData(365, 40, 0.001, 1.0408107171617666)]
    public void Growth_Times_AgreesWithManyDigits(double timesPerYear, double years, double rateAnnual, double expected) =>
        Close.Relative(expected, Compounding.Times(timesPerYear).Growth(rateAnnual, years), 2e-15);

    [Fact]
    public void FeeApr_Pool_IsAYearOfFees()
    {
        Close.Relative(0.003 * 365 * 0.1, NetYield.FeeApr(3000, 1e6, 1e7), 1e-14);
        Close.Relative(0.003 * 365 * 0.1 * 5 / 6, NetYield.FeeApr(3000, 1e6, 1e7, 1 / 6.0), 1e-14);
        // The popular example of a million and two in the pool.
        Close.Relative(Vectors.Named("seed.c").Expected.GetProperty("fee_per_day_500k").GetDouble(), NetYield.FeeApr(3000, 500e3, 2e6) * 10_000 / 365, 1e-12);
    }

    [Theory]
    [InlineData(-0.1, 0, 0, 0, 0)]
    [InlineData(double.NaN, 0, 0, 0, 0)]
    [InlineData(double.PositiveInfinity, 0, 0, 0, 0)]
    [InlineData(0, -0.1, 0, 0, 0)]
    [InlineData(0, 0, double.NaN, 0, 0)]
    [InlineData(0, 0, double.NegativeInfinity, 0, 0)]
    [InlineData(0, 0, 0, 0.1, 0)]
    [InlineData(0, 0, 0, double.NaN, 0)]
    [InlineData(0, 0, 0, 0, 0.1)]
    [InlineData(0, 0, 0, 0, -1)]
    public void Of_BadParts_Throw(double fees, double rewards, double loss, double costs, double oneOff) =>
        Assert.Equal("parts", Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.Of(new YieldParts(fees, rewards, loss, costs, oneOff), 1, default)).ParamName);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Members_BadNumbers_Throw(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.Of(Parts, bad, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.Of(Parts, 0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.FeeApr(3000, bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.FeeApr(3000, 1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.FeeApr(3000, 1, 1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.FeeApr(-3000, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.OptimalCompoundingYears(bad, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.OptimalCompoundingYears(1, bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetYield.OptimalCompoundingYears(1, 1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compounding.Times(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compounding.None.Growth(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compounding.Continuous.Growth(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compounding.Continuous.Growth(1000, 1));
    }
}
