using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>What a position holds at a moment, and what tokens are worth then.</summary>
/// <typeparam name="T">The numbers of values: <see cref="double"/>, or an exact rational.</typeparam>
/// <param name="InPosition">The tokens that a withdrawal of everything would give, without uncollected fees; at an entry, before it. Empty while there is no position.</param>
/// <param name="Prices">The price in the numeraire of one base unit of each token that the position has had to do with so far; not negative.</param>
/// <param name="Lvr">What the position lost to rebalancing since the valuation before, in the numeraire, as a size; measured elsewhere, zero where it is not.</param>
public sealed record Valuation<T>(IReadOnlyList<TokenAmount> InPosition, IReadOnlyDictionary<string, T> Prices, T Lvr)
    where T : struct, INumber<T>;
