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
    private PoolEvent _first;
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
                _tape.Add(poolEvent.TickLower, poolEvent.TickUpper, poolEvent.Kind == PoolEventKind.Mint ? liquidity : -liquidity);
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
        SortedDictionary<int, TickState> ticks = [];
        int inferred = 0;
        int unobserved = 0;
        for (int i = 1; i < _liquidityBefore.Count; i++)
        {
            int tick = _liquidityBefore.Keys[i];
            unobserved += ((tick - _liquidityBefore.Keys[i - 1]) / _parameters.TickSpacing) - 1;
            Int128 net = unchecked(_liquidityBefore.Values[i] - _liquidityBefore.Values[i - 1]);
            inferred += net != Int128.Zero ? 1 : 0;
            Place(ticks, tick, net);
        }
        foreach (int tick in _tape.Ticks)
        {
            if (!ticks.ContainsKey(tick))
            {
                Place(ticks, tick, Int128.Zero);
            }
        }
        return new InferredTickMap
        {
            Start = new UniswapV3PoolState
            {
                FeePips = _parameters.FeePips,
                TickSpacing = _parameters.TickSpacing,
                SqrtPriceX96 = _first.SqrtPriceX96,
                Tick = _first.Tick,
                Liquidity = _first.PoolLiquidity.IsUInt128 ? (UInt128)_first.PoolLiquidity : UInt128.Zero,
                Ticks = [.. ticks.Values],
            },
            TicksInferred = inferred,
            SegmentsObserved = _liquidityBefore.Count,
            SegmentsUnobserved = unobserved,
            Contradictions = _contradictions,
            Observed = _liquidityBefore.Keys.ToHashSet(),
        };
    }

    private void ObserveSwap(in PoolEvent swap)
    {
        if (swap.PoolLiquidity.BitLength > 127 || !TickMath.IsPrice(swap.SqrtPriceX96))
        {
            return;
        }
        if (_first.Kind == PoolEventKind.None)
        {
            _first = swap;
        }
        int segment = Segment(swap.Tick, _parameters.TickSpacing);
        Int128 before = unchecked((Int128)(UInt128)swap.PoolLiquidity - _tape.ChangeAt(swap.Tick));
        if (!_liquidityBefore.TryAdd(segment, before) && _liquidityBefore[segment] != before)
        {
            _contradictions++;
        }
    }

    /// <summary>The lower tick of the stretch between usable ticks that holds a tick.</summary>
    public static int Segment(int tick, int tickSpacing) => (tick - (((tick % tickSpacing) + tickSpacing) % tickSpacing));

    private void Place(SortedDictionary<int, TickState> ticks, int tick, Int128 net)
    {
        UInt128 gross = _tape.AtTick(tick).LeastGrossBefore(net);
        if (gross != UInt128.Zero)
        {
            ticks[tick] = new TickState { Tick = tick, LiquidityGross = gross, LiquidityNet = net };
        }
    }
}
