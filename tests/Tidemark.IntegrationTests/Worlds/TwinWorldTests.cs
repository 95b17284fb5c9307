using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>A position that was not there, asked of one deployed pool's tape, against what the deployed pool that held it paid.</summary>
public sealed class TwinWorldTests(UniswapV3TwinWorlds worlds) : IClassFixture<UniswapV3TwinWorlds>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counterfactual_OfThePoolWithoutIt_IsWhatThePoolWithItPaid(int seed)
    {
        RecordedWorld twin = worlds.Get(UniswapV3TwinWorlds.Arguments(seed));
        (_, int lower, int upper) = UniswapV3TwinWorlds.Positions.Single(position => position.Seed == seed);
        HypotheticalPosition position = new(lower, upper, UniswapV3TwinWorlds.Offered, UniswapV3TwinWorlds.Offered, PositionImpact.Counterfactual, BaseUnitPrices.At);
        ReplayOptions options = new() { FeePips = 3000, TickSpacing = 60, Observer = position };
        UniswapV3ReplayReport report = UniswapV3Replay.Run(() => WorldTapes.OpenCsv(twin), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.Agrees);
        PositionHistory history = Assert.IsType<PositionHistory>(position.History);

        JsonElement mint = twin.Steps[1].GetProperty("returns");
        JsonElement collect = twin.Steps[^1].GetProperty("returns");
        JsonElement end = twin.FinalState;
        Assert.Equal((mint.Unsigned("amount0"), mint.Unsigned("amount1")), history.Deposited());
        Assert.Equal(end.Unsigned("sqrtPriceX96"), history.SqrtPriceX96);
        Assert.Equal((collect.Unsigned("amount0"), collect.Unsigned("amount1")), (history.UncollectedFees0, history.UncollectedFees1));
        Assert.True(history.Fees0 > 1_000_000_000UL && history.Fees1 > 1_000_000_000UL);
        // The pools do differ on the way: only the trades to a limit bring them together.
        using IPoolEventReader tape = WorldTapes.OpenCsv(twin);
        UInt256[] without = [.. WorldTapes.ReadAll(tape).Where(static poolEvent => poolEvent.Kind == PoolEventKind.Swap).Select(static poolEvent => poolEvent.SqrtPriceX96)];
        UInt256[] with = [.. history.Course.Skip(1).SkipLast(1).Select(static sample => sample.SqrtPriceX96)];
        Assert.Equal(without.Length, with.Length);
        Assert.NotEqual(without, with);
    }
}
