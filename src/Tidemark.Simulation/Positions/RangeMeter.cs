using System.Runtime.InteropServices;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;

namespace Tidemark.Simulation.Positions;

/// <summary>Measures along a pool's prices, for many ranges at once, what one unit of liquidity loses to rebalancing and how long the price is inside.</summary>
/// <remarks>
/// Both add up over neighbouring ranges. So they are kept for each stretch between two neighbouring boundaries: a swap adds to the stretches that it goes
/// through, mostly one, however many ranges there are, and a range is the sum of its stretches. Only differences between two readings have a meaning.
/// </remarks>
internal sealed class RangeMeter
{
    // Ascending; the last one has no end.
    private readonly List<Stretch> _stretches = [new Stretch { TickLower = int.MinValue }];
    private int _current;
    private int _tick = int.MinValue;
    private double _root;
    private long _clock;

    /// <summary>Makes a range's ticks boundaries. It may be read from now on.</summary>
    public void Follow(int tickLower, int tickUpper)
    {
        Split(tickLower);
        Split(tickUpper);
    }

    /// <summary>The price goes to another one, or for the first time to any.</summary>
    /// <param name="sqrtPriceX96">The new square-root price.</param>
    /// <param name="tick">The new tick, which says in which range a price on a boundary is.</param>
    /// <param name="seconds">When.</param>
    /// <param name="price1">What a base unit of token 1 is worth, in which the loss is counted; zero leaves it out.</param>
    public void MoveTo(in UInt256 sqrtPriceX96, int tick, long seconds, double price1)
    {
        Wait(seconds);
        double root = Math.Sqrt(PoolPrice.Of(sqrtPriceX96));
        Span<Stretch> stretches = CollectionsMarshal.AsSpan(_stretches);
        int target = Contains(stretches, _current, tick) ? _current : IndexOf(tick);
        if (_root > 0 && price1 > 0)
        {
            for (int i = Math.Min(_current, target); i <= Math.Max(_current, target); i++)
            {
                double upper = i + 1 < stretches.Length ? stretches[i + 1].LowerRoot : double.PositiveInfinity;
                stretches[i].Loss += price1 * Loss(_root, root, stretches[i].LowerRoot, upper);
            }
        }
        (_current, _tick, _root) = (target, tick, root);
    }

    /// <summary>What happened inside a range since some beginning.</summary>
    /// <param name="tickLower">The lower tick, a boundary.</param>
    /// <param name="tickUpper">The upper tick, a boundary.</param>
    /// <param name="seconds">The time now.</param>
    /// <returns>The loss of one unit of liquidity, as a size, and the seconds for which the pool's tick was in the range.</returns>
    public (double Loss, long Seconds) Read(int tickLower, int tickUpper, long seconds)
    {
        Wait(seconds);
        (double loss, long inside) = (0, 0);
        foreach (ref readonly Stretch stretch in CollectionsMarshal.AsSpan(_stretches)[IndexOf(tickLower)..IndexOf(tickUpper)])
        {
            (loss, inside) = (loss + stretch.Loss, inside + stretch.Seconds);
        }
        return (loss, inside);
    }

    // The integral of x(s0) - x(s) over the price, for x = 1 / s - 1 / b between the roots a and b. Where the price leaves them, x stays what it is.
    private static double Loss(double root, double rootAfter, double lower, double upper)
    {
        double start = Math.Clamp(root, lower, upper);
        double end = Math.Clamp(rootAfter, lower, upper);
        return (end - start) * (end - start + ((rootAfter - end) * (rootAfter + end) / end)) / start;
    }

    private static bool Contains(ReadOnlySpan<Stretch> stretches, int index, int tick) =>
        tick >= stretches[index].TickLower && (index + 1 == stretches.Length || tick < stretches[index + 1].TickLower);

    // The last stretch that begins at the tick or below it.
    private int IndexOf(int tick)
    {
        (int low, int high) = (0, _stretches.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _stretches[middle].TickLower <= tick ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    // What was counted so far stays below: every range that has been read holds both parts.
    private void Split(int tick)
    {
        int index = IndexOf(tick);
        if (_stretches[index].TickLower == tick)
        {
            return;
        }
        _stretches.Insert(index + 1, new Stretch { TickLower = tick, LowerRoot = Math.Sqrt(PoolPrice.Of(TickMath.GetSqrtPriceAtTick(tick))) });
        _current = IndexOf(_tick);
    }

    private void Wait(long seconds)
    {
        CollectionsMarshal.AsSpan(_stretches)[_current].Seconds += seconds - _clock;
        _clock = seconds;
    }

    private struct Stretch
    {
        public required int TickLower;
        public double LowerRoot;
        public double Loss;
        public long Seconds;
    }
}
