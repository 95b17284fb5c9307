using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Completes an inferred tick map from a swap that it does not reproduce yet.</summary>
/// <remarks>Two things do not follow from where swaps end. A stretch that swaps only pass through has unknown liquidity: the amounts of a swap
/// through it give that, to the last unit where the tokens are fine enough. And a tick whose liquidity adds up to nothing may still be
/// initialised, which only shows in how a swap over it is rounded.</remarks>
internal sealed class TickMapRepair
{
    private const int MostInitialized = 3;
    private const int MostTickCandidates = 48;

    // A tape that disagrees for other reasons would be searched in vain at every swap.
    private const int MostRoundingTrials = 2_000;
    private const int MostVainRoundingSearches = 8;
    private const int MostSearchesOfAGap = 2;
    private const int MostGapSearches = 32;

    private readonly InferredTickMap _map;
    private readonly GapSolver _solver;
    private readonly Dictionary<(int Lower, int Upper), int> _gapSearches = [];
    private int _allGapSearches;
    private int _vainRoundingSearches;
    private int _roundingTrials;

    public TickMapRepair(InferredTickMap map)
    {
        _map = map;
        _solver = new GapSolver(map);
    }

    /// <summary>Whether the map was changed: then earlier swaps deserve another replay.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether the map stays as it is: the last replay judges every swap by one map.</summary>
    public required bool IsFrozen { get; init; }

    /// <summary>Whether the map was fitted to the swap at this place.</summary>
    public bool IsFitted(EventPosition position) => _map.IsFitted(position);

    /// <summary>Looks for the tick map with which the swap is exact, and takes it over where it is the only one.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">The recorded swap, which the pool does not reproduce, or reproduces only because the map was chosen so.</param>
    /// <param name="repaired">The pool with the new tick map, or the same pool.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRepair(UniswapV3Pool pool, in PoolEvent swap, out UniswapV3Pool repaired)
    {
        repaired = pool;
        if (!IsPath(swap) || IsFrozen || !_map.MaySearch)
        {
            return false;
        }
        _map.CountWalk(Math.Abs(pool.Tick - swap.Tick) / _map.TickSpacing);
        List<Gap> gaps = _map.GapsBetween(pool.Tick, swap.Tick);
        if (gaps.All(static gap => gap.IsSolved))
        {
            if (FindInitialized(pool, swap) is { } change)
            {
                Accept(change, pool, out repaired);
                _map.Fit(swap.Position);
                return true;
            }
            // What was solved and now contradicts a swap was a coincidence.
            gaps.ForEach(static gap => gap.IsSolved = false);
        }
        return OnlyOpen(gaps) is { } open && TryRepair(pool, swap, open, out repaired);
    }

    /// <summary>Whether the swap's path leads through a gap whose liquidity was chosen among several: then no agreement confirms anything.</summary>
    public bool IsOpen(UniswapV3Pool pool, in PoolEvent swap) =>
        IsPath(swap) && _map.GapsBetween(pool.Tick, swap.Tick).Exists(static gap => gap.IsChosen);

    /// <summary>Counts how far, at most, a swap through a gap that stays open may put the fee growth off, segment by segment.</summary>
    /// <param name="pool">The pool before the swap.</param>
    /// <param name="swap">The swap.</param>
    /// <param name="tally">Where it is counted.</param>
    /// <returns>Whether there is a bound.</returns>
    /// <remarks>The fee of a step across a segment, for each unit of liquidity, does not depend on the liquidity but by rounding: amount and fee are rounded
    /// up to a base unit each, which is shared by all the liquidity that the segment has at least.</remarks>
    public bool TryBound(UniswapV3Pool pool, in PoolEvent swap, ReplayTally tally)
    {
        if (_map.Contradictions > 0 || !IsPath(swap) || OnlyOpen(_map.GapsBetween(pool.Tick, swap.Tick)) is not { Swaps.Count: > 0 } gap)
        {
            return false;
        }
        List<(int Segment, BigInteger ErrorX128)> errors = [];
        foreach (OpenStretch stretch in gap.Stretches())
        {
            Int128 change = unchecked(_map.LiquidityNow(pool, stretch.TickLower) - _map.LiquidityBefore(stretch.TickLower));
            Int128 least = unchecked((Int128)stretch.LiquidityLow + change);
            if (stretch.TickUpper - stretch.TickLower > _map.TickSpacing || least <= Int128.Zero)
            {
                return false;
            }
            // Two units for the segment, and two for a step that a tick at its end may split.
            errors.Add((stretch.TickLower, Shared(4, least)));
        }
        bool zeroForOne = swap.SqrtPriceX96 < pool.SqrtPriceX96;
        if (!swap.PoolLiquidity.IsZero)
        {
            // A swap that ends at a tick may have had its last step on either side of it.
            BigInteger last = Shared(GapSolver.Slack(swap, zeroForOne ? 0 : 1), swap.PoolLiquidity.ToBigInteger());
            int tick = swap.Tick;
            errors.AddRange(new[] { tick - 1, tick, tick + 1 }.Select(at => TickMapInference.Segment(at, _map.TickSpacing)).Distinct().Select(segment => (segment, last)));
        }
        errors.ForEach(error => tally.AddFeeGrowthError(error.Segment, zeroForOne, error.ErrorX128));
        return true;
    }

