using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>explain</c> of minute bars.</summary>
public sealed class ExplainBarProcessTests
{
    private static readonly string[] Asked = ["--range", "1500:2100", "--amount0", "10000", "--amount1", "5", "--decimals0", "6", "--invert", "--fee-pips", "500"];

    [Fact]
    public async Task EveryOutput_SaysThatItIsApproximate()
    {
        string page = Path.GetTempFileName();
        try
        {
            JsonElement report = await TidemarkProcess.JsonAsync(["explain", RecordedData.Bars(17), .. Asked]);
            Assert.True(report.GetProperty("approximate").GetBoolean());
            Assert.Equal("made of 1440 minute bars; 45 of the file were widened to hold their open and close", report.GetProperty("approximation").GetString());
            Assert.Equal(JsonValueKind.Null, report.At("fees.errorAtMost0").ValueKind);
            Assert.True(report.GetProperty("lvr").GetDouble() < 0 && report.GetProperty("impermanentLoss").GetDouble() < 0);
            Assert.InRange(report.GetProperty("inRangeFraction").GetDouble(), 0.5, 1);
            Assert.Equal(10_000_000_000, Number(report, "deposited", "amount0") + Number(report, "unused", "amount0"));
            double net = report.GetProperty("attribution").EnumerateObject().Sum(static part => part.Value.GetProperty("total").GetDouble());
            Assert.Equal(report.GetProperty("netPnl").GetDouble(), net, 1e-9);

            string text = await TidemarkProcess.OutputAsync(["explain", RecordedData.Bars(17), .. Asked, "--html", page]);
            Assert.Contains("All of this is approximate: it is made of minute bars.", text, StringComparison.Ordinal);
            Assert.Contains("of the file were widened", text, StringComparison.Ordinal);
            Assert.Contains("All of this is approximate", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            string[] csv = (await TidemarkProcess.OutputAsync(["explain", RecordedData.Bars(17), .. Asked, "--csv"])).TrimEnd('\n').Split('\n');
            int column = Array.IndexOf(csv[0].Split(','), "approximate");
            Assert.Equal("true", csv[1].Split(',')[column + csv[1].Split(',').Length - csv[0].Split(',').Length]);
        }
        finally
        {
            File.Delete(page);
        }
    }

    [Fact]
    public async Task Json_OfATape_IsNotApproximate()
    {
        JsonElement json = await TidemarkProcess.JsonAsync("explain", TapeFolder.Sample, "--full-range", "--amount0", "1", "--amount1", "2000", "--decimals1", "6");
        Assert.False(json.GetProperty("approximate").GetBoolean());
    }

    [Fact]
    public async Task Impact_None_EarnsMoreThanDiluted()
    {
        double[] fees = new double[2];
        foreach ((int i, string impact) in new[] { (0, "none"), (1, "dilute") })
        {
            JsonElement json = await TidemarkProcess.JsonAsync(["explain", RecordedData.Bars(13), .. Asked, "--impact", impact]);
            fees[i] = json.At("attribution.fees.total").GetDouble();
        }
        Assert.InRange(fees[1] / fees[0], 0.9, 0.999999);
    }

    [Theory]
    [InlineData("--all --fee-pips 500", "minute bars, which hold no positions")]
    [InlineData("--range 1:2 --amount0 1", "give it with --fee-pips")]
    [InlineData("--range 1500:2100 --invert --amount0 1 --decimals0 6 --fee-pips 500 --impact counterfactual", "choose none or dilute")]
    [InlineData("--full-range --amount0 1 --amount1 1 --fee-pips 500 --tick-spacing 0", "give 1 or more")]
    [InlineData("--full-range --amount0 1 --amount1 1 --fee-pips 1000000", "a fee of everything")]
    [InlineData("--full-range --amount0 1 --amount1 1 --fee-pips 500 --from 2030-01-01", "nothing trades in the period")]
    [InlineData("--range 1:2 --invert --amount1 1 --decimals0 6 --fee-pips 500", "offer more of the token that the range takes")]
    public async Task Usage_Wrong_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        Assert.Contains(message, await TidemarkProcess.RefusalAsync(["explain", RecordedData.Bars(13), .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    private static long Number(JsonElement report, string amounts, string name) => long.Parse(report.GetProperty(amounts).GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
