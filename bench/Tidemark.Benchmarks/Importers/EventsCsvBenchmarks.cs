using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Events;
using Tidemark.Benchmarks.Tapes;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Benchmarks.Importers;

/// <summary>The events CSV: written, read, and read and replayed with everything checked. Times and bytes are per event.</summary>
[MemoryDiagnoser]
public class EventsCsvBenchmarks
{
    private const int Events = 100_000;

    private readonly PoolEvent[] _batch = new PoolEvent[256];
    private PoolEvent[] _events = [];
    private TapeHeader _header = null!;
    private PoolTape _tape = null!;
    private string _folder = "";

    [GlobalSetup]
    public void Fill()
    {
        SyntheticMarket market = new(1);
        _header = market.Header;
        _events = new PoolEvent[Events];
        foreach (ref PoolEvent poolEvent in _events.AsSpan())
        {
            market.Next(ref poolEvent);
        }
        _folder = Directory.CreateTempSubdirectory("tidemark-csv-").FullName;
        string path = Path.Combine(_folder, "tape.csv");
        WriteTo(File.Create(path));
        _tape = PoolTape.Open(path);
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Events)]
    public void Write() => WriteTo(Stream.Null);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int Read()
    {
        using PoolTapeReader reader = _tape.OpenReader();
        int total = 0;
        for (int count = reader.Read(_batch); count > 0; count = reader.Read(_batch))
        {
            total += count;
        }
        return total;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long ReadAndReplay() => UniswapV3Replay.Run(_tape.OpenReader, new ReplayOptions()).Tally.Exact;

    private void WriteTo(Stream stream)
    {
        using EventsCsvWriter writer = new(stream, _header);
        foreach (ref readonly PoolEvent poolEvent in _events.AsSpan())
        {
            writer.Write(poolEvent);
        }
    }
}
