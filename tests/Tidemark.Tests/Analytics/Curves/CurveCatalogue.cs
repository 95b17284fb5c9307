using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Positions in every kind of market maker, by name: what is true of all curves is tested on these.</summary>
internal static class CurveCatalogue
{
    private static readonly LiquidityBookPair Bins = new(20);

    private static readonly Dictionary<string, CatalogueEntry> ByName = new(StringComparer.Ordinal)
    {
        ["constant product"] = new(new ConstantProductCurve(300), 2000),
        ["concentrated"] = new(ConcentratedCurve.FromValue(2000, 10_000, 1600, 2500), 2000),
        ["concentrated, above the price"] = new(ConcentratedCurve.FromValue(2000, 10_000, 2200, 2500), 2000),
        ["concentrated, below the price"] = new(ConcentratedCurve.FromValue(2000, 10_000, 1500, 1900), 2000),
        ["concentrated, all prices"] = new(new ConcentratedCurve(300, 1e-30, 1e30), 2000),
        ["share of a concentrated"] = new(new ScaledCurve(ConcentratedCurve.FromValue(2000, 10_000, 1900, 2100), 0.25), 2000),
        ["sum of ranges"] = new(
            new SumCurve(ConstantProductCurve.FromValue(2000, 4000), ConcentratedCurve.FromValue(2000, 3000, 1600, 2500), ConcentratedCurve.FromValue(2000, 3000, 1900, 2600)),
            2000),
        ["weighted 80/20"] = new(WeightedCurve.FromValue([0.8, 0.2], [2000, 1], 10_000).Along(0, [2000, 1]), 2000),
        ["weighted 2/98"] = new(WeightedCurve.FromValue([0.02, 0.98], [2000, 1], 10_000).Along(0, [2000, 1]), 2000),
        ["weighted, eight tokens"] = new(
            WeightedCurve.FromValue([0.05, 0.1, 0.15, 0.2, 0.2, 0.15, 0.1, 0.05], [3, 1, 2000, 0.5, 40_000, 7, 11, 1], 10_000).Along(2, [3, 1, 2000, 0.5, 40_000, 7, 11, 1]), 2000),
        ["stableswap, A 100"] = new(StableSwapCurve.FromBalances(100, [1000, 1000]).Along(0, [1, 1]), 1),
        ["stableswap, A 0.1"] = new(StableSwapCurve.FromBalances(0.1, [1000, 3000]).Along(0, [1, 1]), 1),
        ["stableswap, A 5000, five coins"] = new(StableSwapCurve.FromBalances(5000, [1000, 1000, 900, 1100, 1000]).Along(1, [1, 1, 1, 1, 1]), 1),
        ["solidly"] = new(SolidlyCurve.FromValue(1, 10_000), 1.02, Rough: true),
        ["liquidity book, spot"] = new(
            LiquidityBookCurve.FromValue(Bins, LiquidityBookPair.CentreId, LiquidityBookPair.CentreId - 25, LiquidityBookPair.CentreId + 25, LiquidityBookShape.Spot, 1000), 1, GammaIsMean: true),
        ["liquidity book, bid-ask"] = new(
            LiquidityBookCurve.FromValue(Bins, LiquidityBookPair.CentreId, LiquidityBookPair.CentreId - 9, LiquidityBookPair.CentreId + 30, LiquidityBookShape.BidAsk, 1000), 1, GammaIsMean: true),
        ["proactive market maker"] = new(ProactiveMarketMakerCurve.FromValue(2000, 0.1, 10_000), 2000),
        ["proactive market maker, k 0.9"] = new(ProactiveMarketMakerCurve.FromValue(2000, 0.9, 10_000), 2000),
        ["cryptoswap, two coins"] = new(CryptoSwapCurve.FromBalances(10, 1.45e-4, [20_000, 10], [2000]).Along(1, [1, 2000]), 2000),
        ["cryptoswap, three coins"] = new(CryptoSwapCurve.FromBalances(10, 2e-3, [20_000, 0.5, 10], [40_000, 2000]).Along(1, [1, 40_000, 2000]), 40_000),
        ["constant sum"] = new(ConstantSumCurve.FromValue(1, 10_000), 1.0002, Rough: true),
        ["single-sided, half protected"] = new(new SingleSidedCurve(10, 2000, 0.5), 2000, IsClaim: true),
        ["single-sided, not protected"] = new(new SingleSidedCurve(10, 2000, 0), 2000, IsClaim: true),
        ["hold"] = new(new HoldCurve(new Reserves(2.5, 5000)), 2000),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static CatalogueEntry Named(string name) => ByName[name];

    /// <summary>Prices from a millionth of the curve's own to a million times it, dense around it, none within a hundred-thousandth of a kink.</summary>
    public static double[] PricesAround(CatalogueEntry entry)
    {
        double[] kinks = entry.Curve.Kinks.ToArray();
        IEnumerable<double> moves =
            Enumerable.Range(-24, 49).Select(static step => Math.Pow(10, step / 4.0)).Concat(Enumerable.Range(-60, 121).Select(static step => Math.Exp((step * 0.0051) + 0.0003)));
        return [.. moves.Select(move => entry.Price * move).Where(price => kinks.All(kink => Math.Abs(price / kink - 1) > 1e-5)).Order()];
    }
}
