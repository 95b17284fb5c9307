using Tidemark.Amm.Events;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>A part of a tape, in memory.</summary>
internal sealed class CutTape(TapeHeader header, PoolEvent[] events) : IPoolEventReader
{
    private int _next;

    public TapeHeader Header { get; } = header;

    public int Read(Span<PoolEvent> destination)
    {
        int count = Math.Min(destination.Length, events.Length - _next);
        events.AsSpan(_next, count).CopyTo(destination);
        _next += count;
        return count;
    }

    public FormatException Problem(string problem) => new($"event {_next}: {problem}");

    public void Dispose()
    {
    }
}
