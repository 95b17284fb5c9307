using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

public sealed class ExplainProcessTests
{
    private static readonly string[] Usdc = ["--decimals0", "6", "--symbol0", "USDC", "--symbol1", "WETH", "--invert", "--numeraire", "token0"];

    public static TheoryData<string> ClosedTokens => [.. Closed().Select(static row => row[0])];

    [Theory]
    [MemberData(nameof(ClosedTokens))]
    public async Task Json_OfAClosedToken_HasWhatMainnetPaid(string tokenId)
    {
        string[] row = Closed().Single(row => row[0] == tokenId);
        JsonElement json = await ExplainAsync([RecordedData.Day, "--token-id", tokenId, .. Usdc]);
        Assert.Equal((row[8], row[9]), Amounts(json.GetProperty("deposited")));
        Assert.Equal((row[10], row[11]), Amounts(json.GetProperty("withdrawn")));
        JsonElement fees = json.GetProperty("fees");
        Assert.Equal((row[14], row[15]), (fees.GetProperty("collected0").GetString(), fees.GetProperty("collected1").GetString()));
        Assert.Equal(("0", "0"), (fees.GetProperty("uncollected0").GetString(), fees.GetProperty("uncollected1").GetString()));
        Assert.Equal(("0", "0"), (fees.GetProperty("errorAtMost0").GetString(), fees.GetProperty("errorAtMost1").GetString()));
        RequireIdentity(json);
    }

    [Fact]
    public async Task Json_OfAllPositionsOfTheSample_AddsUp()
    {
        JsonElement json = await ExplainAsync([TapeFolder.Sample, "--all", "--decimals1", "6"]);
        JsonElement[] positions = [.. json.GetProperty("positions").EnumerateArray()];
        Assert.True(positions.Length > 20);
        Assert.All(positions, RequireIdentity);
        double[] nets = [.. positions.Select(static position => position.GetProperty("netPnl").GetDouble())];
        Assert.Equal(nets.OrderDescending(), nets);
        Assert.Equal(nets.Sum(), json.At("total.netPnl").GetDouble(), 1e-9 * nets.Sum(Math.Abs));
        Assert.Empty(json.GetProperty("unexplained").EnumerateArray());
    }

    [Fact]
    public async Task Json_OfARangeThatWasNotThere_HoldsWhatIsOfferedAndIsEvenWhereItSays()
    {
        string[] arguments = [RecordedData.Day, "--range", "2200:2300", "--amount0", "10000", "--amount1", "5", .. Usdc];
        JsonElement none = await ExplainAsync([.. arguments, "--impact", "none"]);
        JsonElement dilute = await ExplainAsync(arguments);
        JsonElement counterfactual = await ExplainAsync([.. arguments, "--impact", "counterfactual"]);

        (string amount0, string amount1) = Amounts(dilute.GetProperty("deposited"));
        (string unused0, string unused1) = Amounts(dilute.GetProperty("unused"));
        Assert.Equal(10_000_000_000, Number(amount0) + Number(unused0));
        Assert.Equal(5e18, Number(amount1) + Number(unused1));
        // A thousandth of the liquidity there: sharing costs a thousandth of the fees.
        double alone = Fees(none);
        Assert.InRange(Fees(dilute) / alone, 0.998, 0.9995);
        Assert.InRange(Fees(counterfactual) / alone, 0.998, 1.0005);
        Assert.True(dilute.GetProperty("inRange").GetBoolean());
        JsonElement breakEven = dilute.GetProperty("breakEven");
        double price = dilute.At("position.price").GetDouble();
        Assert.InRange(breakEven.GetProperty("priceBelow").GetDouble(), 2000, price);
        Assert.InRange(breakEven.GetProperty("priceAbove").GetDouble(), price, 2500);
        RequireIdentity(dilute);
    }

    [Fact]
    public async Task Json_InDollars_IsTheTokensTimesTheirPrice()
    {
        using TapeFolder folder = new();
        string prices = folder.Write("prices.csv", "timestamp,price\n2024-01-04T00:00:00Z,2000\n2024-01-06T00:00:00Z,9999\n");
        string token = Closed()[0][0];
        JsonElement weth = await ExplainAsync([RecordedData.Day, "--token-id", token, "--decimals0", "6"]);
        JsonElement dollars = await ExplainAsync([RecordedData.Day, "--token-id", token, "--decimals0", "6", "--numeraire", "usd", "--prices", prices]);
        foreach (string figure in new[] { "impermanentLoss", "netPnl", "lvr" })
        {
            double expected = 2000 * weth.GetProperty(figure).GetDouble();
            Assert.Equal(expected, dollars.GetProperty(figure).GetDouble(), 1e-9 * Math.Abs(expected));
        }
    }

