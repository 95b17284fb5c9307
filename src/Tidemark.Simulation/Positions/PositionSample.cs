using Tidemark.Amm.Numerics;

namespace Tidemark.Simulation.Positions;

/// <summary>A moment of a position's life, in the pool that its figures are of.</summary>
/// <param name="TimestampSeconds">The time, seconds since 1970-01-01 UTC.</param>
/// <param name="SqrtPriceX96">The pool's square-root price, in units of 2^-96.</param>
/// <param name="Fees0">All fees of token 0 up to then, base units: those collected, and those that collecting would give.</param>
/// <param name="Fees1">As <paramref name="Fees0"/>, of token 1.</param>
public readonly record struct PositionSample(long TimestampSeconds, UInt256 SqrtPriceX96, UInt256 Fees0, UInt256 Fees1);
