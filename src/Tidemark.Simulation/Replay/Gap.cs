using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>A run of neighbouring segments in which no swap ended, and what the swaps through it say about its liquidity before the tape.</summary>
/// <remarks>Liquidity times the width of its segment is an amount. A swap gives an interval for the sum of these products, for each token; what mints
/// and burns had added by then is known and taken off, so that the intervals of all swaps intersect. Two sums leave one solution for one
/// segment where a token is fine enough, and never for two neighbours: their widths are nearly in proportion.</remarks>
internal sealed class Gap
{
    /// <summary>Widths keep so many fractional bits: liquidity times the error of a width is far below a base unit.</summary>
    public const int Resolution = 320;

    private const int MostAmounts = 64;

    private readonly HashSet<GapAmount>[] _amounts = [[], []];
    private readonly HashSet<EventPosition> _swaps = [];
    private readonly int _tickSpacing;

    public Gap(int tickLower, int tickUpper, int tickSpacing)
    {
        TickLower = tickLower;
        TickUpper = tickUpper;
        _tickSpacing = tickSpacing;
    }

    /// <summary>Where the first segment begins.</summary>
    public int TickLower { get; }

    /// <summary>Where the last segment ends.</summary>
    public int TickUpper { get; }

    /// <summary>How many segments there are.</summary>
    public int SegmentCount => (TickUpper - TickLower) / _tickSpacing;

    /// <summary>The swaps whose amounts were used.</summary>
    public IReadOnlyCollection<EventPosition> Swaps => _swaps;

    /// <summary>Whether the map holds the only liquidity that was found to suit.</summary>
    public bool IsSolved { get; set; }

    /// <summary>Whether the map holds liquidity that was chosen among several that the amounts allow.</summary>
    public bool IsChosen { get; set; }

    /// <summary>Whether another swap may say something.</summary>
    public bool IsOpenTo(EventPosition swap) => !_swaps.Contains(swap) && _swaps.Count < MostAmounts;

    /// <summary>Adds what a swap says.</summary>
    /// <returns>Whether it says something that no earlier swap said.</returns>
    public bool Add(EventPosition swap, in GapAmount amount0, in GapAmount amount1)
    {
        _swaps.Add(swap);
        return _amounts[0].Add(amount0) | _amounts[1].Add(amount1);
    }

    /// <summary>The amount that one unit of liquidity moves between two ticks, in units of 2^-<see cref="Resolution"/>, rounded down.</summary>
    public static BigInteger Width(int tickLower, int tickUpper, int token)
    {
        BigInteger lower = TickMath.GetSqrtPriceAtTick(tickLower).ToBigInteger();
        BigInteger upper = TickMath.GetSqrtPriceAtTick(tickUpper).ToBigInteger();
        return token == 0 ? ((upper - lower) << (96 + Resolution)) / (upper * lower) : (upper - lower) << (Resolution - 96);
    }

    /// <summary>The sum of liquidity times width over the gap.</summary>
    /// <param name="below">The liquidity just below the gap.</param>
    /// <param name="nets">Net liquidity by tick.</param>
    /// <param name="token">0 or 1.</param>
    public BigInteger Sum(Int128 below, IEnumerable<KeyValuePair<int, Int128>> nets, int token)
    {
        BigInteger sum = below * Width(TickLower, TickUpper, token);
        foreach ((int tick, Int128 net) in nets)
        {
            if (tick >= TickLower && tick < TickUpper && net != Int128.Zero)
            {
                sum += net * Width(tick, TickUpper, token);
            }
        }
        return sum;
    }

    /// <summary>The interval of <see cref="Sum"/> that all swaps allow; empty where they contradict each other.</summary>
    /// <param name="token">0 or 1.</param>
    /// <param name="ticks">The most ticks inside the gap that are initialised.</param>
    public (BigInteger Low, BigInteger High) Window(int token, int ticks)
    {
        // A bitmap word ends every 256 usable ticks and splits a step, and so may the gap's own ends.
        int steps = ticks + (SegmentCount / 256) + 4;
        BigInteger? low = null;
        BigInteger? high = null;
        foreach (GapAmount amount in _amounts[token])
        {
            (BigInteger least, BigInteger most) = amount.After(steps);
            low = low is { } l ? BigInteger.Max(l, least) : least;
            high = high is { } h ? BigInteger.Min(h, most) : most;
        }
        return (low ?? BigInteger.Zero, high ?? -BigInteger.One);
    }

    /// <summary>Whether liquidity lies in the windows of both tokens.</summary>
    public bool Allows(Int128 below, IReadOnlyCollection<KeyValuePair<int, Int128>> nets)
    {
        for (int token = 0; token <= 1; token++)
        {
            BigInteger sum = Sum(below, nets, token);
            (BigInteger low, BigInteger high) = Window(token, nets.Count);
            if (sum < low || sum > high)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>What the amounts allow the liquidity before the tape to be, stretch by stretch: of one or two segments each for itself, of more
    /// what any of them may have.</summary>
    public IReadOnlyList<OpenStretch> Stretches()
    {
        (BigInteger Low, BigInteger High)[] windows = [Window(0, SegmentCount), Window(1, SegmentCount)];
        if (SegmentCount == 2)
        {
            int middle = TickLower + _tickSpacing;
            BigInteger[] lower = new BigInteger[4];
            BigInteger[] upper = new BigInteger[4];
            for (int corner = 0; corner < 4; corner++)
            {
                (lower[corner], upper[corner]) = Solve(
                    middle, corner % 2 == 0 ? windows[0].Low : windows[0].High, corner / 2 == 0 ? windows[1].Low : windows[1].High);
            }
            return [Stretch(TickLower, middle, lower.Min() - 1, lower.Max() + 1), Stretch(middle, TickUpper, upper.Min() - 1, upper.Max() + 1)];
        }
        BigInteger low = BigInteger.Zero;
        BigInteger high = (BigInteger.One << 128) - 1;
        for (int token = 0; token <= 1; token++)
        {
            // The narrowest segment is the last one for token 0 and the first one for token 1.
            int tick = token == 0 ? TickUpper - _tickSpacing : TickLower;
            BigInteger width = Width(tick, tick + _tickSpacing, token);
            low = SegmentCount == 1 ? BigInteger.Max(low, windows[token].Low / (width + 1)) : low;
            high = BigInteger.Min(high, (windows[token].High / width) + 1);
        }
        return [Stretch(TickLower, TickUpper, low, high)];
    }

    /// <summary>The liquidity below and above a tick inside the gap that gives two sums, to the nearest unit downwards.</summary>
    public (BigInteger Below, BigInteger Above) Solve(int tick, BigInteger sum0, BigInteger sum1)
    {
        BigInteger below0 = Width(TickLower, tick, 0);
        BigInteger below1 = Width(TickLower, tick, 1);
        BigInteger above0 = Width(tick, TickUpper, 0);
        BigInteger above1 = Width(tick, TickUpper, 1);
        BigInteger determinant = (below0 * above1) - (below1 * above0);
        return (((sum0 * above1) - (sum1 * above0)) / determinant, ((sum1 * below0) - (sum0 * below1)) / determinant);
    }

    private static OpenStretch Stretch(int tickLower, int tickUpper, BigInteger low, BigInteger high)
    {
        BigInteger most = (BigInteger.One << 127) - 1;
        low = BigInteger.Clamp(low, BigInteger.Zero, most);
        return new OpenStretch(tickLower, tickUpper, (UInt128)low, (UInt128)BigInteger.Clamp(high, low, most));
    }
}