    [Fact]
    public async Task Json_OfAStateInTheMiddle_BeginsThereAndPaysTheSameFees()
    {
        using TapeFolder folder = new();
        string[] lines = await File.ReadAllLinesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken);
        (string first, string second) = folder.CutSample(500);
        string state = folder.PathOf("state.json");
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", first, "--state-out", state)).ExitCode);
        JsonElement whole = await ExplainAsync([TapeFolder.Sample, "--all", "--decimals1", "6", "--from", Second(lines[501])]);
        JsonElement fromState = await ExplainAsync([second, "--state", state, "--all", "--decimals1", "6"]);
        // A position that is split by the beginning of a period rounds its fees once more.
        JsonElement[] left = [.. whole.GetProperty("positions").EnumerateArray()];
        JsonElement[] right = [.. fromState.GetProperty("positions").EnumerateArray()];
        Assert.True(left.Length > 20);
        Assert.Equal(left.Select(Name).Order(StringComparer.Ordinal), right.Select(Name).Order(StringComparer.Ordinal));
        foreach (JsonElement position in left)
        {
            JsonElement other = right.Single(other => Name(other) == Name(position));
            Assert.Equal(Fees(position), Fees(other), 1e-9 * Math.Abs(Fees(position)) + 1e-11);
            Assert.StartsWith("20", other.At("position.start").GetString(), StringComparison.Ordinal);
        }
        // A period that begins before the tape begins with it.
        Assert.Equal(fromState.GetRawText(), (await ExplainAsync([second, "--state", state, "--all", "--decimals1", "6", "--from", "2000-01-01"])).GetRawText());
        JsonElement midLife = await ExplainAsync([second, "--all", "--decimals1", "6"]);
        Assert.Contains(midLife.GetProperty("positions").EnumerateArray(), static position => !position.At("fees.protocolShareKnown").GetBoolean());
        static string Name(JsonElement position) => position.At("position.name").GetString()!;
        static string Second(string line) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Json_OfOneDepositThatIsClosed_ReturnsItsNetByItsDeposit()
    {
        JsonElement json = await ExplainAsync([TapeFolder.Sample, "--all", "--decimals1", "6"]);
        int seen = 0;
        foreach (JsonElement position in json.GetProperty("positions").EnumerateArray().Where(static position => position.At("position.liquidity").GetString() == "0"))
        {
            JsonElement returns = position.GetProperty("returns");
            if (returns.GetProperty("timeWeightedFraction").ValueKind != JsonValueKind.Number || returns.GetProperty("moneyWeightedFraction").ValueKind != JsonValueKind.Number)
            {
                continue;
            }
            seen++;
            Assert.Equal(Math.Sign(position.GetProperty("netPnl").GetDouble()), Math.Sign(returns.GetProperty("timeWeightedFraction").GetDouble()));
        }
        Assert.True(seen >= 5, $"{seen} closed positions");
        // One deposit, all taken out at once, the fees collected later: what was gained by what was put in, 1.5882 % by the tape's own amounts and prices.
        JsonElement single = json.GetProperty("positions").EnumerateArray().Single(static position => position.At("position.name").GetString() == "0xdc64a140aa3e981100a9beca4e685f962f0cf6c9 -202560:-201240");
        Assert.Equal(0.015882, single.At("returns.timeWeightedFraction").GetDouble(), 1e-5);
    }

    [Theory]
    [InlineData("-203220", "-198060", "18", "6", false)]
    [InlineData("-203220", "-198060", "18", "6", true)]
    [InlineData("-199980", "-199920", "18", "8", true)]
    public async Task Json_OfTicks_IsThatOfThePricesWhichItNames(string lower, string upper, string decimals0, string decimals1, bool isInverted)
    {
        string[] arguments = [TapeFolder.Sample, "--amount0", "1", "--amount1", "2000", "--decimals0", decimals0, "--decimals1", decimals1, .. isInverted ? ["--invert"] : Array.Empty<string>()];
        JsonElement byTicks = await ExplainAsync([.. arguments, "--lower", lower, "--upper", upper]);
        JsonElement position = byTicks.GetProperty("position");
        Assert.Equal((lower, upper), (position.GetProperty("tickLower").GetRawText(), position.GetProperty("tickUpper").GetRawText()));
        JsonElement byPrices = await ExplainAsync([.. arguments, "--range", $"{position.GetProperty("priceLower").GetRawText()}:{position.GetProperty("priceUpper").GetRawText()}"]);
        Assert.Equal(byTicks.GetRawText(), byPrices.GetRawText());
    }

