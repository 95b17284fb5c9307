using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Finds the liquidity of a gap from what all swaps through it have said so far.</summary>
/// <remarks>What burns revealed stands fixed. The rest of the difference between the gap's ends may lie at one tick, which both tokens confirm, or at
/// two: that leaves one unknown, which one token gives and the other confirms. Where it lies at more, the amounts leave a choice.</remarks>
internal sealed class GapSolver(InferredTickMap map)
{
    private const int MostSingleTicks = 1_000;
    private const int MostPairedTicks = 9;
    private const int MostLiquidityCandidates = 64;

    /// <summary>Adds what a swap says of the gap: its recorded amounts, less those of the pool with no liquidity in the gap.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">A swap from one side of the gap to the other.</param>
    /// <param name="gap">The gap.</param>
    /// <returns>Whether the swap says something new.</returns>
    public bool Observe(UniswapV3Pool pool, in PoolEvent swap, Gap gap)
    {
        if (!gap.IsOpenTo(swap.Position) || !map.MaySearch)
        {
            return false;
        }
        Int128 belowNow = map.LiquidityNow(pool, gap.TickLower - 1);
        Dictionary<int, Int128> emptied = [];
        Dictionary<int, Int128> changes = [];
        foreach (int tick in map.TicksBetween(gap.TickLower, gap.TickUpper).Append(gap.TickLower).Append(gap.TickUpper).Distinct())
        {
            changes[tick] = unchecked(pool.TickStateAt(tick).LiquidityNet - map.NetBefore(tick));
            Int128 net = tick == gap.TickLower ? -belowNow : tick == gap.TickUpper ? map.LiquidityNow(pool, tick) : Int128.Zero;
            emptied[tick] = unchecked(net - changes[tick]);
        }
        bool zeroForOne = swap.SqrtPriceX96 < pool.SqrtPriceX96;
        UniswapV3Pool without = map.Reconsidered(pool, new TickMapChange(emptied, new HashSet<int>()));
        if (without.QuoteSwap(zeroForOne, Int256.MinValue, swap.SqrtPriceX96, out SwapOutcome outside) != UniswapV3Revert.None)
        {
            return false;
        }
        Int128 belowChange = unchecked(belowNow - map.LiquidityBefore(gap.TickLower - 1));
        GapAmount[] amounts = new GapAmount[2];
        for (int token = 0; token <= 1; token++)
        {
            UInt256 recorded = (token == 0 ? swap.Amount0 : swap.Amount1).Magnitude;
            UInt256 known = (token == 0 ? outside.Amount0 : outside.Amount1).Magnitude;
            amounts[token] = Amount(
                recorded.ToBigInteger() - known.ToBigInteger(), Slack(swap, token), zeroForOne == (token == 0), pool.Parameters.FeePips, gap.Sum(belowChange, changes, token));
        }
        return gap.Add(swap.Position, amounts[0], amounts[1]);
    }

    /// <summary>Whether the map as it is agrees with all that was said.</summary>
    public bool IsAllowed(Gap gap)
    {
        KeyValuePair<int, Int128>[] nets = [.. map.TicksBetween(gap.TickLower, gap.TickUpper).Select(tick => KeyValuePair.Create(tick, map.NetBefore(tick)))];
        return gap.Allows(map.LiquidityBefore(gap.TickLower - 1), nets);
    }

    /// <summary>The only change that reproduces the swap among those that all swaps allow; null for none or several.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">A swap through the gap.</param>
    /// <param name="gap">The gap.</param>
    public TickMapChange? FindOnly(UniswapV3Pool pool, in PoolEvent swap, Gap gap)
    {
        SortedDictionary<int, Int128> revealed = Revealed(gap, out Int128 rest);
        GapRoom room = Room(gap, revealed, revealed.Count + 2);
        Dictionary<string, TickMapChange> exact = [];
        // One segment may have any liquidity: that of a neighbour is no likelier than another.
        foreach (int tick in gap.SegmentCount == 1 ? [] : Boundaries(gap, MostSingleTicks))
        {
            if (room.Less(rest, tick).HoldsNothing)
            {
                Collect(pool, swap, Split(revealed, tick, tick, Int128.Zero, rest), exact);
            }
        }
        List<int> pairs = exact.Count == 0 ? Boundaries(gap, MostPairedTicks) : [];
        bool isCoarse = false;
        foreach ((int from, int to) in pairs.SelectMany((from, i) => pairs.Skip(i + 1).Select(to => (from, to))))
        {
            (BigInteger low, BigInteger high) = room.Less(rest, to).Between(from, to);
            isCoarse |= high - low >= MostLiquidityCandidates;
            for (BigInteger net = low; net <= high && !isCoarse; net++)
            {
                Collect(pool, swap, Split(revealed, from, to, (Int128)net, rest), exact);
            }
        }
        if (isCoarse || exact.Count > 1)
        {
            map.AddAmbiguous(swap.Position);
        }
        return exact.Count == 1 && !isCoarse ? exact.Values.First() : null;
    }

