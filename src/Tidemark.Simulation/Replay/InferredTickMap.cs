using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>The tick map that a tape which starts in mid-life implies. It is completed while swaps are replayed through it.</summary>
/// <remarks>Only net liquidity follows from a tape. Gross liquidity is taken as the least that the tape's own burns allow; it decides nothing but
/// whether a tick is initialised. Fees count from the tape's beginning, and positions are those that the tape opens.</remarks>
internal sealed class InferredTickMap
{
    // Each trial rebuilds a pool, of thousands of ticks perhaps, and a swap may cross the whole range: with so many ticks touched the search
    // ends, however a tape tempts it. Counted in work and not in seconds, so that the same tape gives the same answer on every machine.
    private const long MostWork = 20_000_000;
    private const int WorkOfAPool = 16;

    private readonly UniswapV3PoolState _first;
    private readonly TapeLiquidity _tape;
    private readonly SortedDictionary<int, Int128> _netBefore;
    private readonly Dictionary<int, Int128> _revealed;
    private readonly HashSet<int> _initialized = [];
    private readonly SortedSet<int> _observed;
    private readonly SortedSet<int> _ticks;
    private readonly HashSet<EventPosition> _fitted = [];
    private readonly HashSet<EventPosition> _ambiguous = [];
    private readonly SortedDictionary<(int Lower, int Upper), Gap> _gaps = [];
    private long _work;

    /// <summary>Creates a map.</summary>
    /// <param name="first">The pool at the price that the first swap leaves, with the liquidity there before the tape, without ticks.</param>
    /// <param name="tape">The tape's own mints and burns.</param>
    /// <param name="netBefore">Net liquidity before the tape, by tick; none outside the traded range.</param>
    /// <param name="revealed">The part of it that burns of positions older than the tape reveal.</param>
    /// <param name="observed">The stretches between neighbouring usable ticks in which a swap ended, by lower tick.</param>
    public InferredTickMap(UniswapV3PoolState first, TapeLiquidity tape, SortedDictionary<int, Int128> netBefore, Dictionary<int, Int128> revealed, IReadOnlyCollection<int> observed)
    {
        _first = first;
        _tape = tape;
        _netBefore = netBefore;
        _revealed = revealed;
        _observed = [.. observed];
        _ticks = [.. netBefore.Keys, .. tape.Ticks];
    }

    /// <summary>The distance of usable ticks.</summary>
    public required int TickSpacing { get; init; }

    /// <summary>Stretches in which at least one swap ended, so that their liquidity is recorded.</summary>
    public int SegmentsObserved => _observed.Count;

    /// <summary>Stretches within the traded range that swaps only passed through.</summary>
    public required int SegmentsUnobserved { get; init; }

    /// <summary>Swaps whose recorded liquidity contradicts an earlier swap in the same stretch: mints or burns are missing from the tape.</summary>
    public required long Contradictions { get; init; }

    /// <summary>Ticks in the traded range at which liquidity changed before the tape began.</summary>
    public int TicksInferred => _netBefore.Count(static tick => tick.Value != Int128.Zero);

    /// <summary>Ticks without net liquidity that only the rounding of a swap showed to be initialised.</summary>
    public int TicksInitialized => _initialized.Count;

    /// <summary>Stretches that no swap ended in, whose liquidity a swap through them fixed.</summary>
    public int SegmentsSolved => _gaps.Values.Where(static gap => gap.IsSolved).Sum(static gap => gap.SegmentCount);

    /// <summary>Swaps that several tick maps reproduce.</summary>
    public int SwapsAmbiguous => _ambiguous.Count;

    /// <summary>Several tick maps reproduce the swap at this place.</summary>
    public void AddAmbiguous(EventPosition position) => _ambiguous.Add(position);

    /// <summary>Whether a swap ended in every segment from one tick's to another's.</summary>
    public bool AreObserved(int from, int to)
    {
        (int low, int high) = Segments(from, to);
        return _observed.GetViewBetween(low, high).Count == ((high - low) / TickSpacing) + 1;
    }

    /// <summary>The gaps on the way from one tick to another, ascending.</summary>
    public List<Gap> GapsBetween(int from, int to)
    {
        (int low, int high) = Segments(from, to);
        List<Gap> gaps = [];
        if (high - low <= TickSpacing)
        {
            return gaps;
        }
        int last = low;
        foreach (int segment in _observed.GetViewBetween(low, high))
        {
            if (segment - last > TickSpacing)
            {
                gaps.Add(GapAt(last + TickSpacing, segment));
            }
            last = segment;
        }
        return gaps;
    }

    /// <summary>The gaps whose liquidity was chosen among several, ascending.</summary>
    public IEnumerable<Gap> ChosenGaps => _gaps.Values.Where(static gap => gap.IsChosen);

    /// <summary>The liquidity at a tick before the tape.</summary>
    public Int128 LiquidityBefore(int tick) => Walk((Int128)_first.Liquidity, _first.Tick, tick, NetBefore);

    /// <summary>The liquidity at a tick now.</summary>
    public Int128 LiquidityNow(UniswapV3Pool pool, int tick) => Walk((Int128)pool.Liquidity, pool.Tick, tick, at => pool.TickStateAt(at).LiquidityNet);

