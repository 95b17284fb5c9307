using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Infers the tick map of a tape that starts in mid-life, in one pass.</summary>
/// <remarks>Between neighbouring usable ticks liquidity is constant, and a swap records the liquidity of the stretch in which it ends. Less what
/// the tape's own mints and burns added there, that is the liquidity before the tape; the difference of neighbouring stretches is the net
/// liquidity of the tick between them. Memory grows with the ticks that the tape touches, not with its length.</remarks>
internal sealed class TickMapInference
{
    private readonly UniswapV3Parameters _parameters;
    private readonly UInt128 _maxLiquidity;
    private readonly TapeLiquidity _tape = new();
    private readonly SortedList<int, Int128> _liquidityBefore = [];
    private readonly Dictionary<PositionKey, Int128> _opened = [];
    private readonly Dictionary<int, Int128> _revealed = [];
    private PoolEvent _first;
    private Int128 _firstBefore;
    private long _contradictions;

    public TickMapInference(UniswapV3Parameters parameters)
    {
        _parameters = parameters;
        _maxLiquidity = parameters.MaxLiquidityPerTick;
    }

    public void Observe(in PoolEvent poolEvent)
    {
        switch (poolEvent.Kind)
        {
            case PoolEventKind.Mint or PoolEventKind.Burn when poolEvent.Liquidity <= _maxLiquidity && !poolEvent.Liquidity.IsZero:
                Int128 liquidity = (Int128)(UInt128)poolEvent.Liquidity;
                liquidity = poolEvent.Kind == PoolEventKind.Mint ? liquidity : -liquidity;
                _tape.Add(poolEvent.TickLower, poolEvent.TickUpper, liquidity);
                Reveal(poolEvent, liquidity);
                break;
            case PoolEventKind.Swap when poolEvent.Has(PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick):
                ObserveSwap(poolEvent);
                break;
            default:
                break;
        }
    }

    /// <summary>What follows from all events; null where no swap records price, tick and liquidity.</summary>
    public InferredTickMap? Finish()
    {
        if (_first.Kind == PoolEventKind.None)
        {
            return null;
        }
        SortedDictionary<int, Int128> netBefore = [];
        int unobserved = 0;
        for (int i = 1; i < _liquidityBefore.Count; i++)
        {
            int tick = _liquidityBefore.Keys[i];
            unobserved += ((tick - _liquidityBefore.Keys[i - 1]) / _parameters.TickSpacing) - 1;
            netBefore[tick] = unchecked(_liquidityBefore.Values[i] - _liquidityBefore.Values[i - 1]);
        }
        Place(netBefore);
        UniswapV3PoolState first = new()
        {
            FeePips = _parameters.FeePips,
            TickSpacing = _parameters.TickSpacing,
            SqrtPriceX96 = _first.SqrtPriceX96,
            Tick = _first.Tick,
            Liquidity = (UInt128)Int128.Max(_firstBefore, Int128.Zero),
        };
        return new InferredTickMap(first, _tape, netBefore, _revealed, [.. _liquidityBefore.Keys])
        {
            TickSpacing = _parameters.TickSpacing,
            SegmentsUnobserved = unobserved,
            Contradictions = _contradictions,
        };
    }

    // A burn of more than the tape opened was there before the tape. What was minted without a recorded owner may be anybody's in its range.
    private void Reveal(in PoolEvent poolEvent, Int128 liquidity)
    {
        PositionKey key = new(poolEvent.Owner, poolEvent.TickLower, poolEvent.TickUpper);
        Int128 open = unchecked(_opened.GetValueOrDefault(key) + liquidity);
        _opened[key] = Int128.Max(open, Int128.Zero);
        if (open < Int128.Zero && key.Owner != default)
        {
            PositionKey ownerless = key with { Owner = default };
            open = unchecked(open + _opened.GetValueOrDefault(ownerless));
            _opened[ownerless] = Int128.Max(open, Int128.Zero);
        }
        if (open < Int128.Zero)
        {
            _revealed[key.TickLower] = unchecked(_revealed.GetValueOrDefault(key.TickLower) - open);
            _revealed[key.TickUpper] = unchecked(_revealed.GetValueOrDefault(key.TickUpper) + open);
        }
    }

    // Where no swap ended between two segments, their difference lies at the ticks of the positions that burns revealed, and what remains at the upper end.
    private void Place(SortedDictionary<int, Int128> netBefore)
    {
        foreach ((int tick, Int128 net) in _revealed)
        {
            int index = IndexAbove(tick);
            bool isTraded = index > 0 && index < _liquidityBefore.Count;
            int end = isTraded ? _liquidityBefore.Keys[index] : 0;
            if (isTraded && end != tick)
            {
                netBefore[end] = unchecked(netBefore[end] - net);
                netBefore[tick] = unchecked(netBefore.GetValueOrDefault(tick) + net);
            }
        }
    }

    // The first observed segment that does not begin below the tick.
    private int IndexAbove(int tick)
    {
        int low = 0;
        int high = _liquidityBefore.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _liquidityBefore.Keys[middle] < tick ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private void ObserveSwap(in PoolEvent swap)
    {
        if (swap.PoolLiquidity.BitLength > 127 || !TickMath.IsPrice(swap.SqrtPriceX96))
        {
            return;
        }
        int segment = Segment(swap.Tick, _parameters.TickSpacing);
        Int128 before = unchecked((Int128)(UInt128)swap.PoolLiquidity - _tape.ChangeAt(swap.Tick));
        if (_first.Kind == PoolEventKind.None)
        {
            _first = swap;
            _firstBefore = before;
        }
        if (!_liquidityBefore.TryAdd(segment, before) && _liquidityBefore[segment] != before)
        {
            _contradictions++;
        }
    }

    /// <summary>The lower tick of the stretch between usable ticks that holds a tick.</summary>
    public static int Segment(int tick, int tickSpacing) => (tick - (((tick % tickSpacing) + tickSpacing) % tickSpacing));
}