    /// <summary>A change in the middle of what the swaps allow, one level of liquidity below some tick and one above it; null where there is none.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">A swap through the gap.</param>
    /// <param name="gap">The gap.</param>
    public TickMapChange? Choose(UniswapV3Pool pool, in PoolEvent swap, Gap gap)
    {
        SortedDictionary<int, Int128> revealed = Revealed(gap, out Int128 rest);
        GapRoom room = Room(gap, revealed, gap.SegmentCount);
        if (gap.SegmentCount == 1)
        {
            (BigInteger low, BigInteger high) = room.Between(gap.TickLower, gap.TickUpper);
            return low > high ? null : Usable(pool, swap, Split(revealed, gap.TickLower, gap.TickUpper, (Int128)((low + high) >> 1), rest));
        }
        int middle = (gap.TickLower + gap.TickUpper) / 2;
        foreach (int tick in Boundaries(gap, MostPairedTicks).Where(tick => tick > gap.TickLower && tick < gap.TickUpper).OrderBy(tick => Math.Abs(tick - middle)))
        {
            (BigInteger belowTick, BigInteger aboveTick) = gap.Solve(tick, room.Middle0, room.Middle1);
            if (BigInteger.Max(BigInteger.Abs(belowTick), BigInteger.Abs(aboveTick)) >> 125 == 0)
            {
                SortedDictionary<int, Int128> nets = new(revealed);
                Move(nets, gap.TickLower, (Int128)belowTick);
                Move(nets, tick, (Int128)(aboveTick - belowTick));
                Move(nets, gap.TickUpper, rest - (Int128)aboveTick);
                if (Usable(pool, swap, new TickMapChange(nets, new HashSet<int>())) is { } change)
                {
                    return change;
                }
            }
        }
        return null;
    }

    private static GapAmount Amount(BigInteger amount, BigInteger slack, bool isInput, int feePips, BigInteger sinceTape)
    {
        BigInteger low = (amount - slack) << Gap.Resolution;
        BigInteger high = (amount + slack) << Gap.Resolution;
        if (isInput)
        {
            low = low * (SwapMath.PipsDenominator - feePips) / SwapMath.PipsDenominator;
            high = high * (SwapMath.PipsDenominator - feePips) / SwapMath.PipsDenominator;
        }
        return new GapAmount(low - sinceTape, high - sinceTape, isInput);
    }

    /// <summary>By how many base units a swap's form may round otherwise than a quote that stops at its price: its last step may be off by a unit of
    /// the price.</summary>
    /// <param name="swap">The swap.</param>
    /// <param name="token">0 or 1.</param>
    public static BigInteger Slack(in PoolEvent swap, int token)
    {
        BigInteger liquidity = swap.PoolLiquidity.ToBigInteger();
        BigInteger price = swap.SqrtPriceX96.ToBigInteger();
        return 3 + (2 * (token == 0 ? ((liquidity << 96) / (price * price)) + 1 : (liquidity >> 96) + 1));
    }

    private SortedDictionary<int, Int128> Revealed(Gap gap, out Int128 rest)
    {
        SortedDictionary<int, Int128> revealed = [];
        rest = Int128.Zero;
        foreach (int tick in map.TicksBetween(gap.TickLower, gap.TickUpper))
        {
            revealed[tick] = map.Revealed(tick);
            rest = unchecked(rest + map.NetBefore(tick) - map.Revealed(tick));
        }
        return revealed;
    }

    // All usable ticks where they are few, and otherwise those that the tape names, and the ends.
    private List<int> Boundaries(Gap gap, int most)
    {
        int count = gap.SegmentCount + 1;
        int spacing = (gap.TickUpper - gap.TickLower) / gap.SegmentCount;
        return count <= most
            ? [.. Enumerable.Range(0, count).Select(i => gap.TickLower + (i * spacing))]
            : [.. map.TicksBetween(gap.TickLower, gap.TickUpper).Append(gap.TickLower).Append(gap.TickUpper).Distinct().Order().Take(most)];
    }

    private GapRoom Room(Gap gap, SortedDictionary<int, Int128> nets, int ticks)
    {
        map.CountWalk(nets.Count);
        Int128 below = map.LiquidityBefore(gap.TickLower - 1);
        (BigInteger low0, BigInteger high0) = gap.Window(0, ticks);
        (BigInteger low1, BigInteger high1) = gap.Window(1, ticks);
        BigInteger sum0 = gap.Sum(below, nets, 0);
        BigInteger sum1 = gap.Sum(below, nets, 1);
        return new GapRoom(gap.TickUpper, low0 - sum0, high0 - sum0, low1 - sum1, high1 - sum1);
    }

    private static TickMapChange Split(SortedDictionary<int, Int128> revealed, int from, int to, Int128 net, Int128 rest)
    {
        SortedDictionary<int, Int128> nets = new(revealed);
        Move(nets, from, net);
        Move(nets, to, unchecked(rest - net));
        return new TickMapChange(nets, new HashSet<int>());
    }

    private static void Move(SortedDictionary<int, Int128> nets, int tick, Int128 net) => nets[tick] = unchecked(nets.GetValueOrDefault(tick) + net);

    private void Collect(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change, Dictionary<string, TickMapChange> exact)
    {
        if (map.IsExact(pool, swap, change))
        {
            exact[string.Join(' ', change.NetBefore.Where(static tick => tick.Value != Int128.Zero).Select(static tick => $"{tick.Key}:{tick.Value}"))] = change;
        }
    }

    // A gap may have any liquidity but less than none.
    private TickMapChange? Usable(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change)
    {
        bool zeroForOne = swap.SqrtPriceX96 < pool.SqrtPriceX96;
        return map.MaySearch && map.Reconsidered(pool, change).QuoteSwap(zeroForOne, Int256.MinValue, swap.SqrtPriceX96, out _) == UniswapV3Revert.None ? change : null;
    }
}
