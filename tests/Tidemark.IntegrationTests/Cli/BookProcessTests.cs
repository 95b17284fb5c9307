using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark book</c> as a user meets it.</summary>
public sealed class BookProcessTests : IDisposable
{
    private readonly TapeFolder _folder = new();

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Repository.Path("samples"), "*.yaml").Select(static path => Path.GetFileName(path))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Json_OfASample_LegsAddUpAndGreeksAreDifferences(string sample)
    {
        JsonElement found = await JsonAsync([Sample(sample), "--prices", "0.999000999000999:1.001", "--points", "3", "--days", "1", "--explain"]);
        Explained.AssertEveryFigure(found);
        foreach ((string total, string part) in new[] { ("bookValue", "value"), ("delta", "delta"), ("gamma", "gamma"), ("vega", "vega"), ("carryPerDay", "carryPerDay"), ("bookValueAtHorizon", "valueAtHorizon") })
        {
            double[] parts = [.. found.GetProperty("legs").EnumerateArray().Select(leg => leg.GetProperty(part).GetDouble())];
            Assert.Equal(parts.Sum(), found.GetProperty(total).GetDouble(), 1e-9 * Math.Max(1e-3, parts.Sum(Math.Abs)));
        }
        double[] Of(string name) => [.. found.GetProperty("curve").EnumerateArray().Select(row => row.GetProperty(name).GetDouble())];
        (double[] prices, double[] values, double[] deltas) = (Of("price"), Of("bookValue"), Of("delta"));
        double scale = found.GetProperty("legs").EnumerateArray().Sum(static leg => Math.Abs(leg.GetProperty("value").GetDouble())) / prices[1];
        Assert.Equal((values[2] - values[0]) / (prices[2] - prices[0]), deltas[1], 2e-5 * scale);
        Assert.Equal((deltas[2] - deltas[0]) / (prices[2] - prices[0]), found.GetProperty("gamma").GetDouble(), 2e-4 * scale / prices[1]);
        Assert.Equal(deltas[1], found.GetProperty("delta").GetDouble(), 1e-9 * scale);
        Assert.Equal(found.GetProperty("bookValueAtHorizon").GetDouble() - found.GetProperty("bookValue").GetDouble(), found.GetProperty("carryPerDay").GetDouble(), 1e-9 * scale * prices[1]);
    }

    // Black and Scholes: a call of 90 days at 3,000, the price at 2,000, a volatility of 0.72 and the rate of the surface, 0.04.
    [Fact]
    public async Task Json_OptionWithAVolatilityOfItsOwn_HasTheRateOfTheSurface()
    {
        JsonElement legs = (await JsonAsync([Sample("option-strip.yaml")])).GetProperty("legs");
        JsonElement written = legs.EnumerateArray().Single(static leg => leg.GetProperty("name").GetString() == "written");
        Assert.Equal(-29.209256403178813, written.GetProperty("value").GetDouble(), 1e-9);
    }

    // Without income: 0.8333 * 30000 sqrt(r) = 20000 e^(0.08 t).
    [Fact]
    public async Task Json_LeveragedPool_IsLiquidatedWhereItsFormulaSays()
    {
        string file = _folder.Write("farm.yaml", (await File.ReadAllTextAsync(Sample("leveraged-farm.yaml"), TestContext.Current.CancellationToken)).Replace(", feeApr: 0.25, rewardApr: 0.05, performanceFee: 0.1", "", StringComparison.Ordinal));
        JsonElement rule = (await JsonAsync([file, "--days", "365"])).GetProperty("rules")[0];
        Assert.Equal("the vault", rule.GetProperty("name").GetString());
        AssertClose(0.8333 * 1.5, rule.GetProperty("healthFactor"));
        AssertClose(2000 / (0.8333 * 0.8333 * 2.25), rule.GetProperty("liquidationPriceDown"));
        AssertClose((1 / (0.8333 * 0.8333 * 2.25)) - 1, rule.GetProperty("distanceDownFraction"));
        AssertClose(2000 / (0.8333 * 0.8333 * 2.25) * Math.Exp(0.16), rule.GetProperty("liquidationPriceDownAtHorizon"));
        AssertClose(Math.Log(0.8333 * 1.5) / 0.08 * 365, rule.GetProperty("daysUntilInterestLiquidates"));
        Assert.Equal(JsonValueKind.Null, rule.GetProperty("liquidationPriceUp").ValueKind);
        Assert.InRange(rule.GetProperty("liquidationProbability").GetDouble(), 0.3, 0.9);
    }

    // leverage says of interest alone; what the farm earns is against it in the other figure.
    [Fact]
    public async Task Json_DaysUntilInterestLiquidates_IsThatOfLeverage()
    {
        JsonElement rule = (await JsonAsync([Sample("leveraged-farm.yaml")])).GetProperty("rules")[0];
        AssertClose(Math.Log(0.8333 * 1.5) / 0.08 * 365, rule.GetProperty("daysUntilInterestLiquidates"));
        Assert.Equal(JsonValueKind.Null, rule.GetProperty("daysUntilLiquidation").ValueKind);
        string leverage = await TidemarkProcess.OutputAsync("leverage", "--book", Sample("leveraged-farm.yaml"), "--json");
        using var document = JsonDocument.Parse(leverage);
        AssertClose(document.RootElement.GetProperty("daysUntilInterestLiquidates").GetDouble(), rule.GetProperty("daysUntilInterestLiquidates"));
    }

    [Theory]
    [InlineData("5", "Interest eats the collateral of the vault before the horizon: at this price it is liquidated after 16.", 0.0)]
    [InlineData("5", "Only what the collateral of the vault earns saves it: interest alone would liquidate it after 16.", 6.0)]
    public async Task Json_InterestThatEatsTheBook_IsANote(string rate, string expected, double feeApr)
    {
        JsonElement found = await JsonAsync([await FarmAsync(rate, feeApr)]);
        Assert.Contains(found.GetProperty("notes").EnumerateArray(), note => note.GetString()!.StartsWith(expected, StringComparison.Ordinal));
        AssertClose(Math.Log(0.8333 * 1.5) / 5 * 365, found.GetProperty("rules")[0].GetProperty("daysUntilInterestLiquidates"));
    }

    [Fact]
    public async Task Book_RateBeyondADouble_IsOneLineThatNamesIt()
    {
        TidemarkResult result = await TidemarkProcess.RunAsync("book", await FarmAsync("20000", 0));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("A rate of 20000 a year makes more of one than a double can hold", Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    // A premium of 100 and a trading fee of 50 are due once; what is paid all the time is 200 a year.
    [Fact]
    public async Task Json_CarryPerDay_IsTheSumOfTheLegsWithoutWhatIsDueOnce()
    {
        string file = _folder.Write("once.yaml", """
            price: 2000
            legs:
              - name: pool
                liquidity: { amm: constant-product, value: 10000 }
              - name: cover
                protection: { of: pool, protocol: bancor-v3, premium: 100, premiumApr: 0.02 }
              - name: short
                perpetual: { kind: linear, quantity: -2.5, margin: 1000, initialMargin: 0.2, maintenance: 0.005, tradingFee: 0.01 }
            """);
        JsonElement found = await JsonAsync([file]);
        Assert.Equal(-200 / 365.0, found.GetProperty("carryPerDay").GetDouble(), 1e-6);
        Assert.Equal([0, -200 / 365.0, 0], found.GetProperty("legs").EnumerateArray().Select(static leg => leg.GetProperty("carryPerDay").GetDouble()), static (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public async Task Path_MarginThatIsLost_IsSaidInFullAndTokensHeldAreNoMarginCall()
    {
        string file = _folder.Write("short.yaml", """
            price: 2000
            begin: 2024-01-01
            legs:
              - name: ether
                hold: { amount0: 1 }
              - name: short
                perpetual: { kind: linear, quantity: -2.5, margin: 1000, initialMargin: 0.2, maintenance: 0.005 }
            """);
        string prices = _folder.Write("prices.csv", "timestamp,price\n2024-01-02T00:00:00Z,3000\n");
        string result = await TidemarkProcess.OutputAsync("book", file, "--path", prices);
        string words = string.Join(' ', result.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("short was closed for want of margin: all 1,000 that it had when it was opened or last filled up were lost, 0 of them at the close.", words, StringComparison.Ordinal);
        Assert.Contains("tokens held and margins", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HedgedRange_HasNoDeltaAndClosesWhereTheExchangeSays()
    {
        JsonElement found = await JsonAsync([Sample("hedged-range.yaml")]);
        Assert.Equal(0, found.GetProperty("delta").GetDouble(), 1e-9);
        JsonElement margin = found.GetProperty("margins")[0];
        // (margin + q entry) / (q (1 + rate)) of a short in the lowest tier.
        AssertClose((1000 + (2.5 * 2000)) / (2.5 * 1.005), margin.GetProperty("liquidationPrice"));
        AssertClose(25, margin.GetProperty("maintenanceMargin"));
    }

    [Fact]
    public async Task Json_PriceBeyondTheLimits_SaysWhatHasHappened()
    {
        JsonElement found = await JsonAsync([Sample("leveraged-farm.yaml"), "--price", "900"]);
        Assert.StartsWith("At this price the vault has liquidated", found.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (found.GetProperty("rules")[0].GetProperty("liquidationProbability").GetDouble(), found.GetProperty("rules")[0].GetProperty("daysUntilInterestLiquidates").GetDouble()));
        Assert.StartsWith("At this price the margin of short is used up", (await JsonAsync([Sample("hedged-range.yaml"), "--price", "2500"])).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfASample_HasTablesChartPageAndPicture()
    {
        (string page, string picture) = (_folder.PathOf("page.html"), _folder.PathOf("book.svg"));
        string result = await TidemarkProcess.OutputAsync("book", Sample("lp-collateral.yaml"), "--prices", "0.5:2", "--points", "21", "--html", page, "--svg", picture);
        foreach (string word in new[] { "At 2,000 the book is worth 6,000 USDC", "money market, with a health factor of 1.225, liquidates below", "lp tokens", "supplied", "after 90 days", "\u2502" })
        {
            Assert.Contains(word, result, StringComparison.Ordinal);
        }
        Assert.Contains("<td>lp tokens</td>", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("<?xml", (await File.ReadAllTextAsync(picture, TestContext.Current.CancellationToken)).TrimStart('\ufeff'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfASample_IsTheValueOverPrices()
    {
        string result = await TidemarkProcess.OutputAsync("book", Sample("option-strip.yaml"), "--prices", "0.5:2", "--points", "3", "--csv");
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("priceRatio,price,bookValue,bookValueAtHorizon,delta", lines[0]);
        double[] middle = [.. lines[2].Split(',').Select(static field => double.Parse(field, CultureInfo.InvariantCulture))];
        Assert.Equal(4, lines.Length);
        Assert.Equal((1, 2000), (Math.Round(middle[0], 12), Math.Round(middle[1], 9)));
    }

    [Fact]
    public async Task Csv_PointsWithoutPrices_AreFromHalfToTwice()
    {
        string result = await TidemarkProcess.OutputAsync("book", Sample("delta-neutral.yaml"), "--points", "5", "--csv");
        double[] ratios = [.. result.TrimEnd('\n').Split('\n').Skip(1).Select(static line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];
        Assert.Equal([0.5, Math.Sqrt(0.5), 1, Math.Sqrt(2), 2], ratios, static (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Equal(201, (await JsonAsync([Sample("delta-neutral.yaml")])).GetProperty("curve").GetArrayLength());
    }

    [Theory]
    [InlineData("price: 2000\nlegs:\n  - name: a\n    hold: { amount0: 1, amount2: 3 }\n", ":4: column 25: 'amount2' is no name here; amount0, amount1, rate0, rate1 are known; correct or remove it")]
    [InlineData("price: 2000\nlegs:\n  - name: a\n    hold: { amount0: one }\n", ":4: column 22: amount0 is a text 'one'; a positive number is expected; correct it")]
    [InlineData("price: 2000\n", ":1: column 1: there is no legs; it is needed here; add 'legs: ' and its value")]
    public async Task Book_BadFile_IsOneLineAndExitCodeTwo(string text, string problem)
    {
        string file = _folder.Write("bad.yaml", text);
        Assert.Equal(file + problem, await TidemarkProcess.RefusalAsync("book", file));
    }

    [Theory]
    [InlineData("book", "Required argument 'FILE' missing for command: 'book'. (see tidemark book --help)")]
    [InlineData("book no.yaml", "no.yaml: there is no such file; check the path")]
    [InlineData("book samples/delta-neutral.yaml --prices 2:0.5", "'2:0.5' is no range of price ratios, which --prices takes; write two positive ones, the smaller first, such as 0.1:10. (see tidemark book --help)")]
    [InlineData("book samples/delta-neutral.yaml --days 0", "'0' is not a positive number, which --days takes. (see tidemark book --help)")]
    public async Task Usage_Wrong_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        Assert.Equal(message, await TidemarkProcess.RefusalAsync(arguments.Split(' ')));
    }

    // Four days of fees at 20 %, then a sale of everything at 1675.8622 with a prize of 5 %; the record has a price for each day.
    [Fact]
    public async Task Path_OfRecordedPrices_CarriesTheRuleOutWhenItIsHit()
    {
        JsonElement found = await JsonAsync([Sample("august-2023.yaml"), "--path", RecordedData.Path("prices", "ethusd_daily.csv"), "--explain"]);
        Explained.AssertEveryFigure(found);
        double sold = 50_000 * Math.Sqrt(1675.8621709457839 / 1839.5128) * Math.Exp(0.2 * 4 / 365);
        JsonElement parts = found.GetProperty("attribution");
        Assert.Equal(-0.05 * sold, parts.GetProperty("penalties").GetDouble(), 1e-6);
        double interest = -parts.GetProperty("interest").GetDouble();
        Assert.InRange(interest / 40_000 * 365 / 4, 0.05, 0.06);
        Assert.Equal((0.95 * sold) - 40_000 - interest, found.GetProperty("endValue").GetDouble(), 1e-6);
        Assert.Equal(found.GetProperty("endValue").GetDouble() - 10_000, found.GetProperty("net").GetDouble(), 1e-6);
        Assert.Equal(found.GetProperty("net").GetDouble(), parts.EnumerateObject().Sum(static part => part.Value.GetDouble()), 1e-6);
        Assert.StartsWith("2023-08-18 00:00 at 1,675.862: the vault liquidated", Assert.Single(found.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal(29, found.GetProperty("path").GetArrayLength());
        Assert.Equal("from 2023-08-14 00:00, when the book begins, to the last price = 28", Explained.Formula(found, "days").Expression);
        Assert.Equal(("as the book says = 1839.5128", "FILE"), Explained.Formula(found, "startPrice"));
    }

    [Theory]
    [InlineData("hedged-range.yaml", "", "the book does not say when its legs begin")]
    [InlineData("august-2023.yaml", " --price 1800", "--price is of a book at one moment, and --path runs it through time; leave one of them out.")]
    [InlineData("august-2023.yaml", " --prices 0.5:2", "--prices is of a book at one moment")]
    public async Task Path_WithWhatDoesNotGoWithIt_IsOneLineAndExitCodeTwo(string sample, string options, string expected)
    {
        string[] asked = ["book", Sample(sample), "--path", RecordedData.Path("prices", "ethusd_daily.csv"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(asked), StringComparison.Ordinal);
    }

    private static string Sample(string name) => Repository.Path("samples", name);

    private async Task<string> FarmAsync(string rate, double feeApr) =>
        _folder.Write("farm.yaml", (await File.ReadAllTextAsync(Sample("leveraged-farm.yaml"), TestContext.Current.CancellationToken))
            .Replace("feeApr: 0.25, rewardApr: 0.05, performanceFee: 0.1", FormattableString.Invariant($"feeApr: {feeApr}"), StringComparison.Ordinal)
            .Replace("rate1: 0.08", $"rate1: {rate}", StringComparison.Ordinal));

    private static void AssertClose(double expected, JsonElement found) => Assert.Equal(expected, found.GetDouble(), 1e-9 * Math.Abs(expected));

    private static Task<JsonElement> JsonAsync(string[] arguments) => TidemarkProcess.JsonAsync(["book", .. arguments]);
}
