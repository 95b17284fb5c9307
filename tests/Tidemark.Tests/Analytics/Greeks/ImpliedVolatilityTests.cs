using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Greeks;

public sealed class ImpliedVolatilityTests
{
    private static readonly ValueCurve Pool = SampleCurves.Named("constant product");

    [Fact]
    public void FromTickValue_Vector_Agrees() =>
        Close.Relative(Vectors.Named("iv.lambert").Expected.GetDouble(), ImpliedVolatility.FromTickValue(3000, 1e8, 2e6), 1e-12);

    [Fact]
    public void FromActiveLiquidity_Vector_Agrees()
    {
        double volatility = ImpliedVolatility.FromActiveLiquidity(500, 1e8, 2e7, 2000);
        Close.Relative(Vectors.Named("iv.lvr").Expected.GetDouble(), volatility, 1e-12);
    }

    [Fact]
    public void FromTickValue_OneSpacingTwiceTheFeeWide_IsFromActiveLiquidity()
    {
        // Liquidity L in a spacing of relative width 2 f around p holds L √p f, so both forms say the same for a small fee.
        double tickValue = ConcentratedCurve.FromValue(2000, 1, 2000 * Math.Exp(-1e-6), 2000 * Math.Exp(1e-6)).Liquidity;
        Close.Relative(ImpliedVolatility.FromActiveLiquidity(1, 1e8, 2e7, 2000), ImpliedVolatility.FromTickValue(1, 1e8, 2e7 / tickValue), 1e-5);
    }

    [Fact]
    public void FromActiveLiquidity_WholePool_IsFromItsFeeApr()
    {
        // A constant product pool of this liquidity: the same volatility, from its fees over its value.
        ConstantProductCurve pool = new(2e7);
        double feeApr = 0.0005 * 1e8 * 365 / pool.Value(2000);
        Close.Relative(ImpliedVolatility.FromActiveLiquidity(500, 1e8, 2e7, 2000), ImpliedVolatility.FromFeeApr(pool, 2000, feeApr)!.Value, 1e-12);
    }

    [Theory]
    [InlineData("constant product")]
    [InlineData("concentrated")]
    [InlineData("sum")]
    [InlineData("weighted")]
    public void FromFeeApr_AnyCurve_IsTheInverse(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        foreach (double volatility in new[] { 0, 0.05, 0.8, 3 })
        {
            Close.Relative(volatility, ImpliedVolatility.FromFeeApr(curve, 2000, ImpliedVolatility.ToFeeApr(curve, 2000, volatility))!.Value, 1e-12, name);
        }
    }

    [Fact]
    public void FromFeeApr_NoGamma_IsNull()
    {
        Assert.Null(ImpliedVolatility.FromFeeApr(SampleCurves.Named("concentrated"), 3000, 0.3));
        Assert.Null(ImpliedVolatility.FromFeeApr(new HoldCurve(default), 3000, 0.3));
        Assert.Null(ImpliedVolatility.VarianceSwapWeight(SampleCurves.Named("concentrated"), 3000, 2000));
    }

    [Theory]
    [InlineData("constant product")]
    [InlineData("concentrated")]
    [InlineData("constant sum")]
    [InlineData("constant sum, its peg above the price")]
    [InlineData("weighted")]
    public void FromExpectedLoss_AnyCurve_IsTheInverse(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        foreach (double volatility in new[] { 0.2, 0.8, 3 })
        {
            double feeApr = Lvr.Expected(curve, 2000, volatility, 0.25) / curve.Value(2000) / 0.25;
            Close.Relative(volatility, ImpliedVolatility.FromExpectedLoss(curve, 2000, feeApr, 0.25)!.Value, 1e-8, name);
        }
    }

    [Fact]
    public void FromExpectedLoss_ConstantProduct_IsTheClosedForm()
    {
        // 1 - exp(-s^2 T / 8) is what is lost.
        double expected = Math.Sqrt(-8 * Math.Log(1 - 0.02) / 0.25);
        Close.Relative(expected, ImpliedVolatility.FromExpectedLoss(Pool, 2000, 0.08, 0.25)!.Value, 1e-12);
        Close.Relative(ImpliedVolatility.FromFeeApr(Pool, 2000, 0.08)!.Value, ImpliedVolatility.FromExpectedLoss(Pool, 2000, 0.08, 1e-9)!.Value, 1e-9);
    }

    [Fact]
    public void FromExpectedLoss_FeesBeyondAnyLoss_IsNull()
    {
        Assert.Null(ImpliedVolatility.FromExpectedLoss(Pool, 2000, 4.01, 0.25));
        Assert.Null(ImpliedVolatility.FromExpectedLoss(new HoldCurve(new Reserves(1, 1)), 2000, 1e-9, 1));
        Assert.Throws<ArgumentNullException>(() => ImpliedVolatility.FromExpectedLoss(null!, 2000, 1, 1));
        foreach (double bad in new[] { -1, 0, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromExpectedLoss(Pool, bad, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromExpectedLoss(Pool, 2000, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromExpectedLoss(Pool, 2000, 1, bad));
        }
    }

    [Fact]
    public void ToFeeApr_ConstantProduct_IsAnEighthOfTheVariance() => Close.Relative(0.08, ImpliedVolatility.ToFeeApr(Pool, 1234, 0.8), 1e-12);

    [Fact]
    public void VarianceSwapWeight_Vector_Agrees()
    {
        JsonElement expected = Vectors.Named("wvs.weight").Expected;
        double weight = ImpliedVolatility.VarianceSwapWeight(Pool, 2000, 2200)!.Value;
        Close.Relative(Math.Sqrt(1.1), weight, 1e-12);
        Close.Relative(expected.GetProperty("instantaneous_rate").GetDouble(), weight * Lvr.RateOf(Pool, 2000, 0.8).ValueAnnual, 1e-12);
        Assert.Equal(0, ImpliedVolatility.VarianceSwapWeight(SampleCurves.Named("concentrated"), 2000, 3000));
    }

    [Fact]
    public void Members_BadInput_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => ImpliedVolatility.FromFeeApr(null!, 1, 1));
        Assert.Throws<ArgumentNullException>(() => ImpliedVolatility.ToFeeApr(null!, 1, 1));
        Assert.Throws<ArgumentNullException>(() => ImpliedVolatility.VarianceSwapWeight(null!, 1, 1));
        foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromFeeApr(Pool, bad, 0.1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromFeeApr(Pool, 2000, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.ToFeeApr(Pool, bad, 0.1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.ToFeeApr(Pool, 2000, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromActiveLiquidity(500, bad, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromActiveLiquidity(500, 1, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromActiveLiquidity(500, 1, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromTickValue(500, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromTickValue(500, 1, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.VarianceSwapWeight(Pool, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.VarianceSwapWeight(Pool, 1, bad));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromActiveLiquidity(-1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromTickValue(1_000_000, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpliedVolatility.FromActiveLiquidity(500, 1e300, 1e-300, 1));
    }
}
