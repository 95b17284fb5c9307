namespace Tidemark.Simulation.Replay;

/// <summary>What the mints and burns of a tape have added to the liquidity at each tick since the tape began.</summary>
internal sealed class TapeLiquidity
{
    private readonly List<int> _ticks = [];
    private readonly List<TapeTick> _nets = [];
    private int _cursor;
    private Int128 _sum;
    private int _tick = int.MinValue;

    /// <summary>The ticks that mints and burns of the tape name, ascending.</summary>
    public IReadOnlyList<int> Ticks => _ticks;

    /// <summary>What happened at a tick; nothing where none of the tape's mints and burns names it.</summary>
    public TapeTick AtTick(int tick)
    {
        int index = _ticks.BinarySearch(tick);
        return index >= 0 ? _nets[index] : default;
    }

    /// <summary>Liquidity added and removed over a range.</summary>
    public void Add(int tickLower, int tickUpper, Int128 delta)
    {
        AddAt(tickLower, delta, delta);
        AddAt(tickUpper, -delta, delta);
    }

    /// <summary>The change of active liquidity at a tick since the tape began.</summary>
    public Int128 ChangeAt(int tick)
    {
        _tick = tick;
        while (_cursor < _ticks.Count && _ticks[_cursor] <= tick)
        {
            _sum = unchecked(_sum + _nets[_cursor++].Net);
        }
        while (_cursor > 0 && _ticks[_cursor - 1] > tick)
        {
            _sum = unchecked(_sum - _nets[--_cursor].Net);
        }
        return _sum;
    }

    private void AddAt(int tick, Int128 net, Int128 gross)
    {
        int index = _ticks.BinarySearch(tick);
        if (index < 0)
        {
            index = ~index;
            _ticks.Insert(index, tick);
            _nets.Insert(index, default);
            _cursor += tick <= _tick ? 1 : 0;
        }
        _nets[index] = _nets[index].Moved(net, gross);
        _sum = unchecked(_sum + (tick <= _tick ? net : Int128.Zero));
    }
}
