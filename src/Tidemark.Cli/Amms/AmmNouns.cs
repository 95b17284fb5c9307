namespace Tidemark.Cli.Amms;

/// <summary>The AMMs that calculators know.</summary>
internal static class AmmNouns
{
    /// <summary>Every AMM, with options of its own, for one verb.</summary>
    public static IReadOnlyList<AmmNoun> Create() =>
    [
        new ConstantProductNoun(),
        new ConcentratedNoun(),
        new WeightedNoun(),
        new StableSwapNoun(),
        new CryptoSwapNoun(),
        new SolidlyNoun(),
        new LiquidityBookNoun(),
        new ProactiveMarketMakerNoun(),
        new ConstantSumNoun(),
        new BancorNoun(),
        new HoldNoun(),
    ];
}
