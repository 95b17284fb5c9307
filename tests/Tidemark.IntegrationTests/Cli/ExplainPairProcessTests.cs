using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>explain</c> of a V2 pair's tape that the generator made.</summary>
public sealed class ExplainPairProcessTests(PairFolder pair) : IClassFixture<PairFolder>
{
    private readonly TapeFolder _folder = pair.Folder;

    private string Tape => _folder.PathOf("tape.csv");

    [Fact]
    public async Task All_OfAPair_AddsUpAndIsTheSameInEveryDialect()
    {
        JsonElement json = await ExplainAsync(Tape, "--all");
        JsonElement[] positions = [.. json.GetProperty("positions").EnumerateArray()];
        Assert.True(positions.Length >= 4);
        foreach (JsonElement position in positions)
        {
            Assert.Equal(JsonValueKind.Null, position.At("position.tickLower").ValueKind);
            Assert.Equal(JsonValueKind.Null, position.At("position.priceUpper").ValueKind);
            double[] parts = [.. position.GetProperty("attribution").EnumerateObject().Select(static part => part.Value.GetProperty("total").GetDouble())];
            double scale = parts.Sum(Math.Abs);
            Assert.Equal(position.GetProperty("netPnl").GetDouble(), parts.Sum(), 1e-9 * scale);
            Assert.True(position.GetProperty("lvr").GetDouble() <= 0);
        }
        double[] nets = [.. positions.Select(static position => position.GetProperty("netPnl").GetDouble())];
        Assert.Equal(nets.OrderDescending(), nets);
        Assert.Equal(nets.Sum(), json.At("total.netPnl").GetDouble(), 1e-9 * nets.Sum(Math.Abs));
        string packed = _folder.Write("tape.csv.gz", TapeFolder.Gzip(await File.ReadAllBytesAsync(Tape, TestContext.Current.CancellationToken)));
        foreach (string dialect in new[] { packed, _folder.PathOf("logs.json") })
        {
            Assert.Equal(json.GetRawText(), (await ExplainAsync(dialect, "--all")).GetRawText());
        }
    }

    [Fact]
    public async Task Owner_OfLpTokens_HasThemOfTheRecordAndAnswersInEveryOutput()
    {
        JsonElement all = await ExplainAsync(Tape, "--all");
        JsonElement position = all.GetProperty("positions")[0];
        string owner = position.At("position.name").GetString()!;
        JsonElement alone = await ExplainAsync(Tape, "--owner", owner);
        Assert.True(JsonElement.DeepEquals(position.GetProperty("fees"), alone.GetProperty("fees")));
        Assert.Equal(position.GetProperty("netPnl").GetDouble(), alone.GetProperty("netPnl").GetDouble());
        string page = _folder.PathOf("page.html");
        string text = await TidemarkProcess.OutputAsync("explain", Tape, "--owner", owner, "--html", page);
        Assert.Contains("all prices, as a share of the pair's LP tokens", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ticks", text, StringComparison.Ordinal);
        Assert.Contains("<svg", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string csv = await TidemarkProcess.OutputAsync("explain", Tape, "--owner", owner, "--csv");
        Assert.StartsWith($"{owner},,,", csv.Split('\n')[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("dilute")]
    [InlineData("counterfactual")]
    public async Task FullRange_ThatWasNotThere_HoldsWhatTheRouterDeposits(string impact)
    {
        JsonElement json = await ExplainAsync(Tape, "--full-range", "--amount0", "100", "--amount1", "1000000", "--impact", impact);
        JsonElement deposited = json.GetProperty("deposited");
        Assert.Equal(("100000000000000000000", "0"), (deposited.GetProperty("amount0").GetString(), json.At("unused.amount0").GetString()));
        Assert.Equal(UInt128.Parse("1000000000000000000000000", CultureInfo.InvariantCulture), Number(deposited, "amount1") + Number(json.GetProperty("unused"), "amount1"));
        Assert.True(Number(json.GetProperty("fees"), "uncollected0") > UInt128.Zero);
        Assert.Equal(impact, json.GetProperty("impact").GetString());
    }

    [Fact]
    public async Task Transfers_MissingFromTheTape_AreAskedFor()
    {
        string[] lines = await File.ReadAllLinesAsync(Tape, TestContext.Current.CancellationToken);
        string thin = _folder.Write("thin.csv", string.Join('\n', lines.Where(static line => !line.Contains(",transfer,", StringComparison.Ordinal))) + "\n");
        await RefuseAsync("has no Transfers of LP tokens", thin, "--all");
        JsonElement json = await ExplainAsync(thin, "--full-range", "--amount0", "100", "--amount1", "1000000");
        Assert.False(json.At("fees.protocolShareKnown").GetBoolean());
    }

    [Theory]
    [InlineData("--token-id 7", "--token-id is for V3 pools; name a holder of LP tokens with --owner")]
    [InlineData("--owner 0x5fbdb2315678afecb367f032d93f642f64180aa3 --lower -10 --upper 10", "--owner alone names a holder of LP tokens")]
    [InlineData("--range 1:2 --amount0 1", "give --full-range")]
    [InlineData("--all --tick-spacing 60", "--tick-spacing is for V3 pools")]
    [InlineData("--owner 0x00000000000000000000000000000000000000aa", "there is no such position")]
    [InlineData("--full-range --amount0 1", "offer more of both")]
    public async Task Usage_ThatIsForV3_IsOneLineAndExitCodeTwo(string arguments, string message) => await RefuseAsync(message, [Tape, .. arguments.Split(' ')]);

    private static async Task RefuseAsync(string message, params string[] arguments)
    {
        Assert.Contains(message, await TidemarkProcess.RefusalAsync(["explain", .. arguments]), StringComparison.Ordinal);
    }

    private static UInt128 Number(JsonElement amounts, string name) => UInt128.Parse(amounts.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static Task<JsonElement> ExplainAsync(params string[] arguments) => TidemarkProcess.JsonAsync(["explain", .. arguments]);
}
