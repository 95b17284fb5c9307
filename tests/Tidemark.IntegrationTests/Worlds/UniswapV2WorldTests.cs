using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;
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
