namespace Tidemark.Simulation.Replay;

/// <summary>Neighbouring segments in which no swap ended and whose liquidity the swaps through them leave open, between bounds.</summary>
/// <param name="TickLower">Where the first segment begins.</param>
/// <param name="TickUpper">Where the last segment ends.</param>
/// <param name="LiquidityLow">The least liquidity that any of the segments can have had before the tape.</param>
/// <param name="LiquidityHigh">The most liquidity that any of them can have had.</param>
public sealed record OpenStretch(int TickLower, int TickUpper, UInt128 LiquidityLow, UInt128 LiquidityHigh);
