using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>What <c>explain</c> warns of.</summary>
public sealed class ExplainNoteProcessTests
{
    private static readonly string[] Usdc = ["--decimals0", "6", "--symbol0", "USDC", "--symbol1", "WETH", "--invert"];

    [Fact]
    public async Task Dollars_ByTheDay_AreWarnedOfAndSteadyOnesAreNot()
    {
        using TapeFolder folder = new();
        string[] asked = [RecordedData.Polygon, "--token-id", "233", .. Usdc];
        string[] daily = [.. asked, "--numeraire", "usd", "--prices", RecordedData.Path("prices", "ethusd_daily.csv")];
        string[] steady = [.. asked, "--numeraire", "usd", "--prices-of", "token0", "--prices", folder.Write("usdc.csv", "time,close\n2021-12-21,1\n2021-12-23,1.0004\n")];
        double tokens = Hold(await ExplainAsync([.. asked, "--numeraire", "token0"]));
        JsonElement warned = await ExplainAsync(daily);
        // The steadier token says what the pool's own token says, and the other even has another sign.
        Assert.True(tokens < -30 && Hold(warned) > 30);
        JsonElement right = await ExplainAsync(steady);
        Assert.Equal(tokens, Hold(right), 1e-9);
        Assert.Contains("fewer than 24 prices of WETH in the life of token 233. Between them WETH stands still", string.Join(' ', Notes(warned)), StringComparison.Ordinal);
        Assert.Contains("--prices-of token0", string.Join(' ', Notes(warned)), StringComparison.Ordinal);
        Assert.DoesNotContain(Notes(right), static note => note.Contains("prices", StringComparison.Ordinal));
        string page = folder.PathOf("page.html");
        TidemarkResult text = await TidemarkProcess.RunAsync(["explain", .. daily, "--html", page]);
        Assert.Single(text.Error.Split('\n'), static line => line.Contains("fewer than 24 prices of WETH", StringComparison.Ordinal));
        Assert.Contains("fewer than 24 prices of WETH", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openings_ThatTheTapeDoesNotShow_AreNoted()
    {
        JsonElement open = await ExplainAsync([RecordedData.Polygon, "--token-id", "233", .. Usdc]);
        Assert.False(open.At("position.openingKnown").GetBoolean());
        Assert.Contains("token 233 is taken to open with the first event on the tape, which starts in mid-life", Assert.Single(Notes(open)), StringComparison.Ordinal);
        // Paid all that it earned: with liquidity from before it would have been more.
        string[] paid = [.. (await ExplainAsync([RecordedData.Day, "--all", .. Usdc])).GetProperty("positions").EnumerateArray().Select(static position => position.GetProperty("position"))
            .Where(static position => position.GetProperty("openingKnown").GetBoolean()).Select(static position => position.GetProperty("tokenId").GetString()!)];
        Assert.InRange(paid.Length, 20, 50);
        JsonElement closed = await ExplainAsync([RecordedData.Day, "--token-id", paid[0], .. Usdc]);
        Assert.True(closed.At("position.openingKnown").GetBoolean());
        Assert.Empty(Notes(closed));
        JsonElement sample = await ExplainAsync([TapeFolder.Sample, "--all"]);
        Assert.Empty(Notes(sample));
        Assert.All(sample.GetProperty("positions").EnumerateArray(), static position => Assert.True(position.At("position.openingKnown").GetBoolean()));
    }

    [Fact]
    public async Task Tokens_OlderThanTheTape_AreNotedAndPayForAnIncrease()
    {
        JsonElement all = await ExplainAsync([RecordedData.Day, "--all", "--decimals0", "6", "--symbol0", "USDC", "--symbol1", "WETH"]);
        string note = Notes(all).Single(static note => note.Contains("made before the tape", StringComparison.Ordinal));
        string token = note.Split(' ')[1];
        string gasPrices = RecordedData.Path("gas", "ethereum-gas-daily.csv");
        JsonElement one = await ExplainAsync([RecordedData.Day, "--token-id", token, "--decimals0", "6", "--symbol1", "WETH", "--gas-price-file", gasPrices, "--to", "2024-01-06"]);
        Assert.Contains($"token {token} was made before the tape", Assert.Single(Notes(one)), StringComparison.Ordinal);
        Assert.False(one.At("position.openingKnown").GetBoolean());
        double gas = -one.At("attribution.gas.total").GetDouble() * 1e18 / 22_821_996_688;
        // Each of its transactions is at most an increase, and none a mint.
        Assert.True(gas % 5_000 < 1e-3 || 5_000 - (gas % 5_000) < 1e-3);
        Assert.InRange(gas, 100_000, 389_999);
    }

    private static double Hold(JsonElement json) => json.At("attribution.hold.total").GetDouble();

    private static string[] Notes(JsonElement json) => [.. json.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()!)];

    private static Task<JsonElement> ExplainAsync(string[] arguments) => TidemarkProcess.JsonAsync(["explain", .. arguments]);
}
