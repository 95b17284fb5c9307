using System.Globalization;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Fees of positions on a tape that starts in mid-life, against what mainnet paid out.</summary>
public sealed class ClosedPositionsTests
{
    private const string Pool = "0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640";
    private const string Day = "usdc-weth-005-2024-01-05";

    private static readonly List<PositionFees.Life> Lives = Replay();

    [Fact]
    public void Fees_OfEachPositionOpenedAndClosedThatDay_AreWhatTheManagerPaid()
    {
        string[] closed = [.. Rows("closed-nft-positions.csv").Where(static row => row.EndsWith(Pool, StringComparison.Ordinal))];
        Assert.Equal(7, closed.Length);
        foreach (string[] row in closed.Select(static row => row.Split(',')))
        {
            PositionFees.Life life = Assert.Single(Lives, life => life.Name == row[0]);
            UInt128[] recorded = [.. row[8..16].Select(static amount => UInt128.Parse(amount, CultureInfo.InvariantCulture))];
            Assert.Equal((recorded[0], recorded[1]), life.Deposited);
            Assert.Equal((recorded[2], recorded[3]), life.Withdrawn);
            Assert.Equal((recorded[4], recorded[5]), life.Collected);
            Assert.Equal((recorded[6], recorded[7]), life.Fees);
        }
    }

    [Fact]
    public void Fees_OfEveryLifeOnTheTape_AreWhatWasCollectedAboveWhatWasWithdrawn()
    {
        // 7 positions of the position manager; 29 of contracts that are in the pool for one swap.
        Assert.Equal(36, Lives.Count);
        Assert.All(Lives, static life => Assert.Equal(
            (life.Collected.Item1 - life.Withdrawn.Item1, life.Collected.Item2 - life.Withdrawn.Item2), life.Fees));
        // Swaps through segments whose liquidity stayed open leave no other fees either.
        Assert.All(Lives, static life => Assert.True(life.AreCertain, life.Name));
        // One was never in range.
        Assert.Equal(35, Lives.Count(static life => life.Fees.Token0 + life.Fees.Token1 > UInt128.Zero));
    }

    private static List<PositionFees.Life> Replay()
    {
        Dictionary<EventPosition, string> names = [];
        foreach (string[] row in Rows($"ethereum-{Pool}-2024-01-05-2024-01-05.positions.csv").Select(static row => row.Split(',')))
        {
            names[new EventPosition(ulong.Parse(row[6], CultureInfo.InvariantCulture), uint.Parse(row[9], CultureInfo.InvariantCulture), uint.Parse(row[10], CultureInfo.InvariantCulture))] = row[0];
        }
        PositionFees fees = new(names.GetValueOrDefault);
        PoolTape tape = PoolTape.Open(SharedData.Path("uniswap-v3", Day, $"ethereum-{Pool}-2024-01-05.tick.csv"));
        UniswapV3ReplayReport report = UniswapV3Replay.Run(tape.OpenReader, new ReplayOptions { Observer = fees }, null, CancellationToken.None);
        Assert.Empty(report.Tally.Mismatches);
        return fees.Lives;
    }

    private static IEnumerable<string> Rows(string file) => File.ReadLines(SharedData.Path("uniswap-v3", Day, file)).Skip(1);
}
