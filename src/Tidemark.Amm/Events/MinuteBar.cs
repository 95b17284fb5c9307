using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.Events;

/// <summary>A minute of a V3 pool, or another span, as a file of bars sums it up.</summary>
/// <param name="TimestampSeconds">Its beginning, seconds since 1970-01-01 UTC.</param>
/// <param name="LowestTick">The lowest tick of it.</param>
/// <param name="HighestTick">The highest tick of it, at least the lowest one.</param>
/// <param name="CloseTick">The last tick of it, between both.</param>
/// <param name="Amount0In">Token 0 that swaps paid in, base units, fee included.</param>
/// <param name="Amount1In">Token 1 that swaps paid in, base units, fee included.</param>
/// <param name="Liquidity">The pool's active liquidity at its end.</param>
public readonly record struct MinuteBar(
    long TimestampSeconds, int LowestTick, int HighestTick, int CloseTick, UInt256 Amount0In, UInt256 Amount1In, UInt128 Liquidity);