    [Theory]
    [InlineData("none", JsonValueKind.String)]
    [InlineData("dilute", JsonValueKind.Null)]
    [InlineData("counterfactual", JsonValueKind.Null)]
    public async Task Json_OfAModelledAnswer_HasNoBoundOfTheReplay(string impact, JsonValueKind kind)
    {
        JsonElement fees = (await ExplainAsync([TapeFolder.Sample, "--range", "1500:2500", "--amount0", "1", "--amount1", "2000", "--decimals1", "6", "--impact", impact])).GetProperty("fees");
        Assert.Equal((kind, kind), (fees.GetProperty("errorAtMost0").ValueKind, fees.GetProperty("errorAtMost1").ValueKind));
    }

    [Fact]
    public async Task Json_OfAPeriodAfterTheTape_HasNothing()
    {
        JsonElement json = await ExplainAsync([TapeFolder.Sample, "--all", "--from", "2030-01-01"]);
        Assert.Empty(json.GetProperty("positions").EnumerateArray());
        Assert.NotEmpty(json.GetProperty("unexplained").EnumerateArray());
    }

    [Theory]
    [InlineData("0.3", "2500.000000")]
    [InlineData("3000000000", "0.000001")]
    [InlineData("12345678901234.123456789012345678", "2500")]
    public async Task Json_AnyDecimalAmount_IsOfferedToTheUnit(string amount0, string amount1)
    {
        JsonElement json = await ExplainAsync([TapeFolder.Sample, "--range", "1500:2500", "--decimals1", "6", "--amount0", amount0, "--amount1", amount1, "--impact", "none"]);
        (string in0, string in1) = Amounts(json.GetProperty("deposited"));
        (string out0, string out1) = Amounts(json.GetProperty("unused"));
        Assert.Equal(UInt128.Parse(in0, CultureInfo.InvariantCulture) + UInt128.Parse(out0, CultureInfo.InvariantCulture), Units(amount0, 18));
        Assert.Equal(UInt128.Parse(in1, CultureInfo.InvariantCulture) + UInt128.Parse(out1, CultureInfo.InvariantCulture), Units(amount1, 6));
    }

    // The digits, with the point moved to the right.
    private static UInt128 Units(string amount, int decimals) =>
        UInt128.Parse(amount.Split('.') is [string whole, string fraction] ? whole + fraction.PadRight(decimals, '0') : amount + new string('0', decimals), CultureInfo.InvariantCulture);

