using Tidemark.Analytics.Curves;

namespace Tidemark.Benchmarks.Curves;

/// <summary>A position in each kind of market maker, at a price of one.</summary>
internal static class Positions
{
    public static IReadOnlyDictionary<string, ValueCurve> ByName { get; } = new Dictionary<string, ValueCurve>(StringComparer.Ordinal)
    {
        ["constant product"] = new ConstantProductCurve(300),
        ["concentrated"] = new ConcentratedCurve(300, 0.8, 1.25),
        ["sum of three ranges"] = new SumCurve(new ConstantProductCurve(300), new ConcentratedCurve(300, 0.8, 1.25), new ConcentratedCurve(300, 0.9, 1.1)),
        ["weighted, two tokens"] = WeightedCurve.FromBalances([0.8, 0.2], [800, 200]).Along(0, [1, 1]),
        ["weighted, eight tokens"] = WeightedCurve.FromBalances(Eight(0.125), Eight(100)).Along(0, Eight(1)),
        ["stableswap, two coins"] = StableSwapCurve.FromBalances(100, [1000, 1000]).Along(0, [1, 1]),
        ["stableswap, eight coins"] = StableSwapCurve.FromBalances(100, Eight(1000)).Along(0, Eight(1)),
        ["cryptoswap, two coins"] = CryptoSwapCurve.FromBalances(40, 1.45e-4, [1000, 1000], [1]).Along(1, [1, 1]),
        ["solidly"] = SolidlyCurve.FromValue(1, 1000),
        ["liquidity book, 51 bins"] = LiquidityBookCurve.FromValue(
            new LiquidityBookPair(20), LiquidityBookPair.CentreId, LiquidityBookPair.CentreId - 25, LiquidityBookPair.CentreId + 25, LiquidityBookShape.Spot, 1000),
        ["proactive market maker"] = ProactiveMarketMakerCurve.FromValue(1, 0.1, 1000),
        ["constant sum"] = ConstantSumCurve.FromValue(1, 1000),
        ["single-sided, half protected"] = new SingleSidedCurve(1000, 1, 0.5),
        ["hold"] = new HoldCurve(new Reserves(500, 500)),
    };

    /// <summary>Prices from a tenth to ten, equally far apart.</summary>
    public static double[] Prices(int count) => [.. Enumerable.Range(0, count).Select(i => 0.1 + (9.9 * i / (count - 1)))];

    private static double[] Eight(double number) => [.. Enumerable.Repeat(number, 8)];
}
