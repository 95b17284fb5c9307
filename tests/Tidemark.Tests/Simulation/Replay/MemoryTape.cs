using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>A tape in memory, so that a test can cut it and change it.</summary>
internal sealed class MemoryTape(TapeHeader header, IReadOnlyList<PoolEvent> events)
{
    public TapeHeader Header { get; } = header;

    public IReadOnlyList<PoolEvent> Events { get; } = events;

    public static MemoryTape Sample => Read(Path.Combine(SharedData.RepositoryRoot, "samples", "world-v3.csv"));

    public static MemoryTape Read(string path)
    {
        using PoolTapeReader reader = PoolTape.Open(path).OpenReader();
        List<PoolEvent> events = [];
        PoolEvent[] batch = new PoolEvent[64];
        for (int count = reader.Read(batch); count > 0; count = reader.Read(batch))
        {
            events.AddRange(batch.AsSpan(0, count));
        }
        return new MemoryTape(reader.Header, events);
    }

    public MemoryTape Slice(int start, int end) => new(Header, [.. Events.Skip(start).Take(end - start)]);

    public MemoryTape With(int index, Func<PoolEvent, PoolEvent> change) => new(Header, [.. Events.Select((poolEvent, i) => i == index ? change(poolEvent) : poolEvent)]);

    public MemoryTape Each(Func<PoolEvent, PoolEvent> change) => new(Header, [.. Events.Select(change)]);

    public IPoolEventReader Open() => new Reader(this);

    private sealed class Reader(MemoryTape tape) : IPoolEventReader
    {
        private int _next;

        public TapeHeader Header => tape.Header;

        public int Read(Span<PoolEvent> events)
        {
            int count = 0;
            while (count < events.Length && _next < tape.Events.Count)
            {
                events[count++] = tape.Events[_next++];
            }
            return count;
        }

        public FormatException Problem(string problem) => new($"event {_next}: {problem}");

        public void Dispose()
        {
        }
    }
}
