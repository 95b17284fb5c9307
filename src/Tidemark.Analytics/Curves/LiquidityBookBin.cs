namespace Tidemark.Analytics.Curves;

/// <summary>What a position holds in one bin of a Liquidity Book pair.</summary>
/// <param name="Id">The bin's id.</param>
/// <param name="Amount0">The amount of token 0; only the active bin and those above it hold any.</param>
/// <param name="Amount1">The amount of token 1; only the active bin and those below it hold any.</param>
/// <remarks>The default is an empty bin at the bottom, which no curve accepts.</remarks>
public readonly record struct LiquidityBookBin(int Id, double Amount0, double Amount1);
