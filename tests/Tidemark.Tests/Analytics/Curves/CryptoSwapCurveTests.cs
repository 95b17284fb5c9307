using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class CryptoSwapCurveTests
{
    // Two coins as in the vectors, a stiffer pair with a narrow peg, and three coins as in the tricrypto pool of the vectors.
    private static readonly CryptoSwapCurve[] Curves =
    [
        new(10, 1.45e-4, 2, [1]),
        new(400, 1e-8, 3e6, [2000]),
        new(6.32455185, 1.1809167828997e-5, 3e6, [27_000, 1800]),
    ];

    public static MatrixTheoryData<double, double> Moves => new(
        [1e-18, 1e-6, 0.5, 0.98, 0.9999, 1, 1.00003, 1.0001, 1.01, 3, 1e5, 1e18],
        [1e-18, 1e-3, 0.8, 0.9999, 0.999999, 0.999999999, 1.000000001, 1.000001, 1.0001, 1.0003, 1.002, 1.2, 50, 1e18]);

    [Fact]
    public void FromBalances_VectorsOfTwoCoins_AgreeInInvariantAndPrice()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("twocrypto.D_p.")];
        Assert.Equal(3, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double[] balances = Numbers(vector.Inputs.GetProperty("xp"));
            var curve = CryptoSwapCurve.FromBalances(Number(vector.Inputs, "A"), Number(vector.Inputs, "gamma"), balances, [1]);
            Close.Relative(Number(vector.Expected, "D"), curve.Invariant, 1e-14, vector.Name);
            Close.Relative(Number(vector.Expected, "D_int") / 1e18, curve.Invariant, 1e-13, vector.Name);
            double[] prices = new double[2];
            curve.SpotPrices(balances, prices);
            Assert.Equal(1, prices[0]);
            Close.Relative(Number(vector.Expected, "p_xp"), prices[1], 1e-12, vector.Name);
            Close.Relative(Number(vector.Expected, "get_p_int") / 1e18, prices[1], 1e-12, vector.Name);
        }
    }

    [Fact]
    public void FromBalances_VectorOfThreeCoins_AgreesInInvariantAndPrices()
    {
        Vectors.Vector vector = Vectors.Named("tricrypto.D_p");
        double amplification = Number(vector.Inputs, "ANN_contract") / 27 / 1e4;
        double[] balances = Numbers(vector.Inputs.GetProperty("xp"));
        var curve = CryptoSwapCurve.FromBalances(amplification, Number(vector.Inputs, "gamma"), balances, [1, 1]);
        Close.Relative(Number(vector.Expected, "D"), curve.Invariant, 1e-14);
        double[] prices = new double[3];
        curve.SpotPrices(balances, prices);
        Close.Relative(Number(vector.Expected, "p1"), prices[1], 1e-12);
        Close.Relative(Number(vector.Expected, "p2"), prices[2], 1e-12);
    }

    [Fact]
    public void Reserves_AndLoss_VectorsOfAFrozenScale_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("twocrypto.il_frozen_scale.")];
        Assert.Equal(5, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            var curve = new CryptoSwapCurve(Number(vector.Inputs, "A"), Number(vector.Inputs, "gamma"), 2, [1]);
            double price = Number(vector.Inputs, "price_over_scale");
            double[] amounts = new double[2];
            curve.Reserves([1, price], amounts);
            Close.Relative(Number(vector.Expected, "x0"), amounts[0], 1e-9, vector.Name);
            Close.Relative(Number(vector.Expected, "x1"), amounts[1], 1e-9, vector.Name);
            Close.Relative(Number(vector.Expected, "il"), curve.ValueOverHold([1, 1], [1, price]) / (1 + price), 1e-6, vector.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void ValueOverHold_MovesNearAndFar_MatchNinetyDigits(double entry, double move)
    {
        foreach (CryptoSwapCurve curve in Curves)
        {
            double[] entryPrices = Prices(curve, entry);
            double[] prices = [.. entryPrices];
            prices[1] *= move;
            double actual = curve.ValueOverHold(entryPrices, prices);
            Close.Relative(CryptoSwapOracle.ValueOverHold(curve, entryPrices, prices), actual, 1e-9, Name(curve));
            Assert.True(actual <= 0);
            Assert.Equal(0, curve.ValueOverHold(entryPrices, entryPrices));
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void Reserves_AnyPrices_MatchNinetyDigitsAndTradeAtThosePrices(double first, double second)
    {
        foreach (CryptoSwapCurve curve in Curves)
        {
            double[] prices = Prices(curve, first * second);
            double[] amounts = new double[curve.TokenCount];
            double[] spot = new double[curve.TokenCount];
            curve.Reserves(prices, amounts);
            curve.SpotPrices(amounts, spot);
            double[] exact = CryptoSwapOracle.Reserves(curve, prices);
            for (int i = 0; i < prices.Length; i++)
            {
                Close.Relative(exact[i], amounts[i], 1e-13, Name(curve));
                Close.Relative(prices[i] / prices[0], spot[i], 1e-9, $"{Name(curve)} spot price");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void Gammas_AnyPrices_AreSlopesOfTheReserves(double first, double second)
    {
        foreach (CryptoSwapCurve curve in Curves)
        {
            double[] prices = Prices(curve, first * second);
            for (int token = 0; token < prices.Length; token++)
            {
                double[] gammas = new double[prices.Length];
                curve.Gammas(prices, token, gammas);
                Assert.True(gammas[token] < 0);
                for (int i = 0; i < prices.Length; i++)
                {
                    double[] row = new double[prices.Length];
                    curve.Gammas(prices, i, row);
                    Close.Relative(gammas[i], row[token], 1e-10, $"{Name(curve)} symmetry");
                    Close.Relative(CryptoSwapOracle.Gamma(curve, prices, token, i), gammas[i], 1e-9, $"{Name(curve)} d{i}/d{token}");
                }
            }
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.97)]
    [InlineData(1.07)]
    [InlineData(9)]
    public void ReservesAndGammas_AnyPrices_AreTheDerivativesOfTheValue(double move)
    {
        foreach (CryptoSwapCurve curve in Curves)
        {
            BasketDerivatives.RequireConsistent(curve, Prices(curve, move));
        }
    }

    [Fact]
    public void Along_RisingPrice_SellsTheCoinAndTheValueIsConcave()
    {
        foreach (CryptoSwapCurve curve in Curves)
        {
            ValueCurve along = curve.Along(1, Prices(curve, 1));
            double peg = 0.7 * curve.PriceScales.Span[0];
            double[] prices = [.. Enumerable.Range(-60, 121).Select(step => peg * Math.Pow(1.1, step)).Append(peg * 1e18)];
            for (int i = 1; i < prices.Length - 1; i++)
            {
                (double below, double here, double above) = (along.Reserves(prices[i - 1]).Amount0, along.Reserves(prices[i]).Amount0, along.Reserves(prices[i + 1]).Amount0);
                Assert.True(below > here && here > above, $"{Name(curve)}, step {i}");
                double chord = (along.Value(prices[i]) - along.Value(prices[i - 1])) / (prices[i] - prices[i - 1]);
                Assert.InRange(chord, here, below);
                Assert.True(along.Gamma(prices[i]) < 0);
            }
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.999)]
    [InlineData(1.0000001)]
    [InlineData(1.7)]
    public void ValueOverHold_EndlessGamma_IsStableSwap(double move)
    {
        // K loses its fall away from the peg, and what is left is StableSwap with the same A n^n; its contract counts A n^(n-1)
        foreach (int count in (int[])[2, 3])
        {
            double[] ones = [.. Enumerable.Repeat(1.0, count)];
            double[] entry = [1.01, .. ones[1..]], prices = [1.01 * move, .. ones[1..]];
            var curve = new CryptoSwapCurve(30, 1e17, count, ones.AsSpan(1));
            var stable = new StableSwapCurve(30 * Math.Pow(count, count - 1), count, ones);
            Close.Relative(stable.Value(prices), curve.Value(prices), 1e-14);
            Close.Relative(stable.ValueOverHold(entry, prices), curve.ValueOverHold(entry, prices), 1e-10);
        }
    }

    [Theory]
    [InlineData(1e-18, 1)]
    [InlineData(1, 1e-18)]
    public void ValueOverHold_NoAmplificationOrNoGamma_IsConstantProduct(double amplification, double gamma)
    {
        var curve = new CryptoSwapCurve(amplification, gamma, 2, [1]);
        foreach (double price in (double[])[0.01, 0.5, 1.2, 2, 100])
        {
            double expected = -(1 - Math.Sqrt(price)) * (1 - Math.Sqrt(price));
            Close.Relative(expected, curve.ValueOverHold([1, 1], [1, price]), 1e-5);
        }
    }

    [Fact]
    public void Reserves_ParametersAtAndPricesNearTheirBounds_KeepTheInvariantAndQuoteThePrices()
    {
        double[] parameters = [CryptoSwapCurve.MinimumParameter, 1e-6, 1, 1e6, CryptoSwapCurve.MaximumParameter];
        double[] ratios = [1e-99, 1e-18, 0.001, 0.47, 0.999999, 1 - 1e-15, 1, 1 + 1e-12, 1.5, 1e9, 1e99];
        foreach (double amplification in parameters)
        {
            foreach (double gamma in parameters)
            {
                foreach (double ratio in ratios)
                {
                    RequireKept(new CryptoSwapCurve(amplification, gamma, 5, [3]), [1, 3 * ratio]);
                    RequireKept(new CryptoSwapCurve(amplification, gamma, 5, [3, 0.2]), [1, 3 * ratio, 0.2]);
                    RequireKept(new CryptoSwapCurve(amplification, gamma, 5, [3, 0.2]), [ratio, 3, 0.3]);
                }
            }
        }
    }

    [Fact]
    public void Reserves_PricesBeyondTheBound_AreRefusedByName()
    {
        double[] amounts = new double[2];
        Assert.Throws<ArgumentException>("prices", () => Curves[0].Reserves([1, 1e101], amounts));
        Assert.Throws<ArgumentException>("prices", () => Curves[0].Reserves([1e300, 1e-300], amounts));
        Assert.Throws<ArgumentException>("prices", () => Curves[0].ValueOverHold([1, 1], [1, 1e-101]));
        Assert.Throws<ArgumentException>("balances", () => CryptoSwapCurve.FromBalances(10, 1e-4, [1e-200, 1e200], [1]));
        Assert.Throws<ArgumentException>("balances", () => Curves[0].SpotPrices([1e200, 1e-200], amounts));
    }

    [Fact]
    public void Reserves_AtTheScale_AreEqualValues()
    {
        double[] amounts = new double[3];
        Curves[2].Reserves([1, 27_000, 1800], amounts);
        Close.Relative(1e6, amounts[0], 1e-15);
        Close.Relative(1e6 / 27_000, amounts[1], 1e-15);
        Close.Relative(1e6 / 1800, amounts[2], 1e-15);
    }

    [Fact]
    public void ConstantProductInvariant_OfTheScales_IsTheirGeometricMean()
    {
        Close.Relative(1e6 / Math.Cbrt(27_000.0 * 1800), Curves[2].ConstantProductInvariant, 1e-14);
        Assert.Equal([27_000, 1800], Curves[2].PriceScales.ToArray());
    }

    [Fact]
    public void EveryMember_BadInput_IsRefused()
    {
        double[] two = new double[2];
        CryptoSwapCurve curve = Curves[0];
        Assert.Throws<ArgumentException>("priceScales", () => new CryptoSwapCurve(10, 1e-4, 1, []));
        Assert.Throws<ArgumentException>("priceScales", () => new CryptoSwapCurve(10, 1e-4, 1, [1, 1, 1]));
        Assert.Throws<ArgumentException>("balances", () => CryptoSwapCurve.FromBalances(10, 1e-4, [1], [1]));
        Assert.Throws<ArgumentException>("amounts", () => curve.Reserves([1, 1], new double[3]));
        Assert.Throws<ArgumentException>("prices", () => curve.Reserves([1], two));
        Assert.Throws<ArgumentException>("gammas", () => curve.Gammas([1, 1], 0, new double[3]));
        Assert.Throws<ArgumentException>("prices", () => curve.SpotPrices([1, 1], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("token", () => curve.Gammas([1, 1], 2, two));
        Assert.Throws<ArgumentOutOfRangeException>("token", () => curve.Gammas([1, 1], -1, two));
        foreach (double bad in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("priceScales", () => new CryptoSwapCurve(10, 1e-4, 1, [bad]));
            Assert.Throws<ArgumentOutOfRangeException>("amplification", () => new CryptoSwapCurve(bad, 1e-4, 1, [1]));
            Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new CryptoSwapCurve(10, bad, 1, [1]));
            Assert.Throws<ArgumentOutOfRangeException>("invariant", () => new CryptoSwapCurve(10, 1e-4, bad, [1]));
            Assert.Throws<ArgumentOutOfRangeException>("balances", () => CryptoSwapCurve.FromBalances(10, 1e-4, [1, bad], [1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Reserves([1, bad], two));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Gammas([bad, 1], 0, two));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold([1, bad], [1, 1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold([1, 1], [bad, 1]));
        }
    }

    private static void RequireKept(CryptoSwapCurve curve, double[] prices)
    {
        double[] amounts = new double[prices.Length];
        double[] quotes = new double[prices.Length];
        double[] gammas = new double[prices.Length];
        string of = string.Create(CultureInfo.InvariantCulture, $"A {curve.Amplification:R}, {Name(curve)}, prices {string.Join(' ', prices)}");
        curve.Reserves(prices, amounts);
        curve.SpotPrices(amounts, quotes);
        curve.Gammas(prices, 1, gammas);
        Assert.True(double.IsFinite(gammas[0]) && gammas[1] <= 0, of);
        Assert.True(curve.ValueOverHold([1, .. curve.PriceScales.Span], prices) <= 0, of);
        Close.Relative(curve.Invariant, CryptoSwapCurve.FromBalances(curve.Amplification, curve.Gamma, amounts, curve.PriceScales.Span).Invariant, 1e-11, of);
        for (int i = 1; i < prices.Length; i++)
        {
            Close.Relative(prices[i] / prices[0], quotes[i], 1e-9, of);
        }
    }

    private static double[] Prices(CryptoSwapCurve curve, double move) =>
        curve.TokenCount == 2
            ? [0.7, 0.7 * curve.PriceScales.Span[0] * move]
            : [0.7, 0.7 * curve.PriceScales.Span[0] * move, 0.7 * curve.PriceScales.Span[1] * 0.97];

    private static string Name(CryptoSwapCurve curve) => string.Create(CultureInfo.InvariantCulture, $"{curve.TokenCount} coins, gamma {curve.Gamma:R}");

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetDouble())];

    private static double Number(JsonElement of, string name)
    {
        JsonElement element = of.GetProperty(name);
        return element.ValueKind == JsonValueKind.String ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture) : element.GetDouble();
    }
}