    /// <summary>Whether the swap's path leads through stretches of which too little is known, so that no exact replay can be asked for.</summary>
    /// <remarks>A tick is known where the segments on both of its sides are, so the neighbours of the path count too.</remarks>
    public bool IsBeyond(UniswapV3Pool pool, in PoolEvent swap) =>
        _map.Contradictions > 0
        || (IsPath(swap)
            && !_map.AreObserved(Math.Min(pool.Tick, swap.Tick) - _map.TickSpacing, Math.Max(pool.Tick, swap.Tick) + _map.TickSpacing));

    private static BigInteger Shared(BigInteger amount, BigInteger liquidity) => ((amount << 128) / liquidity) + 1;

    private bool TryRepair(UniswapV3Pool pool, in PoolEvent swap, Gap gap, out UniswapV3Pool repaired)
    {
        repaired = pool;
        bool isNews = _solver.Observe(pool, swap, gap);
        if (!gap.IsChosen && _solver.IsAllowed(gap) && FindInitialized(pool, swap) is { } rounding)
        {
            Accept(rounding, pool, out repaired);
            _map.Fit(swap.Position);
            return true;
        }
        int searches = _gapSearches.GetValueOrDefault((gap.TickLower, gap.TickUpper));
        if (!isNews || searches >= MostSearchesOfAGap || _allGapSearches >= MostGapSearches)
        {
            return false;
        }
        _gapSearches[(gap.TickLower, gap.TickUpper)] = searches + 1;
        _allGapSearches++;
        TickMapChange? only = _solver.FindOnly(pool, swap, gap);
        TickMapChange? change = only ?? (_solver.IsAllowed(gap) ? null : _solver.Choose(pool, swap, gap));
        if (change is not null)
        {
            Accept(change, pool, out repaired);
            gap.IsChosen = only is null;
            gap.IsSolved = only is not null;
        }
        if (only is null)
        {
            return false;
        }
        foreach (EventPosition used in gap.Swaps)
        {
            _map.Fit(used);
        }
        return true;
    }

    private void Accept(TickMapChange change, UniswapV3Pool pool, out UniswapV3Pool repaired)
    {
        repaired = _map.Reconsidered(pool, change);
        _map.Accept(change);
        IsChanged = true;
    }

    // Several gaps at once would leave too much freedom for one swap to decide.
    private static Gap? OnlyOpen(List<Gap> gaps)
    {
        List<Gap> open = gaps.FindAll(static gap => !gap.IsSolved);
        return open.Count == 1 ? open[0] : null;
    }

    private static bool IsPath(in PoolEvent swap) =>
        swap.Has(PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick | PoolEventFields.Amount0 | PoolEventFields.Amount1)
        && TickMath.IsPrice(swap.SqrtPriceX96) && swap.Tick is >= TickMath.MinTick and < TickMath.MaxTick;

    private TickMapChange? FindInitialized(UniswapV3Pool pool, in PoolEvent swap)
    {
        List<int> candidates = [];
        int last = TickMapInference.Segment(Math.Max(pool.Tick, swap.Tick), _map.TickSpacing) + _map.TickSpacing;
        for (int tick = TickMapInference.Segment(Math.Min(pool.Tick, swap.Tick), _map.TickSpacing); tick <= last && candidates.Count <= MostTickCandidates; tick += _map.TickSpacing)
        {
            if (tick is >= TickMath.MinTick and <= TickMath.MaxTick && pool.TickStateAt(tick).LiquidityGross == UInt128.Zero)
            {
                candidates.Add(tick);
            }
        }
        if (candidates.Count > MostTickCandidates || _vainRoundingSearches >= MostVainRoundingSearches)
        {
            return null;
        }
        _roundingTrials = 0;
        for (int count = 1; count <= Math.Min(MostInitialized, candidates.Count); count++)
        {
            if (FindInitialized(pool, swap, candidates, [], 0, count) is { } change)
            {
                _vainRoundingSearches = 0;
                return change;
            }
        }
        _vainRoundingSearches++;
        return null;
    }

    private TickMapChange? FindInitialized(UniswapV3Pool pool, in PoolEvent swap, List<int> candidates, HashSet<int> chosen, int first, int count)
    {
        if (count == 0)
        {
            TickMapChange change = new(new Dictionary<int, Int128>(), new HashSet<int>(chosen));
            return _roundingTrials++ < MostRoundingTrials && _map.IsExact(pool, swap, change) ? change : null;
        }
        for (int i = first; i < candidates.Count; i++)
        {
            chosen.Add(candidates[i]);
            if (FindInitialized(pool, swap, candidates, chosen, i + 1, count - 1) is { } change)
            {
                return change;
            }
            chosen.Remove(candidates[i]);
        }
        return null;
    }
}
