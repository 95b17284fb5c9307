using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Several positions at once: those of an owner, and of the pool.</summary>
public sealed class ExplainWalletProcessTests
{
    private static readonly string[] Sums = ["netPnl", "netVsHold", "impermanentLoss", "realisedImpermanentLoss", "unrealisedImpermanentLoss", "lvr"];

    [Fact]
    public async Task Json_OfEveryOwner_AddsUpToThePool()
    {
        JsonElement pool = await ExplainAsync("--all");
        JsonElement[] positions = [.. pool.GetProperty("positions").EnumerateArray()];
        string[] owners = [.. positions.Select(static position => position.At("position.owner").GetString()!).Distinct()];
        Assert.Equal(10, owners.Length);
        Dictionary<string, double> sums = Sums.ToDictionary(static sum => sum, static _ => 0.0);
        int found = 0;
        foreach (string owner in owners)
        {
            JsonElement wallet = await ExplainAsync("--owner", owner);
            JsonElement[] own = [.. wallet.GetProperty("positions").EnumerateArray()];
            found += own.Length;
            Assert.All(own, position => Assert.Equal(owner, position.At("position.owner").GetString()));
            foreach (string sum in Sums)
            {
                double total = wallet.GetProperty("total").GetProperty(sum).GetDouble();
                Assert.Equal(own.Sum(position => position.GetProperty(sum).GetDouble()), total, 1e-9 * (1 + own.Sum(position => Math.Abs(position.GetProperty(sum).GetDouble()))));
                sums[sum] += total;
            }
        }
        Assert.Equal(positions.Length, found);
        foreach (string sum in Sums)
        {
            double scale = positions.Sum(position => Math.Abs(position.GetProperty(sum).GetDouble()));
            Assert.Equal(pool.GetProperty("total").GetProperty(sum).GetDouble(), sums[sum], 1e-9 * scale);
        }
    }

    [Fact]
    public async Task Json_CostBasis_RealisesOnAverageWhatTheAccountDoesAndMovesCostOtherwise()
    {
        int moved = 0;
        foreach (JsonElement position in (await ExplainAsync("--all")).GetProperty("positions").EnumerateArray())
        {
            JsonElement attribution = position.GetProperty("attribution");
            double realised = attribution.At("hold.realised").GetDouble() + attribution.At("impermanentLoss.realised").GetDouble();
            (JsonElement fifo, JsonElement average) = (position.At("costBasis.fifo"), position.At("costBasis.average"));
            double scale = 1e-9 * (1 + Of(average, "cost") + average.GetProperty("openCost").GetDouble());
            Assert.Equal(realised, Of(average, "gain"), scale);
            Assert.Equal(Of(average, "proceeds") - Of(average, "cost"), Of(average, "gain"), scale);
            Assert.Equal(Of(average, "proceeds"), Of(fifo, "proceeds"), scale);
            Assert.Equal(Of(average, "cost") + average.GetProperty("openCost").GetDouble(), Of(fifo, "cost") + fifo.GetProperty("openCost").GetDouble(), scale);
            moved += Math.Abs(Of(average, "cost") - Of(fifo, "cost")) > scale ? 1 : 0;
        }
        Assert.True(moved >= 2, $"The methods differ in {moved} positions.");

        static double Of(JsonElement basis, string figure) => basis.GetProperty("token0").GetProperty(figure).GetDouble() + basis.GetProperty("token1").GetProperty(figure).GetDouble();
    }

    [Fact]
    public async Task Text_OfAnOwner_HasATotalAndOfAPositionItsCost()
    {
        JsonElement position = (await ExplainAsync("--all")).GetProperty("positions").EnumerateArray().First(static position => position.At("withdrawn.amount0").GetString() != "0").GetProperty("position");
        string owner = position.GetProperty("owner").GetString()!;
        Assert.Matches("\n +total ", (await TidemarkProcess.OutputAsync("explain", TapeFolder.Sample, "--owner", owner, "--decimals1", "6")));
        string one = await TidemarkProcess.OutputAsync(
            "explain", TapeFolder.Sample, "--owner", owner, "--lower", position.GetProperty("tickLower").GetRawText(), "--upper", position.GetProperty("tickUpper").GetRawText(), "--decimals1", "6");
        Assert.Matches("cost basis .* for what was taken out, first in first out; .* on average", one);
    }

    [Fact]
    public async Task Usage_OwnerWithoutPositions_IsOneLineAndExitCodeTwo()
    {
        Assert.Contains("there is no such position", await TidemarkProcess.RefusalAsync("explain", TapeFolder.Sample, "--owner", "0x0000000000000000000000000000000000000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfATapeInMidLife_SaysHowManyHaveNoRow()
    {
        TidemarkResult csv = await TidemarkProcess.RunAsync("explain", RecordedData.Day, "--all", "--decimals0", "6", "--csv");
        using JsonDocument json = JsonDocument.Parse((await TidemarkProcess.OutputAsync("explain", RecordedData.Day, "--all", "--decimals0", "6", "--json")));
        int left = json.RootElement.GetProperty("unexplained").GetArrayLength();
        Assert.True(left > 10);
        Assert.StartsWith($"tidemark: {left} positions have no row: there before the tape, or nothing happened in the period; --json has each with its reason.\n", csv.Error, StringComparison.Ordinal);
        Assert.Equal(json.RootElement.GetProperty("positions").GetArrayLength() + 1, csv.Output.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Json_OfOneOwner_HasTheReturnOfAllMoneyTogether()
    {
        JsonElement pool = await ExplainAsync("--all");
        foreach (IGrouping<string, JsonElement> own in pool.GetProperty("positions").EnumerateArray().GroupBy(static position => position.At("position.owner").GetString()!))
        {
            JsonElement returns = (await ExplainAsync("--owner", own.Key)).At("total.returns");
            Assert.Equal(JsonValueKind.Null, returns.GetProperty("timeWeightedFraction").ValueKind);
            // The rate of all lies between the rates of the parts, taken over one period.
            double[] parts = [.. own.Select(static position => position.At("returns.moneyWeightedApyFraction")).Where(static apy => apy.ValueKind == JsonValueKind.Number).Select(static apy => apy.GetDouble())];
            if (parts.Length == own.Count())
            {
                Assert.InRange(returns.GetProperty("moneyWeightedApyFraction").GetDouble(), parts.Min() - 1e-9, parts.Max() + 1e-9);
            }
        }
        Assert.Equal(JsonValueKind.Number, pool.At("total.returns.moneyWeightedFraction").ValueKind);
    }

    private static Task<JsonElement> ExplainAsync(params string[] which) => TidemarkProcess.JsonAsync(["explain", TapeFolder.Sample, .. which, "--decimals1", "6"]);
}
