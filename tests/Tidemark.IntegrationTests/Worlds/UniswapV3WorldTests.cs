using System.Globalization;
using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Our V3 pool against the deployed bytecode, step by step.</summary>
public sealed class UniswapV3WorldTests(UniswapV3Worlds worlds) : IClassFixture<UniswapV3Worlds>
{
    public static TheoryData<string> Arguments => [.. UniswapV3Worlds.Arguments];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Replay_RecordedWorld_AgreesAtEveryStep(string arguments) => new UniswapV3WorldReplay(worlds.Get(arguments)).Run();

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Tapes_RecordedWorld_AreTheSameInBothDialects(string arguments) => WorldTapes.CompareDialects(worlds.Get(arguments));

    /// <summary>The tape says what happened, not what was asked for, so the replay has to find that out; the pool ends in the contract's state.</summary>
    [Theory]
    [MemberData(nameof(Arguments))]
    public void TapeReplay_RecordedWorld_AgreesAndEndsInTheContractsState(string arguments)
    {
        RecordedWorld world = worlds.Get(arguments);
        ReplayOptions options = new() { FeePips = world.Header.Number("fee"), TickSpacing = world.Header.Number("tickSpacing") };

        UniswapV3ReplayReport report = UniswapV3Replay.Run(
            () => WorldTapes.OpenCsv(world), options, cancellationToken: TestContext.Current.CancellationToken);

        EventMismatch[] mismatches = [.. report.Tally.Mismatches];
        Assert.True(report.Agrees, $"{world.Arguments}: {string.Join('\n', mismatches)}");
        Assert.Equal(0, report.Tally.Unchecked);
        Assert.Equal(world.Steps.Sum(static step => step.Flag("ok") ? step.GetProperty("events").GetArrayLength() : 0), report.Tally.Exact);
        StepComparison compare = new(world, world.Steps[^1]);
        UniswapV3PoolState final = report.Final;
        compare.Equal(world.FinalState, "sqrtPriceX96", final.SqrtPriceX96, "final");
        compare.Equal(world.FinalState, "tick", final.Tick, "final");
        compare.Equal(world.FinalState, "liquidity", final.Liquidity, "final");
        compare.Equal(world.FinalState, "feeGrowthGlobal0X128", final.FeeGrowthGlobal0X128, "final");
        compare.Equal(world.FinalState, "feeGrowthGlobal1X128", final.FeeGrowthGlobal1X128, "final");
        compare.Equal(world.FinalState, "protocolFees0", final.ProtocolFees0, "final");
        compare.Equal(world.FinalState, "protocolFees1", final.ProtocolFees1, "final");
    }

    /// <summary>A tape cut off its beginning: what is inferred may leave swaps open, but must never disagree with the contract.</summary>
    [Theory]
    [MemberData(nameof(Arguments))]
    public void TapeReplay_WorldCutOffItsBeginning_NeverDisagrees(string arguments)
    {
        RecordedWorld world = worlds.Get(arguments);
        ReplayOptions options = new() { FeePips = world.Header.Number("fee"), TickSpacing = world.Header.Number("tickSpacing") };
        using IPoolEventReader whole = WorldTapes.OpenCsv(world);
        PoolEvent[] events = WorldTapes.ReadAll(whole);
        PoolEvent last = Array.FindLast(events, static poolEvent => poolEvent.Kind == PoolEventKind.Swap);
        for (int cut = 20; cut < events.Length - 20; cut += 60)
        {
            PoolEvent[] rest = events[cut..];
            long swaps = rest.LongCount(static poolEvent => poolEvent.Kind == PoolEventKind.Swap);
            if (swaps < 2)
            {
                continue;
            }
            UniswapV3ReplayReport report = UniswapV3Replay.Run(
                () => new CutTape(whole.Header, rest), options, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(ReplayStart.Inferred, report.Start);
            Assert.True(report.Agrees, $"{arguments}, cut at {cut}: {string.Join('\n', report.Tally.Mismatches)}");
            Assert.Equal(swaps, report.Tally.ExactSwaps + report.Tally.UnresolvedSwaps + report.Tally.FittedSwaps + 1);
            Assert.Equal((last.SqrtPriceX96, last.Tick), (report.Final.SqrtPriceX96, report.Final.Tick));
            Assert.Equal(world.FinalState.Text("liquidity"), report.Final.Liquidity.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Worlds_Together_ReachEveryOperationAndEveryRefusal()
    {
        HashSet<string> accepted = [];
        HashSet<string> refused = [];
        HashSet<UniswapV3Revert> ours = [];
        int crossed = 0;
        int reentered = 0;
        foreach (RecordedWorld world in worlds.All)
        {
            foreach (JsonElement step in world.Steps)
            {
                (step.Flag("ok") ? accepted : refused).Add(step.Flag("ok") ? step.Text("op") : step.Text("revert"));
                reentered += step.Has("reenter") && !step.Flag("ok") && step.Text("revert") == "LOK" ? 1 : 0;
            }
            UniswapV3WorldReplay replay = new(world);
            replay.Run();
            ours.UnionWith(replay.Refusals);
            crossed += replay.TicksCrossed;
        }

        Assert.Equal(
            ["burn", "collect", "collectProtocol", "donate", "flash", "initialize", "mint", "setFeeProtocol", "swap"],
            accepted.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["", "AI", "AS", "F0", "F1", "IIA", "L", "LO", "LOK", "LS", "M0", "M1", "NP", "R", "SPL", "TF", "TLM", "TLU", "TUM"],
            refused.Order(StringComparer.Ordinal));
        // No sum of liquidity can need more than 128 bits: the limit per tick is reached first.
        Assert.Equal(
            Enum.GetValues<UniswapV3Revert>().Where(static revert => revert is not (UniswapV3Revert.None or UniswapV3Revert.LiquidityAddOverflow)),
            ours.Order());
        Assert.True(crossed > 1000, $"The swaps crossed only {crossed} initialised ticks.");
        Assert.True(reentered > 5, $"Only {reentered} calls were refused from inside a callback.");
    }
}
