using System.Globalization;
using Tidemark.Amm.Events;
using Tidemark.Benchmarks.Tapes;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Benchmarks.Positions;

/// <summary>What accounts of positions cost beside the replay that they come from: of one position, of all, and of ranges that were not there.
/// Plain replays and those with accounts take turns, so that what else the machine does falls on both.</summary>
internal static class ExplainBenchmark
{
    private const string RecordedDay = "../shared/data/uniswap-v3/usdc-weth-005-2024-01-05/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv";
    private const int Seed = 1;
    private const int GeneratedSwaps = 1_000_000;
    private const int RangeCount = 10_000;

    /// <summary>Prints the table.</summary>
    /// <param name="options">The recorded day's tape, where it is not beside the repository.</param>
    public static int Run(string[] options)
    {
        Console.WriteLine("| tape | events | swaps | account of | replay, s | with accounts, s | times a replay | by processor time | bytes more |");
        Console.WriteLine("|---|---:|---:|---|---:|---:|---:|---:|---:|");
        CompareAccounts("recorded day", options.Length > 0 ? options[0] : RecordedDay, 201);
        string folder = Directory.CreateTempSubdirectory("tidemark-explain-").FullName;
        try
        {
            string generated = Path.Combine(folder, "generated.csv");
            (int lowest, int highest) = Generate(generated);
            CompareAccounts("generated", generated, 3);
            (int, int)[] ranges = Ranges(lowest, highest);
            Compare("generated", generated, string.Create(CultureInfo.InvariantCulture, $"{RangeCount:N0} ranges that were not there"), 3, () => Fees(generated, ranges));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void CompareAccounts(string name, string path, int rounds)
    {
        IReadOnlyList<PositionHistory> all = Explain(path, static _ => true);
        PositionHistory busiest = all.Where(static history => history.Gap is null).MaxBy(static history => history.Moves.Count)!;
        // As explain does it: the tape may tell the owner only later, so the ticks decide.
        Compare(name, path, "the position with most moves", rounds, () => Explain(path, identity => identity.TickLower == busiest.TickLower && identity.TickUpper == busiest.TickUpper));
        Compare(name, path, string.Create(CultureInfo.InvariantCulture, $"all {all.Count:N0} positions"), rounds, () => Explain(path, static _ => true));
    }

    private static void Compare(string name, string path, string what, int rounds, Action explain)
    {
        ReplayTally tally = Replay(path, null).Tally;
        (Cost replay, Cost explained) = (Cost.None, Cost.None);
        for (int i = 0; i < rounds; i++)
        {
            replay = replay.OrLess(Cost.Of(() => Replay(path, null)));
            explained = explained.OrLess(Cost.Of(explain));
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {tally.Events:N0} | {tally.Of(PoolEventKind.Swap):N0} | {what} | {replay.Seconds:N3} | {explained.Seconds:N3} | {explained.Seconds / replay.Seconds:N2} | {explained.ProcessorSeconds / replay.ProcessorSeconds:N2} | {explained.Bytes - replay.Bytes:N0} |"));
    }

    private static UniswapV3ReplayReport Replay(string path, IReplayObserver? observer) =>
        UniswapV3Replay.Run(PoolTape.Open(path).OpenReader, new ReplayOptions { Observer = observer });

    // All that tidemark explain computes before it prints.
    private static IReadOnlyList<PositionHistory> Explain(string path, Func<PositionIdentity, bool> isFollowed)
    {
        Func<long, double, TokenPrices> inToken0 = static (_, price) => new TokenPrices(1, 1 / price);
        PositionRecorder recorder = new(isFollowed, inToken0);
        _ = Replay(path, new ReplayObservers(new TapeTimes(), recorder));
        foreach (PositionHistory history in recorder.Histories.Where(static history => history.Gap is null && history.Moves.Count > 0))
        {
            _ = PositionBreakEven.Of(PositionStatement.Of(history, inToken0), isToken0Steady: true);
        }
        return recorder.Histories;
    }

    private static void Fees(string path, (int, int)[] asked)
    {
        HypotheticalRanges ranges = new(asked);
        _ = Replay(path, ranges);
        for (int i = 0; i < asked.Length; i++)
        {
            _ = ranges.Fees(i, 1_000_000_000);
        }
    }

    private static (int Lowest, int Highest) Generate(string path)
    {
        SyntheticMarket market = new(Seed);
        using EventsCsvWriter writer = new(File.Create(path), market.Header);
        (int lowest, int highest) = (int.MaxValue, int.MinValue);
        PoolEvent poolEvent = default;
        for (int swaps = 0; swaps < GeneratedSwaps;)
        {
            market.Next(ref poolEvent);
            writer.Write(poolEvent);
            if (poolEvent.Kind == PoolEventKind.Swap)
            {
                swaps++;
                (lowest, highest) = (Math.Min(lowest, poolEvent.Tick), Math.Max(highest, poolEvent.Tick));
            }
        }
        return (lowest, highest);
    }

    // Different ranges at any ticks where the price goes, and some beyond.
    private static (int, int)[] Ranges(int lowest, int highest)
    {
        Random random = new(Seed);
        HashSet<(int, int)> ranges = [];
        while (ranges.Count < RangeCount)
        {
            int lower = random.Next(lowest - 500, highest);
            ranges.Add((lower, lower + random.Next(1, 2_000)));
        }
        return [.. ranges];
    }
}
