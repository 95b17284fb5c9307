using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Positions;

/// <summary>Ticks that a pool lets positions use.</summary>
public static class UsableTicks
{
    /// <summary>The nearest usable ticks that make a range no narrower, and at the ends of the price range the outermost ones.</summary>
    /// <param name="tickLower">The lower tick.</param>
    /// <param name="tickUpper">The upper tick.</param>
    /// <param name="spacing">The distance of usable ticks; positive.</param>
    public static (int Lower, int Upper) Around(int tickLower, int tickUpper, int spacing)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        int lower = (int)Math.Ceiling(Math.Max((double)TickMath.MinTick / spacing, Math.Floor((double)tickLower / spacing))) * spacing;
        int upper = (int)Math.Floor(Math.Min((double)TickMath.MaxTick / spacing, Math.Ceiling((double)tickUpper / spacing))) * spacing;
        return (lower, upper);
    }
}
