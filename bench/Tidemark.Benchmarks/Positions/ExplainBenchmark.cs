using System.Globalization;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Benchmarks.Positions;

/// <summary>What accounts of positions cost beside the replay that they come from: one position, all of them, and many ranges that were not there.
/// Plain replays and those with accounts take turns, so that what else the machine does falls on both.</summary>
internal static class ExplainBenchmark
{
    private const string RecordedDay = "../shared/data/uniswap-v3/usdc-weth-005-2024-01-05/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv";

    public static int Run(string[] options)
    {
        string day = options.Length > 0 ? options[0] : RecordedDay;
        Console.WriteLine("| tape | events | account of | replay, s | with accounts, s | times a replay | by processor time | bytes more |");
        Console.WriteLine("|---|---:|---|---:|---:|---:|---:|---:|");
        Compare("recorded day", day, 201);
        return 0;
    }

    private static void Compare(string name, string path, int rounds)
    {
        IReadOnlyList<PositionHistory> all = Explain(path, static _ => true);
        PositionHistory busiest = all.Where(static history => history.Gap is null).MaxBy(static history => history.Moves.Count)!;
        long events = Replay(path, null).Tally.Events;
        foreach ((string what, Action run) in new (string, Action)[]
        {
            ("one position", () => Explain(path, identity => identity.ToString() == busiest.Name)),
            (string.Create(CultureInfo.InvariantCulture, $"all {all.Count:N0} positions"), () => Explain(path, static _ => true)),
        })
        {
            Cost replay = Cost.None;
            Cost explain = Cost.None;
            for (int i = 0; i < rounds; i++)
            {
                replay = replay.OrLess(Cost.Of(() => Replay(path, null)));
                explain = explain.OrLess(Cost.Of(run));
            }
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {events:N0} | {what} | {replay.Seconds:N3} | {explain.Seconds:N3} | {explain.Seconds / replay.Seconds:N2} | {explain.ProcessorSeconds / replay.ProcessorSeconds:N2} | {explain.Bytes - replay.Bytes:N0} |"));
        }
    }

    private static UniswapV3ReplayReport Replay(string path, IReplayObserver? observer) =>
        UniswapV3Replay.Run(PoolTape.Open(path).OpenReader, new ReplayOptions { Observer = observer });

    private static IReadOnlyList<PositionHistory> Explain(string path, Func<PositionIdentity, bool> isFollowed)
    {
        PositionRecorder recorder = new(isFollowed);
        PricePath prices = new();
        _ = Replay(path, new ReplayObservers(recorder, prices));
        foreach (PositionHistory history in recorder.Histories.Where(static history => history.Gap is null && history.Moves.Count > 0))
        {
            _ = PositionBreakEven.Of(PositionStatement.Of(history, static (_, price) => new TokenPrices(price, 1)));
        }
        return recorder.Histories;
    }
}
