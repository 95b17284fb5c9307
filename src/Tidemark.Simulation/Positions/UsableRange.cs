using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Positions;

/// <summary>Ranges at ticks that a pool has.</summary>
internal static class UsableRange
{
    /// <summary>The narrowest range of usable ticks that holds the one asked for, as far as ticks go.</summary>
    public static (int TickLower, int TickUpper) Around(int tickLower, int tickUpper, int tickSpacing) => (
        (int)Math.Ceiling(Math.Max((double)TickMath.MinTick / tickSpacing, Math.Floor((double)tickLower / tickSpacing))) * tickSpacing,
        (int)Math.Floor(Math.Min((double)TickMath.MaxTick / tickSpacing, Math.Ceiling((double)tickUpper / tickSpacing))) * tickSpacing);
}