    [Fact]
    public async Task Page_OfAPosition_StandsByItself()
    {
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        string neighbour = folder.Write("page.html.tmp", "mine");
        string result = await TidemarkProcess.OutputAsync("explain", TapeFolder.Sample, "--full-range", "--amount0", "1", "--amount1", "2000", "--decimals1", "6", "--html", page);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("impermanent loss", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", html, StringComparison.Ordinal);
        Assert.Contains("You earned", result, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(neighbour, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFiles(folder.Folder).Length);
    }

    [Fact]
    public async Task Amounts_WithABarePoint_AreNumbers()
    {
        string[] asked = ["explain", TapeFolder.Sample, "--range", "1500:2500", "--amount0"];
        Assert.Equal(await TidemarkProcess.OutputAsync([.. asked, "0.5", "--amount1", "1000"]), await TidemarkProcess.OutputAsync([.. asked, ".5", "--amount1", "1000."]));
    }

    [Theory]
    [InlineData("explain TAPE", "no position is named")]
    [InlineData("explain TAPE --all --token-id 1", "in more than one way")]
    [InlineData("explain TAPE --owner 0x2279b7a0a67db372996a5fab50d91eaa73d2ebe6 --lower 10", "belong together")]
    [InlineData("explain TAPE --owner 0x22 --lower -10 --upper 10", "'0x22' is not an address")]
    [InlineData("explain TAPE --range 2:1:3 --amount0 1", "two different positive prices")]
    [InlineData("explain TAPE --range 1:2", "nothing is offered")]
    [InlineData("explain TAPE --range 1:2 --amount0 -1", "a decimal number of 0 or more")]
    [InlineData("explain TAPE --range 1:2 --amount1 1.2345678 --decimals1 6", "has more digits behind the point than the token's 6 decimals; round it, or give the token's own --decimals1.")]
    [InlineData("explain TAPE --range 1:2 --amount1 .", "'.' is not a decimal number of 0 or more")]
    [InlineData("explain TAPE --range 1:2 --amount1 99999999999999999999999999999999999999999999999999999999999999999999999999999999", "is more than any token has; give less.")]
    [InlineData("explain TAPE --all --impact none", "position that was not there")]
    [InlineData("explain TAPE --token-id 7", "no such position")]
    [InlineData("explain TAPE --all --numeraire usd", "give --prices")]
    [InlineData("explain TAPE --all --prices TAPE", "change nothing without --numeraire usd")]
    [InlineData("explain TAPE --all --from 2024-01-02 --to 2024-01-01", "--from is not before --to")]
    [InlineData("explain TAPE --all --from yesterday", "'yesterday' is not a time")]
    [InlineData("explain TAPE --full-range --amount0 1", "make no liquidity")]
    [InlineData("explain TAPE --all --json --csv", "exclude each other")]
    [InlineData("explain TAPE --lower -600 --upper 600", "nothing is offered; give --amount0 or --amount1, in whole tokens, or the --owner")]
    [InlineData("explain TAPE --lower 600 --upper -600 --amount0 1", "the lower tick below the upper one")]
    [InlineData("explain TAPE --lower -600 --upper 600 --range 1:2 --amount0 1", "in more than one way")]
    [InlineData("explain DAY --token-id 621101", "was there before. Give a tape that has its beginning.")]
    [InlineData("explain DAY --token-id 621101 --from 2024-01-05T12:00", "was there before. Give a tape that has its beginning.")]
    [InlineData("explain DAY --token-id 638922 --from 2024-01-05T23:50", "it was closed before --from; give an earlier --from.")]
    [InlineData("explain DAY --all --numeraire usd --prices MINUTES", "these are minute bars")]
    [InlineData("explain TAPE --all --from 11/25/2023", "is not a time")]
    [InlineData("explain TAPE --all --html /no/such/folder/page.html", "there is no folder /no/such/folder")]
    [InlineData("explain TAPE --full-range --amount0 73786976294838206464 --amount1 73786976294838206464 --decimals0 36 --decimals1 36", "more liquidity than a pool can hold")]
    public async Task Usage_Wrong_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        Assert.Contains(message, await TidemarkProcess.RefusalAsync([.. arguments.Split(' ').Select(static word => word switch { "TAPE" => TapeFolder.Sample, "DAY" => RecordedData.Day, "MINUTES" => RecordedData.Bars(13), _ => word })]), StringComparison.Ordinal);
    }

    // The parts add up, and so do the two ways to the principal's profit.
    private static void RequireIdentity(JsonElement position)
    {
        double net = position.GetProperty("netPnl").GetDouble();
        double[] parts = [.. position.GetProperty("attribution").EnumerateObject().Select(static part => part.Value.GetProperty("total").GetDouble())];
        double scale = parts.Sum(Math.Abs) + 1e-12;
        Assert.Equal(net, parts.Sum(), 1e-9 * scale);
        double rebalancing = position.At("benchmarks.rebalancing").GetDouble();
        double hold = position.At("attribution.hold.total").GetDouble();
        Assert.Equal(hold + position.GetProperty("impermanentLoss").GetDouble(), rebalancing + position.GetProperty("lvr").GetDouble(), 1e-9 * (scale + Math.Abs(rebalancing)));
        Assert.Equal(net - hold, position.GetProperty("netVsHold").GetDouble(), 1e-9 * scale);
        Assert.True(position.GetProperty("lvr").GetDouble() <= 0);
    }

    private static double Fees(JsonElement position) => position.At("attribution.fees.total").GetDouble();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (string, string) Amounts(JsonElement amounts) => (amounts.GetProperty("amount0").GetString()!, amounts.GetProperty("amount1").GetString()!);

    private static Task<JsonElement> ExplainAsync(string[] arguments) => TidemarkProcess.JsonAsync(["explain", .. arguments]);

    private static string[][] Closed() =>
        [.. File.ReadLines(RecordedData.ClosedOnDay).Where(static row => row.EndsWith(RecordedData.DayPool, StringComparison.Ordinal)).Select(static row => row.Split(','))];
}
