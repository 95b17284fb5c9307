using System.Runtime.CompilerServices;

namespace Tidemark.Amm.UniswapV3;

/// <summary>The initialised ticks, sorted. Position <c>i</c> of a tick is found by binary search; its neighbours are <c>i ± 1</c>.</summary>
internal sealed class TickTable
{
    private int[] _ticks;
    private TickEntry[] _entries;

    public TickTable()
    {
        _ticks = [];
        _entries = [];
    }

    private TickTable(TickTable other)
    {
        Count = other.Count;
        _ticks = other._ticks.AsSpan(0, other.Count).ToArray();
        _entries = other._entries.AsSpan(0, other.Count).ToArray();
    }

    public int Count { get; private set; }

    public TickTable Copy() => new(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TickAt(int index) => _ticks[index];

    public ref TickEntry EntryAt(int index) => ref _entries[index];

    /// <summary>The tick's index, or the complement of where it would stand.</summary>
    public int IndexOf(int tick) => _ticks.AsSpan(0, Count).BinarySearch(tick);

    /// <summary>How many initialised ticks are not above the tick.</summary>
    public int CountUpTo(int tick)
    {
        int index = IndexOf(tick);
        return index >= 0 ? index + 1 : ~index;
    }

    public void Insert(int index, in TickEntry entry)
    {
        if (Count == _ticks.Length)
        {
            int capacity = Math.Max(16, Count * 2);
            Array.Resize(ref _ticks, capacity);
            Array.Resize(ref _entries, capacity);
        }
        Array.Copy(_ticks, index, _ticks, index + 1, Count - index);
        Array.Copy(_entries, index, _entries, index + 1, Count - index);
        _ticks[index] = entry.State.Tick;
        _entries[index] = entry;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_ticks, index + 1, _ticks, index, Count - index);
        Array.Copy(_entries, index + 1, _entries, index, Count - index);
    }
}
