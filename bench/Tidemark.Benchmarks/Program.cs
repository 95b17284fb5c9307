using BenchmarkDotNet.Running;
using Tidemark.Benchmarks.Curves;
using Tidemark.Benchmarks.Peers;
using Tidemark.Benchmarks.Positions;
using Tidemark.Benchmarks.Tapes;

// Without one of these verbs the arguments are BenchmarkDotNet's.
switch (args)
{
    case ["peers", string workloads, string results]:
        PeerRun.Run(workloads, results);
        return 0;
    case ["spans", string workload, string results]:
        SpanRun.Run(workload, results);
        return 0;
    case ["tape", .. string[] options]:
        return TapeBenchmark.Run(options);
    case ["tape-write", string path, string events, string seed]:
        TapeBenchmark.Write(path, events, seed);
        return 0;
    case ["tape-replay", string path]:
        TapeBenchmark.Replay(path);
        return 0;
    case ["explain", .. string[] options]:
        return ExplainBenchmark.Run(options);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PeerRun).Assembly).Run(args);
        return 0;
}
