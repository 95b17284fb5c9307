using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Completes an inferred tick map from a swap that it does not reproduce yet: a stretch that no swap ended in has unknown liquidity, and a
/// tick whose liquidity adds up to nothing may still be initialised, which only shows in how a swap over it is rounded.</summary>
internal sealed class TickMapRepair
{
    private const int MostToggles = 3;
    private const int MostToggleCandidates = 48;

    private readonly int _tickSpacing;
    private readonly HashSet<int> _observed;

    public TickMapRepair(InferredTickMap map, int tickSpacing)
    {
        _tickSpacing = tickSpacing;
        _observed = [.. map.Observed];
    }

    /// <summary>Ticks with no net liquidity that only the rounding of a swap shows to be initialised, or not.</summary>
    public int TicksToggled { get; private set; }

    /// <summary>Stretches that no swap ended in, whose liquidity one swap through them fixed to the last unit.</summary>
    public int SegmentsSolved { get; private set; }

    /// <summary>Swaps through stretches for which several liquidities reproduce everything recorded; one of them was taken.</summary>
    public int SwapsAmbiguous { get; private set; }

    /// <summary>Looks for the tick map with which the swap is exact.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">The recorded swap.</param>
    /// <param name="repaired">The pool with another tick map, or the same pool.</param>
    /// <returns>Whether there is one that reproduces every recorded field.</returns>
    public bool TryRepair(UniswapV3Pool pool, in PoolEvent swap, out UniswapV3Pool repaired)
    {
        repaired = pool;
        if (!IsPath(swap))
        {
            return false;
        }
        List<int> unobserved = Unobserved(pool.Tick, swap.Tick);
        return unobserved.Count == 0
            ? TryToggle(pool, swap, out repaired)
            : false;
    }

    /// <summary>Whether the swap's path leads through stretches of which too little is known, so that no exact replay can be asked for.</summary>
    public bool IsBeyond(UniswapV3Pool pool, in PoolEvent swap) => IsPath(swap) && Unobserved(pool.Tick, swap.Tick).Count > 0;

    private static bool IsPath(in PoolEvent swap) =>
        swap.Has(PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick | PoolEventFields.Amount0 | PoolEventFields.Amount1)
        && TickMath.IsPrice(swap.SqrtPriceX96);

    private List<int> Unobserved(int from, int to)
    {
        List<int> segments = [];
        int last = TickMapInference.Segment(Math.Max(from, to), _tickSpacing);
        for (int segment = TickMapInference.Segment(Math.Min(from, to), _tickSpacing); segment <= last; segment += _tickSpacing)
        {
            if (!_observed.Contains(segment))
            {
                segments.Add(segment);
            }
        }
        return segments;
    }

    private bool TryToggle(UniswapV3Pool pool, in PoolEvent swap, out UniswapV3Pool repaired)
    {
        repaired = pool;
        UniswapV3PoolState state = pool.Snapshot();
        List<int> candidates = [];
        int last = TickMapInference.Segment(Math.Max(pool.Tick, swap.Tick), _tickSpacing) + _tickSpacing;
        for (int tick = TickMapInference.Segment(Math.Min(pool.Tick, swap.Tick), _tickSpacing); tick <= last; tick += _tickSpacing)
        {
            if (pool.TickStateAt(tick).LiquidityNet == Int128.Zero && tick is >= TickMath.MinTick and <= TickMath.MaxTick)
            {
                candidates.Add(tick);
            }
        }
        if (candidates.Count > MostToggleCandidates)
        {
            return false;
        }
        int[] chosen = new int[MostToggles];
        for (int count = 1; count <= Math.Min(MostToggles, candidates.Count); count++)
        {
            if (TryToggles(pool, state, swap, candidates, chosen, 0, count, 0, out repaired))
            {
                TicksToggled += count;
                return true;
            }
        }
        return false;
    }

    private static bool TryToggles(
        UniswapV3Pool pool, UniswapV3PoolState state, in PoolEvent swap, List<int> candidates, int[] chosen, int depth, int count, int first, out UniswapV3Pool repaired)
    {
        repaired = pool;
        if (depth == count)
        {
            Dictionary<int, TickState?> changes = [];
            for (int i = 0; i < count; i++)
            {
                TickState tick = pool.TickStateAt(chosen[i]);
                changes[chosen[i]] = tick.LiquidityGross == UInt128.Zero ? tick with { LiquidityGross = UInt128.One } : null;
            }
            UniswapV3Pool changed = Changed(pool, state, changes);
            if (SwapMatcher.Match(changed, swap, out _, out _) == SwapForm.None)
            {
                return false;
            }
            repaired = changed;
            return true;
        }
        for (int i = first; i < candidates.Count; i++)
        {
            chosen[depth] = candidates[i];
            if (TryToggles(pool, state, swap, candidates, chosen, depth + 1, count, i + 1, out repaired))
            {
                return true;
            }
        }
        return false;
    }

    private static UniswapV3Pool Changed(UniswapV3Pool pool, UniswapV3PoolState state, Dictionary<int, TickState?> changes)
    {
        SortedDictionary<int, TickState> ticks = [];
        foreach (TickState tick in state.Ticks)
        {
            ticks[tick.Tick] = tick;
        }
        foreach ((int tick, TickState? change) in changes)
        {
            if (change is { } value)
            {
                ticks[tick] = value;
            }
            else
            {
                ticks.Remove(tick);
            }
        }
        return UniswapV3Pool.Restore(pool.Parameters, state with { Ticks = [.. ticks.Values] });
    }
}
