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
    private const int MostSingleTicks = 1_000;
    private const int MostPairedTicks = 9;
    private const int MostLiquidityCandidates = 64;

    // A tape that disagrees for other reasons would be searched in vain at every swap.
    private const int MostRoundingTrials = 2_000;
    private const int MostVainRoundingSearches = 8;
    private const int MostSearchesOfAGap = 2;
    private const int MostGapSearches = 32;

    // A form that is not stopped by a limit rounds its last step otherwise than the quote that the search uses.
    private const int Slack = 3;

    private readonly InferredTickMap _map;
    private readonly int _tickSpacing;
    private readonly Dictionary<(int Lower, int Upper), int> _gapSearches = [];
    private int _allGapSearches;
    private int _vainRoundingSearches;
    private int _roundingTrials;

    public TickMapRepair(InferredTickMap map, int tickSpacing)
    {
        _map = map;
        _tickSpacing = tickSpacing;
    }

    /// <summary>Whether the map was changed: then earlier swaps deserve another replay.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether the map stays as it is: the last replay judges every swap by one map.</summary>
    public required bool IsFrozen { get; init; }

    /// <summary>Whether the map was fitted to the swap at this place.</summary>
    public bool IsFitted(EventPosition position) => _map.IsFitted(position);

    /// <summary>Looks for the tick map with which the swap is exact, and takes it over where it is the only one.</summary>
    /// <param name="pool">The pool before the swap; not changed.</param>
    /// <param name="swap">The recorded swap, which the pool does not reproduce.</param>
    /// <param name="repaired">The pool with the new tick map, or the same pool.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRepair(UniswapV3Pool pool, in PoolEvent swap, out UniswapV3Pool repaired)
    {
        repaired = pool;
        if (!IsPath(swap))
        {
            return false;
        }
        if (IsFrozen || !_map.MaySearch)
        {
            return false;
        }
        _map.CountWalk(Math.Abs(pool.Tick - swap.Tick) / _tickSpacing);
        List<int> unknown = UnknownSegments(pool.Tick, swap.Tick);
        // Several runs of unknown segments at once would leave too much freedom for one swap to decide.
        int upper = unknown.Count == 0 ? 0 : unknown[^1] + _tickSpacing;
        bool isRun = unknown.Count > 0 && (upper - unknown[0]) / _tickSpacing == unknown.Count;
        TickMapChange? change =
            unknown.Count == 0 ? FindInitialized(pool, swap)
            : isRun ? FindLiquidity(pool, swap, unknown[0], upper)
            : null;
        if (change is null)
        {
            // What was solved and now contradicts a swap was a coincidence.
            _map.Forget(Segments(pool.Tick, swap.Tick));
            return false;
        }
        repaired = _map.Reconsidered(pool, change);
        _map.Accept(change);
        _map.Know(unknown);
        _map.Fit(swap.Position);
        IsChanged = true;
        return true;
    }

    /// <summary>Whether the swap's path leads through stretches of which too little is known, so that no exact replay can be asked for.</summary>
    /// <remarks>A tick is known where the segments on both of its sides are, so the neighbours of the path count too.</remarks>
    public bool IsBeyond(UniswapV3Pool pool, in PoolEvent swap) =>
        _map.Contradictions > 0
        || (IsPath(swap)
            && Segments(Math.Min(pool.Tick, swap.Tick) - _tickSpacing, Math.Max(pool.Tick, swap.Tick) + _tickSpacing).Any(segment => !_map.IsObserved(segment)));

    private static bool IsPath(in PoolEvent swap) =>
        swap.Has(PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick | PoolEventFields.Amount0 | PoolEventFields.Amount1)
        && TickMath.IsPrice(swap.SqrtPriceX96) && swap.Tick is >= TickMath.MinTick and < TickMath.MaxTick;

    private List<int> UnknownSegments(int from, int to) => [.. Segments(from, to).Where(segment => !_map.IsKnown(segment))];

    private IEnumerable<int> Segments(int from, int to)
    {
        int last = TickMapInference.Segment(Math.Max(from, to), _tickSpacing);
        for (int segment = TickMapInference.Segment(Math.Min(from, to), _tickSpacing); segment <= last; segment += _tickSpacing)
        {
            yield return segment;
        }
    }

    private TickMapChange? FindInitialized(UniswapV3Pool pool, in PoolEvent swap)
    {
        List<int> candidates = [];
        int last = TickMapInference.Segment(Math.Max(pool.Tick, swap.Tick), _tickSpacing) + _tickSpacing;
        for (int tick = TickMapInference.Segment(Math.Min(pool.Tick, swap.Tick), _tickSpacing); tick <= last && candidates.Count <= MostTickCandidates; tick += _tickSpacing)
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
            return _roundingTrials++ < MostRoundingTrials && IsExact(pool, swap, change) ? change : null;
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

    // What burns revealed stands fixed. The rest of the difference between the ends of a run of unknown segments may lie at one tick, or at two: every
    // pair leaves one unknown, which the amount of either token gives, and the other one confirms.
    private TickMapChange? FindLiquidity(UniswapV3Pool pool, in PoolEvent swap, int lower, int upper)
    {
        int searches = _gapSearches.GetValueOrDefault((lower, upper));
        if (searches >= MostSearchesOfAGap || _allGapSearches >= MostGapSearches)
        {
            return null;
        }
        _gapSearches[(lower, upper)] = searches + 1;
        _allGapSearches++;
        SortedDictionary<int, Int128> fixedNets = [];
        Int128 rest = Int128.Zero;
        foreach (int tick in _map.TicksBetween(lower, upper))
        {
            fixedNets[tick] = _map.Revealed(tick);
            rest = unchecked(rest + _map.NetBefore(tick) - _map.Revealed(tick));
        }
        Dictionary<string, TickMapChange> exact = [];
        foreach (int tick in Boundaries(lower, upper, MostSingleTicks))
        {
            Collect(pool, swap, Split(fixedNets, tick, tick, Int128.Zero, rest), exact);
        }
        List<int> pairs = Boundaries(lower, upper, MostPairedTicks);
        for (int from = 0; from < pairs.Count && exact.Count == 0; from++)
        {
            for (int to = from + 1; to < pairs.Count; to++)
            {
                foreach (Int128 net in Solve(pool, swap, net => Split(fixedNets, pairs[from], pairs[to], net, rest)))
                {
                    Collect(pool, swap, Split(fixedNets, pairs[from], pairs[to], net, rest), exact);
                }
            }
        }
        if (exact.Count > 1)
        {
            _map.AddAmbiguous(swap.Position);
        }
        return exact.Count == 1 ? exact.Values.First() : null;
    }

    // All usable ticks where they are few, and otherwise those that the tape names, and the ends.
    private List<int> Boundaries(int lower, int upper, int most)
    {
        int count = ((upper - lower) / _tickSpacing) + 1;
        IEnumerable<int> ticks = count <= most
            ? Enumerable.Range(0, count).Select(i => lower + (i * _tickSpacing))
            : _map.TicksBetween(lower, upper).Append(lower).Append(upper).Distinct().Order().Take(most);
        return [.. ticks.Where(static tick => tick is >= TickMath.MinTick and <= TickMath.MaxTick)];
    }

    private void Collect(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change, Dictionary<string, TickMapChange> exact)
    {
        if (IsExact(pool, swap, change))
        {
            exact[string.Join(' ', change.NetBefore.Where(static tick => tick.Value != Int128.Zero).Select(static tick => $"{tick.Key}:{tick.Value}"))] = change;
        }
    }

    private static TickMapChange Split(SortedDictionary<int, Int128> fixedNets, int from, int to, Int128 net, Int128 rest)
    {
        SortedDictionary<int, Int128> nets = new(fixedNets);
        nets[from] = unchecked(nets.GetValueOrDefault(from) + net);
        nets[to] = unchecked(nets.GetValueOrDefault(to) + rest - net);
        return new TickMapChange(nets, new HashSet<int>());
    }

    // Both amounts grow with the liquidity, so each leaves an interval of it, found by bisection.
    private List<Int128> Solve(UniswapV3Pool pool, PoolEvent swap, Func<Int128, TickMapChange> split)
    {
        (BigInteger Low, BigInteger High) range = (-(BigInteger.One << 120), BigInteger.One << 120);
        foreach (bool isToken0 in new[] { true, false })
        {
            BigInteger recorded = (isToken0 ? swap.Amount0 : swap.Amount1).Magnitude.ToBigInteger();
            BigInteger low = Lowest(range, net => AmountWith(pool, swap, split(net), isToken0) >= recorded - Slack);
            BigInteger above = Lowest(range, net => AmountWith(pool, swap, split(net), isToken0) > recorded + Slack);
            range = (low, above - 1);
        }
        List<Int128> candidates = [];
        if (range.High - range.Low >= MostLiquidityCandidates)
        {
            // The tokens are too coarse to fix the liquidity.
            return candidates;
        }
        for (BigInteger net = range.Low; net <= range.High; net++)
        {
            candidates.Add((Int128)net);
        }
        return candidates;
    }

    private static BigInteger Lowest((BigInteger Low, BigInteger High) range, Func<Int128, bool> isHigh)
    {
        (BigInteger low, BigInteger high) = (range.Low, range.High + 1);
        while (low < high)
        {
            BigInteger middle = (low + high) >> 1;
            (low, high) = isHigh((Int128)middle) ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    // Liquidity below zero moves nothing, and is on the low side of every amount.
    private BigInteger AmountWith(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change, bool isToken0)
    {
        if (!_map.MaySearch)
        {
            return BigInteger.MinusOne;
        }
        UniswapV3Pool changed = _map.Reconsidered(pool, change);
        bool zeroForOne = swap.SqrtPriceX96 < pool.SqrtPriceX96;
        return changed.QuoteSwap(zeroForOne, Amm.Numerics.Int256.MinValue, swap.SqrtPriceX96, out SwapOutcome outcome) switch
        {
            UniswapV3Revert.None => (isToken0 ? outcome.Amount0 : outcome.Amount1).Magnitude.ToBigInteger(),
            UniswapV3Revert.LiquidityAddOverflow => BigInteger.One << 256,
            _ => BigInteger.MinusOne,
        };
    }

    private bool IsExact(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change) =>
        _map.MaySearch && SwapMatcher.Match(_map.Reconsidered(pool, change), swap, out _, out _) != SwapForm.None;
}
