using System.Diagnostics;
using System.Globalization;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Benchmarks.Tapes;

/// <summary>Replays synthetic tapes of different lengths with everything checked: how many events a second, and whether memory grows with the
/// tape. Every replay is a process of its own, so that peaks do not mix.</summary>
internal static class TapeBenchmark
{
    private const int DefaultRounds = 3;
    private const int DefaultSeed = 1;

    /// <summary>Writes the tapes to a temporary directory, replays each, prints a table and deletes them.</summary>
    public static int Run(string[] options)
    {
        long[] lengths = Option(options, "--events") is { } text
            ? Array.ConvertAll(text.Split(','), static part => long.Parse(part, CultureInfo.InvariantCulture))
            : [1_000_000, 10_000_000];
        int rounds = Option(options, "--rounds") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultRounds;
        int seed = Option(options, "--seed") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : DefaultSeed;
        string directory = Directory.CreateTempSubdirectory("tidemark-tape-").FullName;
        try
        {
            Console.WriteLine("| events | file | events/s best | median | events per CPU second best | peak working set | allocated | mismatches |");
            Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
            foreach (long length in lengths)
            {
                string path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{length}.csv"));
                _ = Child("tape-write", path, length.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));
                TapeResult[] results = new TapeResult[rounds];
                for (int i = 0; i < rounds; i++)
                {
                    results[i] = TapeResult.Parse(Child("tape-replay", path));
                }
                Console.WriteLine(Row(results, new FileInfo(path).Length));
                File.Delete(path);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    /// <summary>Writes a tape.</summary>
    public static void Write(string path, string events, string seed)
    {
        SyntheticMarket market = new(int.Parse(seed, CultureInfo.InvariantCulture));
        using EventsCsvWriter writer = new(File.Create(path), market.Header);
        PoolEvent poolEvent = default;
        for (long i = long.Parse(events, CultureInfo.InvariantCulture); i > 0; i--)
        {
            market.Next(ref poolEvent);
            writer.Write(poolEvent);
        }
    }

    /// <summary>Replays a tape and prints what <see cref="TapeResult.Parse"/> reads.</summary>
    public static void Replay(string path)
    {
        Stopwatch wall = Stopwatch.StartNew();
        PoolTape tape = PoolTape.Open(path);
        UniswapV3ReplayReport report = UniswapV3Replay.Run(tape.OpenReader, new ReplayOptions());
        TimeSpan elapsed = wall.Elapsed;
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(new TapeResult(
            report.Tally.Events, report.Tally.Exact, report.Tally.Mismatched, elapsed.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds,
            process.PeakWorkingSet64, GC.GetTotalAllocatedBytes()).Print());
    }

    private static string Row(TapeResult[] results, long bytes)
    {
        double[] rates = Array.ConvertAll(results, static result => result.Events / result.WallSeconds);
        Array.Sort(rates);
        double perProcessorSecond = 0;
        long peak = 0;
        foreach (TapeResult result in results)
        {
            perProcessorSecond = Math.Max(perProcessorSecond, result.Events / result.ProcessorSeconds);
            peak = Math.Max(peak, result.PeakBytes);
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {results[0].Events:N0} | {bytes / 1e6:N0} MB | {rates[^1]:N0} | {rates[rates.Length / 2]:N0} | {perProcessorSecond:N0} | {peak / 1e6:N1} MB | {results[0].AllocatedBytes / 1e6:N2} MB | {results[0].Mismatched} |");
    }

    private static string Child(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using Process child = Process.Start(start) ?? throw new InvalidOperationException($"Cannot start {arguments[0]}.");
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"{arguments[0]} ended with {child.ExitCode}.");
    }

    private static string? Option(string[] options, string name)
    {
        int index = Array.IndexOf(options, name);
        return index >= 0 && index + 1 < options.Length ? options[index + 1] : null;
    }
}