    /// <summary>The map was fitted to the swap at this place.</summary>
    public void Fit(EventPosition position) => _fitted.Add(position);

    /// <summary>Whether the map was fitted to the swap at this place.</summary>
    public bool IsFitted(EventPosition position) => _fitted.Contains(position);

    /// <summary>Whether the search may go on.</summary>
    public bool MaySearch => _work < MostWork;

    /// <summary>Counts the segments of a path that a search walks.</summary>
    public void CountWalk(int segments) => _work += segments;

    /// <summary>Net liquidity at a tick before the tape.</summary>
    public Int128 NetBefore(int tick) => _netBefore.GetValueOrDefault(tick);

    /// <summary>Net liquidity before the tape, by tick, ascending, without the ticks that have none.</summary>
    public IReadOnlyList<KeyValuePair<int, Int128>> NetsBefore() => [.. _netBefore.Where(static tick => tick.Value != Int128.Zero)];

    /// <summary>The part of a tick's net liquidity before the tape that burns of older positions reveal.</summary>
    public Int128 Revealed(int tick) => _revealed.GetValueOrDefault(tick);

    /// <summary>The ticks from one to another at which the tape or the map knows of liquidity, ascending.</summary>
    public IEnumerable<int> TicksBetween(int lower, int upper) =>
        lower <= upper ? _ticks.GetViewBetween(lower, upper) : [];

    /// <summary>The pool before the tape.</summary>
    public UniswapV3PoolState Start()
    {
        SortedDictionary<int, TickState> ticks = [];
        foreach (int tick in _netBefore.Keys.Concat(_tape.Ticks).Concat(_initialized))
        {
            Int128 net = NetBefore(tick);
            UInt128 gross = GrossBefore(tick, net, _initialized.Contains(tick));
            if (gross != UInt128.Zero)
            {
                ticks[tick] = new TickState { Tick = tick, LiquidityGross = gross, LiquidityNet = net };
            }
        }
        return _first with { Ticks = [.. ticks.Values] };
    }

    /// <summary>The pool as it would be now if the map had been another one.</summary>
    /// <param name="pool">The pool now; not changed.</param>
    /// <param name="change">What differs.</param>
    public UniswapV3Pool Reconsidered(UniswapV3Pool pool, TickMapChange change)
    {
        UniswapV3PoolState state = pool.Snapshot();
        _work += WorkOfAPool + state.Ticks.Count + state.Positions.Count;
        SortedDictionary<int, TickState> ticks = [];
        foreach (TickState tick in state.Ticks)
        {
            ticks[tick.Tick] = tick;
        }
        foreach (int tick in change.NetBefore.Keys.Concat(change.Initialized).Distinct())
        {
            TickState old = ticks.GetValueOrDefault(tick, new TickState { Tick = tick });
            Int128 net = change.NetBefore.GetValueOrDefault(tick, NetBefore(tick));
            bool isInitialized = _initialized.Contains(tick);
            UInt128 gross = unchecked(old.LiquidityGross
                - GrossBefore(tick, NetBefore(tick), isInitialized)
                + GrossBefore(tick, net, isInitialized || change.Initialized.Contains(tick)));
            ticks[tick] = old with { LiquidityGross = gross, LiquidityNet = unchecked(old.LiquidityNet - NetBefore(tick) + net) };
            if (gross == UInt128.Zero)
            {
                ticks.Remove(tick);
            }
        }
        return UniswapV3Pool.Restore(pool.Parameters, state with { Ticks = [.. ticks.Values] });
    }

    /// <summary>Whether a swap is exact in the pool as it would be with a change.</summary>
    public bool IsExact(UniswapV3Pool pool, in PoolEvent swap, TickMapChange change) =>
        MaySearch && SwapMatcher.Match(Reconsidered(pool, change), swap, out _, out _) != SwapForm.None;

    /// <summary>Takes a change over.</summary>
    public void Accept(TickMapChange change)
    {
        foreach ((int tick, Int128 net) in change.NetBefore)
        {
            _netBefore[tick] = net;
            _ticks.Add(tick);
        }
        _initialized.UnionWith(change.Initialized);
    }

    private (int Low, int High) Segments(int from, int to) =>
        (TickMapInference.Segment(Math.Min(from, to), TickSpacing), TickMapInference.Segment(Math.Max(from, to), TickSpacing));

    private Gap GapAt(int lower, int upper)
    {
        if (!_gaps.TryGetValue((lower, upper), out Gap? gap))
        {
            _gaps[(lower, upper)] = gap = new Gap(lower, upper, TickSpacing);
        }
        return gap;
    }

    private Int128 Walk(Int128 liquidity, int from, int to, Func<int, Int128> net)
    {
        foreach (int tick in TicksBetween(Math.Min(from, to) + 1, Math.Max(from, to)))
        {
            liquidity = unchecked(liquidity + (to > from ? net(tick) : -net(tick)));
        }
        return liquidity;
    }

    private UInt128 GrossBefore(int tick, Int128 net, bool isInitialized)
    {
        UInt128 least = _tape.AtTick(tick).LeastGrossBefore(net);
        return isInitialized ? unchecked(least + UInt128.One) : least;
    }
}
