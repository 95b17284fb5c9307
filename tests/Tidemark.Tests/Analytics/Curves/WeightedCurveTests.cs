using System.Numerics;
using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class WeightedCurveTests
{
    private static readonly double[] Weights = [0.5, 0.3, 0.2];
    private static readonly double[] Prices = [2000, 0.7, 31];

    public static TheoryData<string> LossVectors => [.. Vectors.WithPrefix("g3m.il.").Select(vector => vector.Name)];

    public static TheoryData<string> SdkVectors => [.. Vectors.WithPrefix("g3m.balancer_sdk_test.").Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(LossVectors))]
    public void ValueOverHold_PublishedFormula_IsItsLoss(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        Close.Relative(vector.Expected.GetDouble(), Loss(Numbers(vector.Inputs, "w"), Numbers(vector.Inputs, "r")), 1e-12, name);
    }

    [Theory]
    [MemberData(nameof(SdkVectors))]
    public void ValueOverHold_CasesOfTheBalancerSdk_RoundsDownToTheirPercentage(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double loss = Loss(Numbers(vector.Inputs, "w"), [.. Numbers(vector.Inputs, "priceDelta").Select(change => 1 + change)]);
        Close.Relative(vector.Expected.GetProperty("il").GetDouble(), loss, 1e-12, name);
        Assert.Equal(vector.Expected.GetProperty("published_floor_pct").GetDouble(), Math.Floor(-loss * 1e4) / 1e2);
    }

    [Fact]
    public void ValueOverHold_CompAndWethOfThePublishedComparison_HasItsLossesAndTheirRatio()
    {
        Vectors.Vector vector = Vectors.Named("g3m.balancer_ballers");
        double[] ratios = [vector.Inputs.GetProperty("comp").GetDouble(), vector.Inputs.GetProperty("weth").GetDouble()];
        double even = Loss([0.5, 0.5], ratios);
        double lopsided = Loss([0.8, 0.2], ratios);
        Close.Relative(vector.Expected.GetProperty("il_50_50").GetDouble(), even, 1e-12);
        Close.Relative(vector.Expected.GetProperty("il_80_20").GetDouble(), lopsided, 1e-12);
        Close.Absolute(vector.Expected.GetProperty("published_ratio").GetDouble(), lopsided / even, 5e-5);
    }

    [Fact]
    public void FromBalances_DepositOfThePublishedComparison_IsWorthItsValues()
    {
        Vectors.Vector vector = Vectors.Named("balancer_ballers.il80_20_numbers");
        double[] prices = [vector.Inputs.GetProperty("comp").GetDouble(), vector.Inputs.GetProperty("weth").GetDouble()];
        var lopsided = WeightedCurve.FromBalances([0.8, 0.2], [8000, 2000]);
        var even = WeightedCurve.FromBalances([0.5, 0.5], [5000, 5000]);
        double value = lopsided.Value(prices);
        Close.Relative(vector.Expected.GetProperty("pool_value").GetDouble(), value, 1e-12);
        Close.Relative(vector.Expected.GetProperty("hold").GetDouble(), value - lopsided.ValueOverHold([1, 1], prices), 1e-12);
        Close.Relative(vector.Expected.GetProperty("pool_value_50_50").GetDouble(), even.Value(prices), 1e-12);
        Close.Relative(vector.Expected.GetProperty("hold_50_50").GetDouble(), even.Value(prices) - even.ValueOverHold([1, 1], prices), 1e-12);
    }

    [Fact]
    public void Reserves_AnyPrices_KeepTheInvariantAndQuoteThePrices()
    {
        var curve = WeightedCurve.FromValue(Weights, Prices, 10_000);
        double[] amounts = new double[3];
        double[] quotes = new double[3];
        curve.Reserves(Prices, amounts);
        curve.SpotPrices(amounts, quotes);
        Close.Relative(curve.Invariant, WeightedCurve.FromBalances(Weights, amounts).Invariant, 1e-14);
        Close.Relative(10_000, amounts.Zip(Prices, (amount, price) => amount * price).Sum(), 1e-14);
        for (int i = 0; i < 3; i++)
        {
            Close.Relative(Prices[i] / Prices[2], quotes[i], 1e-14);
        }
    }

    [Fact]
    public void ReservesAndGammas_AnyPrices_AreTheDerivativesOfTheValue() =>
        BasketDerivatives.RequireConsistent(WeightedCurve.FromValue(Weights, Prices, 10_000), Prices);

    [Fact]
    public void Along_EvenWeights_IsConstantProduct()
    {
        ValueCurve slice = WeightedCurve.FromValue([0.5, 0.5], [2000, 1], 10_000).Along(0, [2000, 1]);
        var product = ConstantProductCurve.FromValue(2000, 10_000);
        foreach (double price in (double[])[2000e-18, 1000, 2000, 2000.2, 9000, 2000e18])
        {
            Close.Relative(product.Value(price), slice.Value(price), 1e-13);
            Close.Relative(product.Delta(price), slice.Delta(price), 1e-13);
            Close.Relative(product.Gamma(price), slice.Gamma(price), 1e-13);
            Close.Relative(product.ValueOverHold(2000, price), slice.ValueOverHold(2000, price), 1e-12);
        }
    }

    [Theory]
    [InlineData(10_001)]
    [InlineData(9_999)]
    public void ValueOverHold_MoveOfABasisPoint_HasTheDigitsOfExactArithmetic(int numerator)
    {
        // sqrt(r) - (1 + r) / 2, with 70 decimals
        var unit = BigInteger.Pow(10, 70);
        BigInteger ratio = unit * numerator / 10_000;
        BigInteger loss = BigRoot.SquareRoot(ratio * unit) - ((unit + ratio) / 2);
        double entry = 1, price = numerator / 10_000.0;
        Close.Relative((double)loss / 1e70, WeightedCurve.FromValue([0.5, 0.5], [1, 1], 1).ValueOverHold([entry, 1], [price, 1]), 1e-11);
    }

    [Theory]
    [InlineData(1e18)]
    [InlineData(1e-18)]
    public void ValueOverHold_EnormousMove_IsTheDifference(double ratio)
    {
        double hold = (0.8 * ratio) + 0.2;
        double loss = WeightedCurve.FromValue([0.8, 0.2], [1, 1], 1).ValueOverHold([1, 1], [ratio, 1]);
        Close.Relative(Math.Pow(ratio, 0.8) - hold, loss, 1e-12);
    }

    [Fact]
    public void ValueOverHold_AllPricesByOneFactor_IsZero()
    {
        double loss = WeightedCurve.FromValue(Weights, Prices, 10_000).ValueOverHold(Prices, [.. Prices.Select(price => price * 3)]);
        Close.Absolute(0, loss, 1e-24);
    }

    [Fact]
    public void Constructor_WeightsThatDoNotSumToOne_NamesTheSum()
    {
        var error = Assert.Throws<ArgumentException>(() => new WeightedCurve(1, [0.5, 0.25]));
        Assert.Contains("0.75", error.Message, StringComparison.Ordinal);
        _ = new WeightedCurve(1, [0.5, 0.5 + 5e-10]);
    }

    [Fact]
    public void Constructor_BadNumbers_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCurve(0, [0.5, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCurve(1, [1.5, -0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCurve(1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCurve(1, [.. Enumerable.Repeat(1 / 9.0, 9)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedCurve.FromBalances([0.5, 0.5], [1, 0]));
        Assert.Throws<ArgumentException>(() => WeightedCurve.FromValue([0.5, 0.5], [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCurve(1, [0.5, 0.5]).Gammas([1, 1], 2, new double[2]));
    }

    private static double Loss(double[] weights, double[] ratios)
    {
        double[] entry = [.. ratios.Select((_, i) => 7.0 + i)];
        double[] prices = [.. ratios.Zip(entry, (ratio, price) => ratio * price)];
        var curve = WeightedCurve.FromValue(weights, entry, 1);
        double loss = curve.ValueOverHold(entry, prices);
        return loss / (curve.Value(prices) - loss);
    }

    private static double[] Numbers(JsonElement inputs, string name) =>
        [.. inputs.GetProperty(name).EnumerateArray().Select(element => element.ValueKind == JsonValueKind.String ? 1 / 3.0 : element.GetDouble())];
}
