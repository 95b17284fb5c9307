using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Pools as mainnet, Polygon and their recorders left them.</summary>
public sealed class RecordedPoolsTests
{
    [Fact]
    public void Run_EnsPoolsWholeLife_IsExactInEveryEvent()
    {
        UniswapV3ReplayReport report = Run(SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"));

        Assert.Equal(ReplayStart.Beginning, report.Start);
        Assert.Equal((3000, ParameterOrigin.Tape), (report.Parameters.FeePips, report.FeeOrigin));
        Assert.Equal(68, report.Tally.Events);
        Assert.Equal(68, report.Tally.Exact);
        Assert.Equal(63, report.Tally.ExactSwaps);
        Assert.Empty(report.Tally.Mismatches);
    }

    // events, swaps, mints, burns, collects, exact swaps, swaps through segments that nothing fixes, fee, spacing
    [Theory]
    [InlineData("usdc-weth-005-2024-01-05/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv", 6234, 6046, 54, 69, 65, 6038, 6, 500, 10)]
    [InlineData("usdc-weth-03-2024-01-05/ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.pool.tick.csv", 304, 267, 4, 17, 16, 266, 0, 3000, 60)]
    [InlineData("usdc-weth-03-2024-01-05/ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv", 304, 267, 4, 17, 16, 266, 0, 3000, 60)]
    [InlineData("polygon-usdc-weth-2021-12-22/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv", 210, 199, 7, 2, 2, 198, 0, 500, 10)]
    [InlineData("polygon-usdc-weth-2021-12-22/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.raw.csv", 210, 199, 7, 2, 2, 198, 0, 500, 10)]
    public void Run_ADayInThePoolsMidLife_IsExactWhereTheTapeSaysEnough(
        string file, int events, int swaps, int mints, int burns, int collects, int exactSwaps, int unresolvedSwaps, int feePips, int tickSpacing)
    {
        UniswapV3ReplayReport report = Run(SharedData.Path("uniswap-v3", file));
        ReplayTally tally = report.Tally;

        Assert.Equal(ReplayStart.Inferred, report.Start);
        Assert.Equal((feePips, ParameterOrigin.Inferred), (report.Parameters.FeePips, report.FeeOrigin));
        Assert.Equal((tickSpacing, ParameterOrigin.Inferred), (report.Parameters.TickSpacing, report.TickSpacingOrigin));
        Assert.Equal(
            (events, swaps, mints, burns, collects),
            (tally.Events, tally.Of(PoolEventKind.Swap), tally.Of(PoolEventKind.Mint), tally.Of(PoolEventKind.Burn), tally.Of(PoolEventKind.Collect)));
        Assert.Empty(tally.Mismatches);
        Assert.Equal(exactSwaps, tally.ExactSwaps);
        Assert.Equal(unresolvedSwaps, tally.UnresolvedSwaps);
        // The first swap has no price before it.
        Assert.Equal(swaps, tally.ExactSwaps + tally.UnresolvedSwaps + tally.FittedSwaps + 1);
        Assert.Equal(0, report.TickMap!.Contradictions);
        Assert.Equal(0, report.TickMap.SwapsAmbiguous);
    }

    [Fact]
    public void Run_ADayWithAWrongFee_NamesTheFirstSwapThatContradictsIt()
    {
        PoolTape tape = PoolTape.Open(SharedData.Path("uniswap-v3", "usdc-weth-03-2024-01-05", "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv"));

        TapeFormatException refusal = Assert.Throws<TapeFormatException>(() => UniswapV3Replay.Run(tape.OpenReader, new ReplayOptions { FeePips = 500 }, null, TestContext.Current.CancellationToken));

        Assert.Contains("raw.csv:3: this swap", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("give --fee-pips 3000", refusal.Message, StringComparison.Ordinal);
    }

    private static UniswapV3ReplayReport Run(string path) => UniswapV3Replay.Run(PoolTape.Open(path).OpenReader, new ReplayOptions(), null, TestContext.Current.CancellationToken);
}
