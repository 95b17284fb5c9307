using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Loss;

public sealed class ImpermanentLossTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Fact]
    public void Of_ConstantProductVectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("cpmm.il.")];
        Assert.Equal(23, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double ratio = vector.Inputs.GetProperty("r").GetDouble();
            ImpermanentLossReport report = ImpermanentLoss.Of(ConstantProductCurve.FromValue(2000, 10_000), 2000, 2000 * ratio);
            Close.Relative(vector.Expected.GetDouble(), report.LossFraction, Tolerance, vector.Name);
            Close.Relative(ratio, report.PriceRatio, Tolerance, vector.Name);
        }
    }

    [Theory]
    [InlineData("v3.pos.P=1200")]
    [InlineData("v3.pos.P=1600")]
    [InlineData("v3.pos.P=1800")]
    [InlineData("v3.pos.P=2000")]
    [InlineData("v3.pos.P=2200")]
    [InlineData("v3.pos.P=2500")]
    [InlineData("v3.pos.P=3000")]
    public void Of_ConcentratedVectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        ImpermanentLossReport report = ImpermanentLoss.Of(SampleCurves.Named("concentrated"), 2000, Get(vector.Inputs, "P"));
        Close.Absolute(Get(vector.Expected, "x"), report.InPool.Amount0, Tolerance, name);
        Close.Absolute(Get(vector.Expected, "y"), report.InPool.Amount1, 10_000 * Tolerance, name);
        Close.Relative(Get(vector.Expected, "V"), report.PoolValue, Tolerance, name);
        Close.Relative(Get(vector.Expected, "hold_initial"), report.HoldValue, Tolerance, name);
        Close.Absolute(Get(vector.Expected, "IL_vs_initial"), report.LossFraction, Tolerance, name);
        Close.Absolute(Get(vector.Expected, "IL_vs_5050"), report.Against(0.5).DifferenceFraction, Tolerance, name);
        Close.Relative(2.5, report.Deposited.Amount0, Tolerance, name);
        Close.Absolute((2.5 - Get(vector.Expected, "x")) / 2.5, report.SoldFraction!.Value, Tolerance, name);
    }

    [Fact]
    public void Against_LopsidedRange_AgreesWithVector()
    {
        Vectors.Vector vector = Vectors.Named("v3.asym");
        ImpermanentLossReport report = ImpermanentLoss.Of(SampleCurves.Named("concentrated, lopsided"), 2000, 2400);
        Close.Relative(Get(vector.Expected, "IL_vs_5050"), report.Against(0.5).DifferenceFraction, Tolerance);
        Close.Relative(Get(vector.Expected, "PnL_vs_all_token1_hold"), report.Against(0).DifferenceFraction, Tolerance);
        Close.Relative(Get(vector.Expected, "PnL_vs_all_token0_hold"), report.Against(1).DifferenceFraction, Tolerance);
        Close.Relative(Get(vector.Expected, "IL"), report.LossFraction, Tolerance);
        Close.Relative(Get(vector.Expected, "hold"), report.HoldValue, Tolerance);
        Close.Relative(Get(vector.Expected, "V"), report.PoolValue, Tolerance);
        Close.Relative(10_000, report.Against(0).HoldValue, Tolerance);
        Close.Relative(12_000, report.Against(1).HoldValue, Tolerance);
    }

    [Fact]
    public void Of_PopularExample_GivesTheRightFigures()
    {
        JsonElement expected = Vectors.Named("seed.c").Expected;
        ImpermanentLossReport report = ImpermanentLoss.Of(ConstantProductCurve.FromValue(1000, 10_000), 1000, 2000);
        Close.Relative(Get(expected, "eth"), report.InPool.Amount0, Tolerance);
        Close.Relative(Get(expected, "usdc"), report.InPool.Amount1, Tolerance);
        Close.Relative(Get(expected, "lp_value"), report.PoolValue, Tolerance);
        Close.Relative(Get(expected, "hold"), report.HoldValue, Tolerance);
        Close.Relative(-Get(expected, "il_usd"), report.LossValue, Tolerance);
        Close.Relative(-Get(expected, "il_pct") / 100, report.LossFraction, Tolerance);
        Close.Relative(1 - Math.Sqrt(0.5), report.SoldFraction!.Value, Tolerance);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Of_AnyCurve_PartsAgreeWithEachOther(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        foreach (double price in new[] { 300, 1700, 2000, 2001, 2300, 9000 })
        {
            ImpermanentLossReport report = ImpermanentLoss.Of(curve, 2000, price);
            Close.Absolute(report.PoolValue - report.HoldValue, report.LossValue, 1e-11 * report.HoldValue, name);
            Close.Relative(report.HoldValue, report.Deposited.Value(price), Tolerance, name);
            Assert.InRange(report.LossFraction, -1, 0);
            foreach (double share0 in new[] { 0, 0.3, 0.5, 1 })
            {
                HoldComparison comparison = report.Against(share0);
                double holdValue = report.DepositedValue * ((share0 * price / 2000) + 1 - share0);
                Close.Relative(holdValue, comparison.HoldValue, Tolerance, name);
                Close.Absolute(report.PoolValue - holdValue, comparison.DifferenceValue, 1e-11 * holdValue, name);
                Close.Absolute((report.PoolValue / holdValue) - 1, comparison.DifferenceFraction, 1e-11, name);
            }
        }
    }

    [Fact]
    public void Of_NoToken0Deposited_SoldFractionIsNull()
    {
        ImpermanentLossReport report = ImpermanentLoss.Of(SampleCurves.Named("concentrated, below the price"), 2000, 1600);
        Assert.Null(report.SoldFraction);
        Assert.True(report.LossValue < 0);
    }

    [Fact]
    public void Of_TinyMove_KeepsItsDigits()
    {
        // -z^2/8 + 5 z^4/384 at a millionth, where V - H cancels thirteen digits.
        double move = 1e-6;
        ImpermanentLossReport report = ImpermanentLoss.Of(new ConstantProductCurve(7), 1, Math.Exp(move));
        Close.Relative(-move * move / 8, report.LossFraction, 1e-9);
        Close.Relative(-move * move / 8, report.Against(0.5).DifferenceFraction, 1e-6);
    }

    /// <summary>All is lost, and rounding must not make it more.</summary>
    [Theory]
    [InlineData(800, 1250, 1000)]
    [InlineData(900, 2000, 1000)]
    [InlineData(999, 1001, 1000)]
    public void Of_PriceNearZero_LosesNoMoreThanAll(double lower, double upper, double entry)
    {
        ConcentratedCurve curve = ConcentratedCurve.FromValue(entry, 1, lower, upper);
        double[] prices = [.. Enumerable.Range(0, 400).Select(i => entry * Math.Pow(10, -i / 10.0))];
        double[] losses = new double[prices.Length];
        curve.ImpermanentLosses(entry, prices, losses);
        Assert.All(losses, static loss => Assert.InRange(loss, -1, 0));
        Assert.All(prices, price =>
        {
            ImpermanentLossReport report = ImpermanentLoss.Of(curve, entry, price);
            Assert.InRange(report.LossFraction, -1, 0);
            Assert.InRange(report.LossValue, -report.HoldValue, 0);
        });
    }

    [Fact]
    public void Against_BasketOfTwo_IsThatOfThePair()
    {
        ConstantProductCurve pair = ConstantProductCurve.FromValue(20, 7);
        BasketLossReport basket = ImpermanentLoss.Of(WeightedCurve.FromValue([0.5, 0.5], [20, 1], 7), [20, 1], [13, 1]);
        foreach (double share0 in new[] { 0, 0.3, 0.5, 1 })
        {
            HoldComparison expected = ImpermanentLoss.Of(pair, 20, 13).Against(share0);
            HoldComparison found = basket.Against([share0, 1 - share0]);
            Close.Relative(expected.HoldValue, found.HoldValue, Tolerance);
            Close.Relative(expected.DifferenceValue, found.DifferenceValue, 1e-11);
            Close.Relative(expected.DifferenceFraction, found.DifferenceFraction, 1e-11);
        }
    }

    [Fact]
    public void Against_BasketOfThree_IsTheDefinition()
    {
        double[] entryPrices = [10, 3, 1];
        double[] prices = [7, 5, 1.5];
        BasketLossReport report = ImpermanentLoss.Of(WeightedCurve.FromValue([0.5, 0.3, 0.2], entryPrices, 100), entryPrices, prices);
        HoldComparison comparison = report.Against([0.1, 0.7, 0.2]);
        double held = 100 * ((0.1 * 7 / 10) + (0.7 * 5 / 3) + (0.2 * 1.5));
        Close.Relative(held, comparison.HoldValue, Tolerance);
        Close.Relative(report.PoolValue - held, comparison.DifferenceValue, 1e-11);
        Close.Relative((report.PoolValue / held) - 1, comparison.DifferenceFraction, 1e-11);
        Assert.Throws<ArgumentException>(() => report.Against([0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => report.Against([0.5, 0.4, 0.2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.Against([1.5, -0.5, 0]));
    }

    [Fact]
    public void Of_Nothing_IsZeroAndNeverNaN()
    {
        ImpermanentLossReport report = ImpermanentLoss.Of(new HoldCurve(default), 2000, 2500);
        Assert.Equal(0, report.LossFraction);
        Assert.Equal(new HoldComparison(0, 0, 0), report.Against(0.5));
        Assert.Null(report.SoldFraction);
        Assert.Equal(new HoldComparison(0, 0, 0), default(ImpermanentLossReport).Against(1));
    }

    [Fact]
    public void Of_BasketVectors_Agree()
    {
        foreach (string name in new[] { "g3m.il.80_20.r2", "g3m.il.80_20.r0.5", "g3m.il.3tok" })
        {
            Vectors.Vector vector = Vectors.Named(name);
            double[] weights = [.. vector.Inputs.GetProperty("w").EnumerateArray().Select(element => element.GetDouble())];
            double[] ratios = [.. vector.Inputs.GetProperty("r").EnumerateArray().Select(element => element.GetDouble())];
            double[] entryPrices = [.. weights.Select((_, i) => 10.0 * (i + 1))];
            double[] prices = [.. entryPrices.Zip(ratios, (price, ratio) => price * ratio)];
            BasketLossReport report = ImpermanentLoss.Of(new GeometricMeanBasket(5, weights), entryPrices, prices);
            Close.Relative(vector.Expected.GetDouble(), report.LossFraction, Tolerance, name);
            Close.Relative(report.PoolValue, report.HoldValue + report.LossValue, Tolerance, name);
            Close.Relative(report.HoldValue, Dot(report.Deposited, prices), Tolerance, name);
            Close.Relative(report.PoolValue, Dot(report.InPool, prices), Tolerance, name);
            Close.Relative(report.DepositedValue, Dot(report.Deposited, entryPrices), Tolerance, name);
            double kept = report.PoolValue / report.DepositedValue / ratios[0];
            Close.Relative(1 - kept, report.SoldFraction(0)!.Value, 1e-11, name);
            Assert.Equal(prices, report.Prices.ToArray());
            Assert.Equal(entryPrices, report.EntryPrices.ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_BadPrice_Throws(double bad)
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Equal("entryPrice", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLoss.Of(curve, bad, 1)).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLoss.Of(curve, 1, bad)).ParamName);
        Assert.ThrowsAny<ArgumentException>(() => ImpermanentLoss.Of(new GeometricMeanBasket(1, 0.5, 0.5), [1, bad], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => ImpermanentLoss.Of(new GeometricMeanBasket(1, 0.5, 0.5), [1, 1], [1, bad]));
    }

    [Fact]
    public void Of_BadInput_Throws()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Throws<ArgumentNullException>(() => ImpermanentLoss.Of((ValueCurve)null!, 1, 1));
        Assert.Throws<ArgumentNullException>(() => ImpermanentLoss.Of((BasketCurve)null!, [1], [1]));
        Assert.ThrowsAny<ArgumentException>(() => ImpermanentLoss.Of(new GeometricMeanBasket(1, 0.5, 0.5), [1], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => ImpermanentLoss.Of(new GeometricMeanBasket(1, 0.5, 0.5), [1, 1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLoss.Of(curve, 1e-300, 1e300));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLoss.Of(curve, 1, 2).Against(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLoss.Of(curve, 1, 2).Against(double.NaN));
        BasketLossReport basket = ImpermanentLoss.Of(new GeometricMeanBasket(1, 0.5, 0.5), [1, 1], [1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => basket.SoldFraction(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => basket.SoldFraction(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(BasketLossReport).SoldFraction(0));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static double Dot(ReadOnlyMemory<double> amounts, double[] prices) => amounts.ToArray().Zip(prices, (amount, price) => amount * price).Sum();
}
