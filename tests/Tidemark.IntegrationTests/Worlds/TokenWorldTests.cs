using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The accounts of tokens against what the deployed position manager answered and recorded, step by step.</summary>
public sealed class TokenWorldTests(UniswapV3TokenWorlds worlds) : IClassFixture<UniswapV3TokenWorlds>
{
    [Fact]
    public void Histories_OfTokens_AreWhatTheManagerPaidAndOwed()
    {
        (int shared, int partlyCollected, int reopened, int roundedAway) = (0, 0, 0, 0);
        foreach (RecordedWorld world in worlds.All)
        {
            JsonElement[] steps = [.. world.Steps.Where(static step => step.Has("token"))];
            // One account for each step, which ends with it.
            PositionRecorder[] atSteps = [.. steps.Select(static step => new PositionRecorder(identity => identity.ToString() == Token(step), BaseUnitPrices.At, toSeconds: step.Number("time") + 1))];
            PositionRecorder atTheEnd = new(static identity => identity.TokenId is not null, BaseUnitPrices.At);
            Replay(world, new ReplayObservers([.. atSteps, atTheEnd]));
            Dictionary<string, UInt128> liquidities = [];
            for (int i = 0; i < steps.Length; i++)
            {
                (JsonElement step, PositionHistory history) = (steps[i], Assert.Single(atSteps[i].Histories));
                (string place, PositionMove move) = ($"{world.Arguments}, step {step.Number("step")}, {history.Name}", history.Moves[^1]);
                (JsonElement returns, JsonElement token) = (step.GetProperty("returns"), step.GetProperty("token"));
                Assert.Null(history.Gap);
                Assert.Equal((place, Kind(step)), (place, move.Kind));
                Assert.Equal((place, returns.Unsigned("amount0"), returns.Unsigned("amount1")), (place, move.Amount0, move.Amount1));
                Assert.Equal((place, token.Unsigned128("liquidity")), (place, history.Liquidity));
                Assert.Equal((place, token.Unsigned("tokensOwed0"), token.Unsigned("tokensOwed1")), (place, Owed(history).Owed0, Owed(history).Owed1));
                reopened += move.Kind == PositionMoveKind.Deposit && liquidities.TryGetValue(history.Name, out UInt128 before) && before == UInt128.Zero ? 1 : 0;
                partlyCollected += move.Kind == PositionMoveKind.Collection && Owed(history) != default ? 1 : 0;
                (UInt256 collected0, UInt256 collected1) = history.CollectedFees();
                roundedAway += collected0 + history.UncollectedFees0 != history.Fees0 || collected1 + history.UncollectedFees1 != history.Fees1 ? 1 : 0;
                liquidities[history.Name] = history.Liquidity;
            }
            FinalPositions final = new(world);
            JsonElement[] available = [.. world.Header.GetProperty("available").EnumerateArray()];
            Assert.Equal(available.Length, atTheEnd.Histories.Count);
            shared += available.Length - atTheEnd.Histories.DistinctBy(static history => (history.TickLower, history.TickUpper)).Count();
            foreach (JsonElement expected in available)
            {
                PositionHistory history = Assert.Single(atTheEnd.Histories, history => history.Name == $"token {expected.Text("tokenId")}");
                Assert.Equal(steps.Count(step => Token(step) == history.Name), history.Moves.Count);
                // A collect pays no more than the pool owes the manager, which may be some units less for rounding; an emptied token's does not update that first.
                string inPool = $"{world.Header.Address("manager")} {history.TickLower}:{history.TickUpper}";
                OwedBalance pool = history.Liquidity != UInt128.Zero ? final.Available(inPool) : new(final[inPool].Unsigned("tokensOwed0"), final[inPool].Unsigned("tokensOwed1"));
                Assert.Equal(
                    (history.Name, expected.Unsigned("amount0"), expected.Unsigned("amount1")),
                    (history.Name, UInt256.Min(Owed(history).Owed0, pool.Owed0), UInt256.Min(Owed(history).Owed1, pool.Owed1)));
            }
        }
        Assert.True(
            shared > 20 && partlyCollected > 20 && reopened > 10 && roundedAway > 0,
            $"Only {shared} tokens of the ticks of another, {partlyCollected} collections in part, {reopened} opened again, and {roundedAway} paid a unit less.");
    }

    /// <summary>The figures with which gas is counted are what the contracts use, in the middle.</summary>
    [Theory]
    [InlineData("mintToken", GasUse.Mint)]
    [InlineData("increaseLiquidity", GasUse.IncreaseLiquidity)]
    [InlineData("decreaseLiquidity", GasUse.DecreaseLiquidity)]
    [InlineData("collectToken", GasUse.Collect)]
    public void GasUse_OfTheManagersCalls_IsTheirMedian(string operation, int figure)
    {
        int[] used = [.. worlds.All.SelectMany(static world => world.Steps).Where(step => step.Flag("ok") && step.Text("op") == operation).Select(static step => step.Number("gas")).Order()];
        Assert.True(used.Length > 50);
        Assert.InRange((double)figure / used[used.Length / 2], 0.9, 1.1);
    }

    private static void Replay(RecordedWorld world, IReplayObserver observer)
    {
        ReplayOptions options = new() { FeePips = world.Header.Number("fee"), TickSpacing = world.Header.Number("tickSpacing"), Observer = observer };
        UniswapV3ReplayReport report = UniswapV3Replay.Run(() => WorldTapes.OpenCsv(world), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.Agrees, world.Arguments);
    }

    private static OwedBalance Owed(PositionHistory history) => new(history.Withdrawn0 + history.UncollectedFees0, history.Withdrawn1 + history.UncollectedFees1);

    private static string Token(JsonElement step) => $"token {step.GetProperty("token").Text("tokenId")}";

    private static PositionMoveKind Kind(JsonElement step) => step.Text("op") switch
    {
        "decreaseLiquidity" => PositionMoveKind.Withdrawal,
        "collectToken" => PositionMoveKind.Collection,
        _ => PositionMoveKind.Deposit,
    };
}
