using System.Globalization;
using Tidemark.Amm.Numerics;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

/// <summary>Fees of positions on a tape that starts in mid-life, against what mainnet paid out.</summary>
public sealed class ClosedPositionsTests
{
    private const string Pool = "0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640";
    private const string Day = "usdc-weth-005-2024-01-05";

    private static readonly IReadOnlyList<PositionHistory> Histories = Replay();

    [Fact]
    public void Histories_OfEachTokenOpenedAndClosedThatDay_AreWhatTheManagerPaid()
    {
        string[][] closed = [.. File.ReadLines(SharedData.Path("uniswap-v3", Day, "closed-nft-positions.csv")).Where(static row => row.EndsWith(Pool, StringComparison.Ordinal)).Select(static row => row.Split(','))];
        Assert.Equal(7, closed.Length);
        foreach (string[] row in closed)
        {
            PositionHistory history = Assert.Single(Histories, history => history.Name == $"token {row[0]}");
            UInt256[] recorded = [.. row[8..16].Select(static amount => UInt256.Parse(amount, CultureInfo.InvariantCulture))];
            Assert.Null(history.Gap);
            Assert.Equal((recorded[0], recorded[1]), history.Deposited());
            Assert.Equal((recorded[2], recorded[3]), history.Withdrawn());
            PositionMove[] collections = [.. history.Moves.Where(static move => move.Kind == PositionMoveKind.Collection)];
            Assert.Equal((recorded[4], recorded[5]), (Sum(collections, static move => move.Amount0), Sum(collections, static move => move.Amount1)));
            Assert.Equal((recorded[6], recorded[7]), history.CollectedFees());
            RequireAllPaid(history);
        }
    }

    [Fact]
    public void Histories_OfEveryPositionThatWasEmptied_EarnedWhatWasCollectedAboveWhatWasWithdrawn()
    {
        PositionHistory[] emptied = [.. Histories.Where(static history => history is { Gap: null, Moves: [{ Kind: PositionMoveKind.Deposit }, ..] } && history.Liquidity == UInt128.Zero)];
        // 7 positions of the position manager and 29 of contracts that are in the pool for one swap, some of them several times.
        Assert.Equal(36, emptied.Sum(static history => history.Moves.Count(static move => move.Kind == PositionMoveKind.Collection)));
        Assert.All(emptied, RequireAllPaid);
        Assert.Equal(1, emptied.Count(static history => history.CollectedFees() == default));
    }

    [Fact]
    public void Histories_OfPositionsOlderThanTheTape_SayThatTheyAreNotWhole() =>
        Assert.All(Histories.Where(static history => history.Moves is [{ Kind: PositionMoveKind.Withdrawal }, ..] or []), static history => Assert.NotNull(history.Gap));

    // What was earned was paid, to the unit: more would have been refused, and nothing is left.
    private static void RequireAllPaid(PositionHistory history)
    {
        Assert.Equal((UInt256.Zero, UInt256.Zero), (history.UncollectedFees0, history.UncollectedFees1));
        Assert.Equal((UInt256.Zero, UInt256.Zero), (history.Withdrawn0, history.Withdrawn1));
        Assert.Equal((UInt256.Zero, UInt256.Zero), (history.FeeBound0, history.FeeBound1));
    }

    private static IReadOnlyList<PositionHistory> Replay()
    {
        PositionRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        PoolTape tape = PoolTape.Open(SharedData.Path("uniswap-v3", Day, $"ethereum-{Pool}-2024-01-05.tick.csv"));
        UniswapV3ReplayReport report = UniswapV3Replay.Run(tape.OpenReader, new ReplayOptions { Observer = recorder }, null, CancellationToken.None);
        Assert.Empty(report.Tally.Mismatches);
        return recorder.Histories;
    }

    private static UInt256 Sum(PositionMove[] moves, Func<PositionMove, UInt256> amount) => moves.Aggregate(UInt256.Zero, (sum, move) => sum + amount(move));
}
