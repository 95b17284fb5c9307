using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The accounts of positions against what the deployed pool paid and owed them, step by step.</summary>
public sealed class PositionWorldTests(UniswapV3Worlds worlds) : IClassFixture<UniswapV3Worlds>
{
    [Fact]
    public void Histories_OfPoolPositions_AreWhatTheContractPaidAndOwed()
    {
        (int withdrawals, int partlyCollected, int reopened) = (0, 0, 0);
        foreach (RecordedWorld world in worlds.All)
        {
            PositionHistory[] histories = Record(world);
            FinalPositions final = new(world);
            Assert.NotEmpty(histories);
            foreach (PositionHistory history in histories)
            {
                Assert.Null(history.Gap);
                // Collecting before there is a position gives nothing and is no move of it.
                JsonElement[] steps = [.. world.Steps.Where(step => step.Flag("ok") && Changes(step, history.Name)).SkipWhile(static step => step.Text("op") == "collect")];
                Assert.Equal(steps.Length, history.Moves.Count);
                OwedBalance owed = default;
                UInt128 liquidity = default;
                for (int i = 0; i < steps.Length; i++)
                {
                    (JsonElement step, PositionMove move) = (steps[i], history.Moves[i]);
                    string place = $"{world.Arguments}, step {step.Number("step")}, {history.Name}";
                    reopened += i > 0 && liquidity == UInt128.Zero && move.Kind == PositionMoveKind.Deposit ? 1 : 0;
                    liquidity = move.Kind == PositionMoveKind.Deposit ? liquidity + move.Liquidity : liquidity - move.Liquidity;
                    withdrawals += move.Kind == PositionMoveKind.Withdrawal ? 1 : 0;
                    owed = owed.After(move);
                    Assert.Equal((place, step.GetProperty("returns").Unsigned("amount0"), step.GetProperty("returns").Unsigned("amount1")), (place, move.Amount0, move.Amount1));
                    // A step records the position if anything about it changed; where nothing did, so must ours.
                    JsonElement contract = StateAt(world, step, history.Name);
                    Assert.Equal((place, contract.Unsigned("tokensOwed0"), contract.Unsigned("tokensOwed1")), (place, owed.Owed0, owed.Owed1));
                    Assert.Equal((place, contract.Unsigned128("liquidity")), (place, liquidity));
                    partlyCollected += move.Kind == PositionMoveKind.Collection && owed != default && move.Amount0 + move.Amount1 != UInt256.Zero ? 1 : 0;
                }
                Assert.Equal(final[history.Name].Unsigned128("liquidity"), history.Liquidity);
                OwedBalance left = new(OwedBalance.Wrapped(history.Withdrawn0 + history.UncollectedFees0), OwedBalance.Wrapped(history.Withdrawn1 + history.UncollectedFees1));
                Assert.Equal((history.Name, final.Available(history.Name)), (history.Name, left));
            }
        }
        Assert.True(withdrawals > 300 && partlyCollected > 50 && reopened > 10, $"Only {withdrawals} withdrawals, {partlyCollected} collections in part and {reopened} positions opened again.");
    }

    private static PositionHistory[] Record(RecordedWorld world)
    {
        PositionRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        ReplayOptions options = new() { FeePips = world.Header.Number("fee"), TickSpacing = world.Header.Number("tickSpacing"), Observer = recorder };
        UniswapV3ReplayReport report = UniswapV3Replay.Run(() => WorldTapes.OpenCsv(world), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.Agrees, world.Arguments);
        return [.. recorder.Histories];
    }

    private static JsonElement StateAt(RecordedWorld world, JsonElement step, string name) => world.Steps.Take(step.Number("step"))
        .SelectMany(static earlier => earlier.GetProperty("positions").EnumerateArray()).Last(position => Name(position) == name);

    private static string Name(JsonElement position) => FinalPositions.Name(position.Address("owner"), position);

    // A burn of nothing moves nothing: what it credits counts with the next move.
    private static bool Changes(JsonElement step, string name) => step.Text("op") switch
    {
        "mint" => FinalPositions.Name(step.Address("owner"), step) == name,
        "burn" => step.Text("liquidity") != "0" && FinalPositions.Name(step.Address("caller"), step) == name,
        "collect" => FinalPositions.Name(step.Address("caller"), step) == name,
        _ => false,
    };
}
