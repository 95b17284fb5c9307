using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

public sealed class ExplainGasProcessTests
{
    private const double WeiOfTheDay = 22_821_996_688;
    private static string Prices => RecordedData.Path("gas", "ethereum-gas-daily.csv");
    private static readonly string[] Sample = [TapeFolder.Sample, "--decimals1", "6", "--symbol0", "WETH", "--symbol1", "USDC"];

    [Fact]
    public async Task Json_OfAToken_PaysItsTransactionsAtTheDaysPrice()
    {
        // Minted in one transaction; decreased and collected in another.
        JsonElement json = await ExplainAsync([RecordedData.Day, "--token-id", "638922", "--decimals0", "6", "--symbol1", "WETH", "--gas-price-file", Prices]);
        double expected = -WeiOfTheDay * (390_000 + 135_000 + 100_000 - 21_000) / 1e18;
        Assert.Equal(expected, Gas(json), 1e-12);
        Assert.Equal(expected, json.GetProperty("netVsHold").GetDouble() - json.GetProperty("impermanentLoss").GetDouble() - Part(json, "fees"), 1e-9);
    }

    [Fact]
    public async Task Json_OfAPositionThatWasNotThere_PaysItsDeposit()
    {
        JsonElement json = await ExplainAsync([RecordedData.Day, "--range", "0.0004:0.0005", "--amount1", "5", "--amount0", "10000", "--decimals0", "6", "--symbol1", "weth", "--gas-price-file", Prices]);
        Assert.Equal(-WeiOfTheDay * 390_000 / 1e18, Gas(json), 1e-12);
    }

    [Fact]
    public async Task Output_OfEveryKind_HasTheGas()
    {
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        string[] arguments = ["explain", .. Sample, "--range", "1500:2500", "--amount0", "1", "--amount1", "2000", "--gas-price-file", Prices];
        string text = await TidemarkProcess.OutputAsync([.. arguments, "--html", page]);
        Assert.Matches("paid [0-9.]+ USDC for gas", text);
        Assert.Matches("\n +gas +-[0-9.]+ +0 +-[0-9.]+", text);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Matches("for gas and", html);
        Assert.Contains("<td>gas</td><td>-", html, StringComparison.Ordinal);
        string[] csv = (await TidemarkProcess.OutputAsync([.. arguments, "--csv"])).Split('\n');
        // The name has a comma: from the end.
        string[] columns = csv[0].Split(',');
        Assert.StartsWith("-", csv[1].Split(',')[^(columns.Length - Array.IndexOf(columns, "gas"))], StringComparison.Ordinal);
        Assert.Contains(" gas ", (await TidemarkProcess.OutputAsync(["explain", .. Sample, "--all", "--gas-price-file", Prices])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--symbol0 A --symbol1 B --gas-price-file GAS", "neither A nor B is one; call the token that is it by its name")]
    [InlineData("--symbol0 ETH --symbol1 WETH --gas-price-file GAS", "both ETH and WETH can be")]
    [InlineData("--symbol1 WETH --gas-price-file GAS", "has 10^18, and --decimals1 says 6")]
    [InlineData("--symbol0 WETH --gas-price-file MINUTES", "more than a week before; give a file that goes on")]
    [InlineData("--symbol0 WETH --gas-price-file TAPE", "there is no column Value (Wei) or gas_price_wei or gas_price_gwei or gas_price")]
    [InlineData("--symbol0 WETH --gas-price-file /no/such/file", "/no/such/file")]
    public async Task Gas_ThatCannotBeCounted_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        string minutes = RecordedData.Path("gas", "polygon-gas-minute-2023-08.csv");
        Assert.Contains(message, await TidemarkProcess.RefusalAsync(
        [
            "explain", TapeFolder.Sample, "--all", "--decimals1", "6",
            .. arguments.Split(' ').Select(word => word switch { "GAS" => Prices, "MINUTES" => minutes, "TAPE" => TapeFolder.Sample, _ => word }),
        ]), StringComparison.Ordinal);
    }

    private static double Gas(JsonElement json) => Part(json, "gas");

    private static double Part(JsonElement json, string part) => json.GetProperty("attribution").GetProperty(part).GetProperty("total").GetDouble();

    private static Task<JsonElement> ExplainAsync(string[] arguments) => TidemarkProcess.JsonAsync(["explain", .. arguments]);
}
