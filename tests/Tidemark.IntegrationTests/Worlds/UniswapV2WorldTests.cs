using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Our V2 pair against the deployed bytecode, step by step.</summary>
public sealed class UniswapV2WorldTests(UniswapV2Worlds worlds) : IClassFixture<UniswapV2Worlds>
{
    public static TheoryData<string> Arguments => [.. UniswapV2Worlds.Arguments];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Replay_RecordedWorld_AgreesAtEveryStep(string arguments) => new UniswapV2WorldReplay(worlds.Get(arguments)).Run();

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Tapes_RecordedWorld_AreTheSameInBothDialects(string arguments) => WorldTapes.CompareDialects(worlds.Get(arguments));

    [Theory]
    [MemberData(nameof(Arguments))]
    public void TapeReplay_RecordedWorld_AgreesAndEndsInTheContractsState(string arguments)
    {
        RecordedWorld world = worlds.Get(arguments);
        using IPoolEventReader reader = WorldTapes.OpenLogs(world);
        UniswapV2Replayer replayer = new(UniswapV2ReplayOptions.FromHeader(reader.Header) with { InitialState = new UniswapV2Snapshot() });

        foreach (PoolEvent poolEvent in WorldTapes.ReadAll(reader))
        {
            replayer.Apply(poolEvent);
        }
        replayer.Complete();

        EventMismatch[] mismatches = [.. replayer.Mismatches];
        Assert.True(replayer.MismatchCount == 0, $"{world.Arguments}: {string.Join('\n', mismatches)}");
        StepComparison compare = new(world, world.Steps[^1]);
        compare.Equal(world.FinalState, "reserve0", replayer.Pool.Reserve0, "final");
        compare.Equal(world.FinalState, "reserve1", replayer.Pool.Reserve1, "final");
        compare.Equal(world.FinalState, "totalSupply", replayer.Pool.TotalSupply, "final");
        JsonElement holders = world.FinalState.GetProperty("liquidity");
        foreach (JsonProperty holder in holders.EnumerateObject())
        {
            compare.Equal(holders, holder.Name, replayer.Pool.LpBalanceOf(Address.Parse(holder.Name)), "final LP tokens of");
        }
    }

    /// <summary>The contract's own answers to every burn, and its holders at the end.</summary>
    [Theory]
    [MemberData(nameof(Arguments))]
    public void Positions_RecordedWorld_HaveWhatTheContractPaid(string arguments)
    {
        RecordedWorld world = worlds.Get(arguments);
        HolderRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        UniswapV2Replayer replayer = Replay(world, recorder, out PoolEvent[] events);
        PoolEvent[] burns = [.. events.Where(static poolEvent => poolEvent.Kind == PoolEventKind.Burn)];
        JsonElement[] answers = [.. world.Steps.Where(static step => step.Flag("ok") && step.Text("op") == "burn")];
        Assert.Equal(answers.Length, burns.Length);
        foreach ((PoolEvent burn, JsonElement answer) in burns.Zip(answers))
        {
            StepComparison compare = new(world, answer);
            PositionMove[] moves = [.. recorder.Histories.SelectMany(static history => history.Moves).Where(move => move.Position == burn.Position && move.Kind == PositionMoveKind.Withdrawal)];
            compare.That(moves.Length == 1 || (moves.Length == 0 && answer.Text("liquidity") == "0" && answer.Address("to") == world.Header.Address("pair")), $"{moves.Length} holders were paid");
            foreach (PositionMove move in moves)
            {
                compare.Equal(answer.GetProperty("returns"), "amount0", move.Amount0 + move.Fees0, "principal and fees of");
                compare.Equal(answer.GetProperty("returns"), "amount1", move.Amount1 + move.Fees1, "principal and fees of");
            }
        }
        StepComparison atEnd = new(world, world.Steps[^1]);
        foreach (PositionHistory history in recorder.Histories)
        {
            atEnd.That(history.Gap is null, history.Gap ?? "");
            UniswapV2Pool pool = replayer.Pool.Copy();
            Address holder = Address.Parse(history.Name);
            atEnd.That(pool.LpBalanceOf(holder) == history.Liquidity, $"{holder} holds {history.Liquidity}");
            atEnd.That(pool.TryTransferLp(holder, world.Header.Address("pair"), history.Liquidity) == UniswapV2Status.Ok, "the tokens are there");
            pool.SetTokenBalances(pool.Reserve0, pool.Reserve1);
            if (pool.LpBalanceOf(world.Header.Address("pair")) == history.Liquidity && pool.TryBurn(holder, out UniswapV2Burn burn) == UniswapV2Status.Ok)
            {
                atEnd.That(burn.Amount0 == history.Principal0 + history.UncollectedFees0 && burn.Amount1 == history.Principal1 + history.UncollectedFees1, $"{holder} would be paid {burn}");
            }
        }
    }

    private static UniswapV2Replayer Replay(RecordedWorld world, HolderRecorder recorder, out PoolEvent[] events)
    {
        using IPoolEventReader reader = WorldTapes.OpenLogs(world);
        UniswapV2Replayer replayer = new(UniswapV2ReplayOptions.FromHeader(reader.Header));
        events = WorldTapes.ReadAll(reader);
        foreach (PoolEvent poolEvent in events)
        {
            recorder.BeforeEvent(poolEvent, replayer);
            replayer.Apply(poolEvent);
            recorder.AfterEvent(poolEvent, replayer);
        }
        replayer.Complete();
        return replayer;
    }

    [Fact]
    public void Worlds_Together_ReachEveryOperationAndEveryRefusal()
    {
        HashSet<string> accepted = [];
        HashSet<string> refused = [];
        HashSet<UniswapV2Status> ours = [];
        int callbacks = 0;
        int protocolMints = 0;
        foreach (RecordedWorld world in worlds.All)
        {
            foreach (JsonElement step in world.Steps)
            {
                (step.Flag("ok") ? accepted : refused).Add(step.Flag("ok") ? step.Text("op") : step.Text("revert"));
                callbacks += step.Flag("ok") && step.Has("callback0") ? 1 : 0;
            }
            UniswapV2WorldReplay replay = new(world);
            replay.Run();
            ours.UnionWith(replay.Refusals);
            protocolMints += replay.ProtocolMints;
        }

        Assert.Equal(["burn", "donate", "mint", "setFeeTo", "skim", "swap", "sync", "transfer"], accepted.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "", "UniswapV2: FORBIDDEN", "UniswapV2: INSUFFICIENT_INPUT_AMOUNT", "UniswapV2: INSUFFICIENT_LIQUIDITY",
                "UniswapV2: INSUFFICIENT_LIQUIDITY_BURNED", "UniswapV2: INSUFFICIENT_LIQUIDITY_MINTED", "UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT",
                "UniswapV2: INVALID_TO", "UniswapV2: K", "UniswapV2: LOCKED", "UniswapV2: OVERFLOW", "ds-math-mul-overflow", "ds-math-sub-underflow",
            ],
            refused.Order(StringComparer.Ordinal));
        // A well-behaved token always lets the pair pay what it holds, and its own supply is below 256 bits.
        Assert.Equal(
            Enum.GetValues<UniswapV2Status>()
                .Where(static status => status is not (UniswapV2Status.Ok or UniswapV2Status.TransferFailed or UniswapV2Status.AdditionOverflow)),
            ours.Order());
        Assert.True(callbacks > 100, $"Only {callbacks} swaps were paid from inside their callback.");
        Assert.True(protocolMints > 20, $"The protocol was minted LP tokens only {protocolMints} times.");
    }
}
