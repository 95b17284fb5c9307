using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class StableSwapCurveTests
{
    // stableswap.limit_cpmm, .real. and .int. have tests of their own; what is exact to the last integer in .int. is the exact pool's
    public static TheoryData<string> LossVectors => [.. Vectors.WithPrefix("stableswap.il.").Select(vector => vector.Name)];

    public static TheoryData<string> RealVectors => [.. Vectors.WithPrefix("stableswap.real.").Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(LossVectors))]
    public void ValueOverHold_SolvedInvariant_IsItsLossAndItsReserves(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double[] prices = Numbers(vector.Inputs.GetProperty("p"));
        double[] held = [.. prices.Select(_ => 1.0)];
        double[] amounts = new double[prices.Length];
        var curve = StableSwapCurve.FromBalances(vector.Inputs.GetProperty("amp_contract").GetDouble(), held);
        curve.Reserves(prices, amounts);
        double[] expected = Numbers(vector.Expected.GetProperty("x"));
        for (int i = 0; i < amounts.Length; i++)
        {
            Close.Relative(expected[i], amounts[i], 1e-10, $"{name}, amount {i}");
        }
        Close.Relative(vector.Expected.GetProperty("il").GetDouble(), curve.ValueOverHold(held, prices) / prices.Sum(), 1e-10, name);
    }

    [Theory]
    [MemberData(nameof(RealVectors))]
    public void FromBalances_PoolOfTheReference_HasItsInvariantAndQuotesItsPrices(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double[] balances = Numbers(vector.Inputs.GetProperty("x"));
        double[] prices = new double[balances.Length];
        var curve = StableSwapCurve.FromBalances(vector.Inputs.GetProperty("amp_contract").GetDouble(), balances);
        curve.SpotPrices(balances, prices);
        Close.Relative(vector.Expected.GetProperty("D").GetDouble(), curve.Invariant, 1e-12, name);
        for (int i = 1; i < prices.Length; i++)
        {
            if (vector.Expected.TryGetProperty($"price_0_in_{i}", out JsonElement expected))
            {
                Close.Relative(expected.GetDouble(), prices[0] / prices[i], 1e-12, $"{name}, 0 in {i}");
            }
        }
    }

    [Fact]
    public void FromBalances_IntegersOfTheContract_HasItsInvariantBeforeAndAfterTheSwap()
    {
        Vectors.Vector vector = Vectors.Named("stableswap.int.3pool");
        double[] balances = [.. vector.Inputs.GetProperty("xp").EnumerateArray().Select(Whole)];
        double amplification = vector.Inputs.GetProperty("amp").GetDouble();
        double expected = Whole(vector.Expected.GetProperty("D"));
        Close.Relative(expected, StableSwapCurve.FromBalances(amplification, balances).Invariant, 2e-15);
        double[] swapped = [balances[0] + Whole(vector.Inputs.GetProperty("dx")), Whole(vector.Expected.GetProperty("y")), balances[2]];
        Close.Relative(expected, StableSwapCurve.FromBalances(amplification, swapped).Invariant, 2e-15);
    }

    [Fact]
    public void ValueOverHold_NoAmplification_IsConstantProduct()
    {
        Vectors.Vector vector = Vectors.Named("stableswap.limit_cpmm");
        double amplification = double.Parse(vector.Inputs.GetProperty("amp_contract").GetString()!, CultureInfo.InvariantCulture);
        double loss = StableSwapCurve.FromBalances(amplification, [1, 1]).ValueOverHold([1, 1], Numbers(vector.Inputs.GetProperty("p"))) / 1.5;
        Close.Relative(vector.Expected.GetProperty("il").GetDouble(), loss, 1e-10);
        Close.Absolute(vector.Expected.GetProperty("cpmm").GetDouble(), loss, 1e-8);
    }

    [Fact]
    public void Reserves_EndlessAmplification_AreConstantSum()
    {
        var curve = StableSwapCurve.FromBalances(1e9, [1, 1]);
        double[] amounts = new double[2];
        curve.Reserves([0.9, 1], amounts);
        Close.Absolute(2, amounts[0], 1e-3);
        Close.Absolute(0, amounts[1], 1e-3);
        Close.Absolute(-0.1, curve.ValueOverHold([1, 1], [0.9, 1]), 1e-3);
    }

    [Theory]
    [InlineData(1e-9, 2)]
    [InlineData(1, 3)]
    [InlineData(100, 2)]
    [InlineData(300, 3)]
    [InlineData(2000, 8)]
    [InlineData(1e5, 2)]
    [InlineData(1e9, 2)]
    public void ReservesAndGammas_AnyPrices_AreTheDerivativesOfTheValue(double amplification, int count)
    {
        double spread = 0.3 / Math.Max(1, amplification);
        double[] rates = [.. Enumerable.Range(0, count).Select(i => 1 + (0.125 * i))];
        double[] near = [.. rates.Select((rate, i) => rate * (1 + (spread * (i % 3))))];
        double[] far = [.. rates.Select((rate, i) => rate * (1 + (0.05 * i)))];
        var curve = StableSwapCurve.FromValue(amplification, near, 10_000, rates);
        Close.Relative(10_000, curve.Value(near), 1e-14);

        // Where prices can be told apart by steps that are short against the bend
        if (amplification <= 1e5)
        {
            BasketDerivatives.RequireConsistent(curve, near, 1e-4 / Math.Max(10, amplification));
        }
        BasketDerivatives.RequireConsistent(curve, far, amplification > 1e6 ? 1e-5 : 1e-6);
    }

    [Theory]
    [InlineData(1e-9, 1)]
    [InlineData(1e-9, 0.6)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(100, 0.997)]
    [InlineData(100, 1.4)]
    [InlineData(1e6, 1)]
    [InlineData(1e6, 1.0000001)]
    public void ValueOverHold_AnyMove_HasTheDigitsOfExactArithmetic(double amplification, double entryPrice)
    {
        var curve = new StableSwapCurve(amplification, 1, [1, 1]);
        foreach (double ratio in (double[])[1.0001, 0.9999, 1.0000001, 0.9999999, 1.001, 0.99, 1.1, 0.5, 3])
        {
            double price = entryPrice * ratio;
            double expected = BigStableSwap.Loss(amplification, entryPrice, price);
            string of = string.Create(CultureInfo.InvariantCulture, $"amplification {amplification}, from {entryPrice} by {ratio}");
            Close.Relative(expected, curve.ValueOverHold([entryPrice, 1], [price, 1]), 1e-11, of);
            Close.Relative(expected * 4, curve.ValueOverHold([entryPrice, 1], [4 * price, 4]), 1e-11, of);
        }
    }

    [Fact]
    public void ValueOverHold_LargeMovesOfThreeCoinsWithRates_IsTheDifference()
    {
        double[] rates = [1, 1.1, 2];
        double[] entry = [1.001, 1.1, 2.003];
        double[] amounts = new double[3];
        var curve = StableSwapCurve.FromValue(150, entry, 10_000, rates);
        curve.Reserves(entry, amounts);
        foreach (double[] prices in (double[][])[[1, 1.2, 2], [0.5, 1.1, 2], [1, 0.3, 9], [1.02, 1.1, 2], [3, 3, 3]])
        {
            double hold = amounts.Zip(prices, (amount, price) => amount * price).Sum();
            Close.Relative(curve.Value(prices) - hold, curve.ValueOverHold(entry, prices), 1e-10);
        }
    }

    [Fact]
    public void ValueOverHold_NoMove_IsZero() =>
        Close.Absolute(0, StableSwapCurve.FromValue(100, [1.01, 1, 1.02], 1).ValueOverHold([1.01, 1, 1.02], [2.02, 2, 2.04]), 1e-28);

    [Theory]
    [InlineData(1e-9, 1e18)]
    [InlineData(1, 1e18)]
    [InlineData(100, 1e18)]
    [InlineData(1e9, 1e18)]
    [InlineData(1e-9, 1e-18)]
    [InlineData(1e9, 1e-18)]
    [InlineData(100, 1e-18)]
    public void Reserves_EnormousRatio_KeepTheInvariantAndQuoteThePrices(double amplification, double ratio)
    {
        var curve = new StableSwapCurve(amplification, 1000, [1, 1, 1]);
        double[] amounts = new double[3];
        double[] quotes = new double[3];
        double[] prices = [ratio, 2, 1];
        curve.Reserves(prices, amounts);
        curve.SpotPrices(amounts, quotes);
        Close.Relative(1000, StableSwapCurve.FromBalances(amplification, amounts).Invariant, 1e-12);
        Close.Relative(ratio, quotes[0], 1e-11);
        Close.Relative(2, quotes[1], 1e-11);
        double[] held = new double[3];
        curve.Reserves([1, 1, 1], held);
        double hold = (held[0] * ratio) + (held[1] * 2) + held[2];
        Close.Relative(curve.Value(prices) - hold, curve.ValueOverHold([1, 1, 1], prices), 1e-12);
    }

    [Fact]
    public void Along_TwoCoins_IsTheSameFromBothSides()
    {
        var curve = new StableSwapCurve(100, 2, [1, 1]);
        ValueCurve first = curve.Along(0, [1, 1]), second = curve.Along(1, [1, 1]);
        foreach (double price in (double[])[0.2, 0.99, 0.9999, 1, 1.003, 7])
        {
            Close.Relative(first.Value(price), second.Value(price), 1e-15);
            Close.Relative(first.Gamma(price), second.Gamma(price), 1e-14);
            Close.Relative(first.Reserves(price).Amount0, first.Reserves(1 / price).Amount1, 1e-12);
        }
        Close.Relative(1, first.Delta(1), 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e19)]
    public void Constructor_AmplificationOutOfRange_NamesIt(double amplification)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new StableSwapCurve(amplification, 1, [1, 1]));
        Assert.Equal("amplification", error.ParamName);
    }

    [Fact]
    public void Constructor_BadNumbers_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StableSwapCurve(100, 0, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StableSwapCurve(100, 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StableSwapCurve(100, 1, [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StableSwapCurve.FromBalances(100, new double[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }));
        Assert.Throws<ArgumentException>(() => StableSwapCurve.FromBalances(100, [1, 1], [1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StableSwapCurve.FromBalances(100, [1, 0]));
        Assert.Throws<ArgumentException>(() => StableSwapCurve.FromValue(100, [1e200, 1], 1));
    }

    private static double Whole(JsonElement element) => (double)BigInteger.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetDouble())];
}
