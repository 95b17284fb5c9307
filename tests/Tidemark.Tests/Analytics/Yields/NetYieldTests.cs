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
        Close.Relative(0.19, simple.AprFraction, 1e-14);
        Close.Relative((0.99 * 1.2) - 1, simple.ApyFraction, 1e-14);
        Close.Relative((0.99 * Math.Pow(1 + (0.2 / 12), 12)) - 1, NetYield.Of(Parts, 1, Compounding.Times(12)).ApyFraction, 1e-13);
        Close.Relative((0.99 * Math.Exp(0.2)) - 1, NetYield.Of(Parts, 1, Compounding.Continuous).ApyFraction, 1e-13);
        Assert.Equal(simple.AprFraction, NetYield.Of(Parts, 1, Compounding.Continuous).AprFraction);
    }

    [Fact]
    public void Of_ThirtyDays_SpreadsTheOneOffCosts()
    {
        // Counted month by month: 30 days, compounded daily, then that twelve and a sixth times a year.
        double balance = 0.99;
        for (int day = 0; day < 30; day++)
        {
            balance *= 1 + (0.2 / 365);
        }
        NetYieldReport found = NetYield.Of(Parts, 30 / 365.0, Compounding.Times(365));
        Close.Relative(balance - 1, found.GrowthFraction, 1e-11);
        Close.Relative(Math.Pow(balance, 365 / 30.0) - 1, found.ApyFraction, 1e-11);
        Close.Relative(0.2 - (0.01 * 365 / 30), found.AprFraction, 1e-13);
    }

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
    [InlineData(0, 0, 0.1, 0, 0)]
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
