using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>The stretch of ticks from which the contract's search for the next tick looks at one 256-bit word of its bitmap, and the last
/// tick that it finds there. Swaps stay in a word for long, so it is kept with the price of its end.</summary>
internal struct BitmapWord
{
    private const int WordBits = 8;

    private int _first;
    private int _last;
    private UInt256 _endPriceX96;

    /// <summary>No tick is in it.</summary>
    public static BitmapWord Nowhere => new() { _first = int.MaxValue, _last = int.MinValue };

    /// <summary>Where a step ends that finds no initialised tick.</summary>
    public int End { get; private set; }

    /// <summary>Finds the word for a search from a tick, itself included where the price falls.</summary>
    public static BitmapWord Find(int tick, int tickSpacing, bool zeroForOne)
    {
        int compressed = tick / tickSpacing;
        compressed -= compressed * tickSpacing > tick ? 1 : 0;
        if (zeroForOne)
        {
            int lowest = (compressed >> WordBits << WordBits) * tickSpacing;
            return new BitmapWord { _first = lowest, _last = lowest + (tickSpacing << WordBits) - 1, End = Math.Max(lowest, TickMath.MinTick) };
        }
        int highest = (((compressed + 1) >> WordBits << WordBits) + (1 << WordBits) - 1) * tickSpacing;
        return new BitmapWord { _first = highest - (tickSpacing << WordBits), _last = highest - 1, End = Math.Min(highest, TickMath.MaxTick) };
    }

    /// <summary>Whether a search from the tick looks at this word.</summary>
    public readonly bool Contains(int tick) => tick >= _first && tick <= _last;

    /// <summary>The square-root price at <see cref="End"/>.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref readonly UInt256 EndPrice()
    {
        if (_endPriceX96.IsZero)
        {
            _endPriceX96 = TickMath.SqrtPriceAtTick(End);
        }
        return ref _endPriceX96;
    }
}
