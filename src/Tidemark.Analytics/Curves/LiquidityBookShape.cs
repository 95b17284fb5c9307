namespace Tidemark.Analytics.Curves;

/// <summary>How a deposit is spread over the bins of a Liquidity Book pair, as Trader Joe's interface offers it.</summary>
/// <remarks>
/// Each token is spread by itself over the bins on its side, the active bin included; where both tokens are put in, the active bin gets half its weight of each.
/// Source: joe-sdks, <c>packages/v2/src/utils/liquidityDistribution.ts</c>.
/// </remarks>
public enum LiquidityBookShape
{
    /// <summary>The same amount in each bin.</summary>
    Spot,

    /// <summary>Most at the active bin, falling like a bell to a tenth of that at the last bin of the side.</summary>
    Curve,

    /// <summary>Least at the active bin, one part more with each bin further out.</summary>
    BidAsk,
}
