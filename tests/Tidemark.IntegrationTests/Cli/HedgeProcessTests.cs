using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark hedge</c> as a user meets it.</summary>
public sealed class HedgeProcessTests : IDisposable
{
    private const string Pool = "constant-product --entry 2000 --value 10000";
    private const string Range = "concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000";

    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Pool, "quantity", 2.5)]
    [InlineData(Pool + " --range 0.5:1.2", "lowestPriceProfitValue", -428.9321881345248)]
    [InlineData(Pool + " --range 0.5:1.2", "highestPriceProfitValue", -45.54884989667773)]
    [InlineData(Pool + " --range 0.8:1.5", "lowestPriceProfitValue", -55.72809000084121)]
    [InlineData(Pool + " --range 0.8:1.5", "highestPriceProfitValue", -252.5512860841095)]
    [InlineData(Pool + " --leverage 5", "margin.liquidationPrice", 2388.0597014925374)]
    [InlineData(Pool + " --leverage 5", "margin.shortProfitAtLiquidationValue", -970.1492537313433)]
    [InlineData(Pool + " --leverage 5", "margin.liquidityProfitAtLiquidationValue", 927.1672941630607)]
    [InlineData(Pool, "margin.marginValue", 2537.5)]
    [InlineData(Pool + " --survive 1 --maintenance 0", "margin.marginValue", 5000)]
    [InlineData(Pool + " --funding-apr 0.1095 --days 365", "carry.fundingValue", 547.5)]
    [InlineData(Pool + " --funding-apr -0.1095 --days 365", "carry.fundingPerDayValue", -1.5)]
    [InlineData(Pool + " --volatility 0.8", "carry.lossPerDayValue", -2.191780821917808)]
    [InlineData(Pool + " --volatility 0.8 --days 91.25", "carry.expectedLossValue", -198.01326693244698)]
    [InlineData(Pool + " --volatility 0.8 --days 91.25 --funding-apr 0.04", "carry.expectedNetValue", -148.01326693244698)]
    [InlineData(Pool + " --volatility 0.8 --days 91.25 --funding-apr 0.04", "carry.neededFeeAprFraction", 0.05920530677297879)]
    [InlineData(Range + " --range 0.75:1.5", "lowestPriceProfitValue", -807.3725421878943)]
    [InlineData(Range + " --range 0.75:1.5", "highestPriceProfitValue", -1909.8300562505258)]
    [InlineData(Range + " --price 2300", "quantity", 0.9016909183587117)]
    [InlineData("--amm constant-product --entry 2000 --value 10000", "quantity", 2.5)]
    [InlineData("--lower 1600 --upper 2500 --entry 2000 --value 10000 --amm concentrated --price 2300", "quantity", 0.9016909183587117)]
    [InlineData("hold --entry 2000 --value 10000", "overRange.remainingFraction", 0)]
    [InlineData(Pool, "overRange.quantity", 2.375432899051197)]
    [InlineData("hold --entry 2000 --value 10000", "overRange.ofDeltaFraction", 1)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), (Math.Abs(expected) * 1e-9) + 1e-12);
    }

    // Out of its range at 3,000 the liquidity earns nothing; the short of 2.5 receives 8 % a year on its size there.
    [Fact]
    public async Task Json_BookAtAnotherPrice_EarnsWhatItEarnsThere()
    {
        JsonElement found = await TidemarkProcess.JsonAsync("hedge", "--book", "samples/hedged-range.yaml", "--price", "3000");
        Assert.Equal(2.5 * 3000 * 0.08 * 14 / 365, found.At("carry.ownCarryValue").GetDouble(), 1e-6);
    }

    // 200,000 simulated paths earn 9.4508 (standard error 0.055) less than at 0.6 a year on 10,000 for 14 days.
    [Fact]
    public async Task Json_RangeOfABook_EarnsOnlyWhileInRange()
    {
        JsonElement carry = (await TidemarkProcess.JsonAsync("hedge", "--book", "samples/hedged-range.yaml")).GetProperty("carry");
        Assert.Equal(-9.4508, carry.GetProperty("outOfRangeFeesValue").GetDouble(), 0.2);
        double sum = carry.GetProperty("expectedLossValue").GetDouble() + carry.GetProperty("ownCarryValue").GetDouble() + carry.GetProperty("outOfRangeFeesValue").GetDouble();
        Assert.Equal(sum, carry.GetProperty("expectedNetValue").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Json_BandsOfConstantProduct_AreTheInverseSquares()
    {
        JsonElement bands = (await JsonAsync(Pool + " --volatility 0.8 --bands 0.1,0.5,2 --trade-cost 0")).GetProperty("bands");
        Assert.Equal(2000 / 1.21, bands[0].GetProperty("lowerPrice").GetDouble(), 1e-8);
        Assert.Equal(2000 / 0.81, bands[0].GetProperty("upperPrice").GetDouble(), 1e-8);
        Assert.Equal(365, bands[1].GetProperty("meanDays").GetDouble() * bands[1].GetProperty("adjustmentsPerYear").GetDouble(), 1e-9);
        Assert.Equal(0, bands[1].GetProperty("costPerYearValue").GetDouble());
        // Too large by twice its size it never is.
        Assert.Equal(JsonValueKind.Null, bands[2].GetProperty("upperPrice").ValueKind);
    }

    [Fact]
    public async Task Json_Profits_AddUpAndDeltaDrifts()
    {
        JsonElement found = await JsonAsync(Range + " --range 0.6:1.8");
        double best = found.At("overRange.quantity").GetDouble();
        JsonElement[] rows = [.. found.GetProperty("profits").EnumerateArray()];
        Assert.Equal(201, rows.Length);
        foreach (JsonElement row in rows)
        {
            double Get(string name) => row.GetProperty(name).GetDouble();
            Assert.Equal(Get("liquidityProfitValue") + Get("shortProfitValue"), Get("hedgedProfitValue"), 1e-9);
            Assert.Equal(Get("liquidityProfitValue") - (best * (Get("price") - 2000)), Get("overRangeProfitValue"), 1e-9);
            Assert.Equal((Get("delta") / 2.5) - 1, Get("deltaDriftFraction"), 1e-9);
            Assert.True(Get("hedgedProfitValue") <= 1e-9);
        }
        JsonElement loss = await JsonOfAsync($"il {Range} --price 1200");
        Assert.Equal(loss.GetProperty("impermanentLossValue").GetDouble(), rows[0].GetProperty("hedgedProfitValue").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Options_DenserStrikes_LeaveAQuarterEach()
    {
        JsonElement found = await JsonAsync(Range + " --volatility 0.8 --options --strikes 8");
        JsonElement[] rows = [.. found.GetProperty("strikes").EnumerateArray()];
        Assert.Equal([8, 16, 32, 64], rows.Select(static row => row.GetProperty("strikesPerSide").GetInt32()));
        for (int i = 1; i < rows.Length; i++)
        {
            foreach (string name in new[] { "expectedResidualValue", "worstResidualValue" })
            {
                double before = rows[i - 1].GetProperty(name).GetDouble();
                Assert.True(before < 0);
                Assert.InRange(rows[i].GetProperty(name).GetDouble() / before, 0.23, 0.27);
            }
        }
        Assert.Equal(found.At("replication.costValue").GetDouble(), rows[0].GetProperty("costValue").GetDouble(), 1e-9);
        double expectedLoss = found.At("carry.expectedLossValue").GetDouble();
        Assert.Equal(expectedLoss, rows[^1].GetProperty("costValue").GetDouble() + rows[^1].GetProperty("expectedResidualValue").GetDouble(), 1e-6);
        foreach (JsonElement row in found.GetProperty("profits").EnumerateArray())
        {
            Assert.InRange(row.GetProperty("withOptionsProfitValue").GetDouble(), rows[0].GetProperty("worstResidualValue").GetDouble() * 1.01, 1e-9);
        }
        Assert.Equal(10, (await JsonAsync(Range + " --volatility 0.8 --options")).GetProperty("strikes")[0].GetProperty("strikesPerSide").GetInt32());
    }

    [Fact]
    public async Task Funding_OfARecord_IsTheSumOfItsRates()
    {
        string file = _folder.Write("funding.csv", "time,rate\n2022-01-01T08:00:00Z,0.001\n2022-01-01T16:00:00Z,-0.0004\n2022-01-02T00:00:00Z,0.0002\n");
        JsonElement carry = (await JsonAsync($"{Pool} --funding {file}")).GetProperty("carry");
        Assert.Equal(1, carry.GetProperty("days").GetDouble(), 1e-12);
        Assert.Equal(5000 * 0.0008, carry.GetProperty("fundingValue").GetDouble(), 1e-9);
        Assert.Equal(365 * 0.0008, carry.GetProperty("fundingAprFraction").GetDouble(), 1e-12);
        JsonElement part = (await JsonAsync($"{Pool} --funding {file} --from 2022-01-01T04:00 --to 2022-01-01T16:00:00Z")).GetProperty("carry");
        Assert.Equal(5000 * 0.0001, part.GetProperty("fundingValue").GetDouble(), 1e-9);
        await RefusedAsync("--from 2021-12-31", "--from 2021-12-31T00:00:00Z --to 2022-01-02T00:00:00Z is no time within the record, which is from 2022-01-01T00:00:00Z to 2022-01-02T00:00:00Z.");
        await RefusedAsync("--days 3", "the record of --funding says which days");
        await RefusedAsync("--funding-apr 0.1", "say the same thing");

        async Task RefusedAsync(string more, string expected)
        {
            Assert.Contains(expected, await TidemarkProcess.RefusalAsync([.. $"hedge {Pool} --funding {file} {more}".Split(' ')]), StringComparison.Ordinal);
        }
    }

    // The recorded export has the times of a zone three hours ahead: its first row, of 03:00, was paid at midnight, and the next two at 08:00 and 16:00.
    [Fact]
    public async Task Funding_OfARecordInLocalTime_IsShiftedToUtc()
    {
        string file = RecordedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv");
        double[] rates = [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Skip(1).Take(4).Select(static line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
        JsonElement day = await JsonAsync($"{Pool} --funding {file} --funding-utc-offset 3 --from 2020-01-01 --to 2020-01-02");
        Assert.Equal(5000 * (rates[1] + rates[2] + rates[3]), day.At("carry.fundingValue").GetDouble(), 1e-4);
        JsonElement shifted = await JsonAsync($"{Pool} --funding {file} --from 2020-01-01 --to 2020-01-02");
        Assert.Equal(5000 * ((rates[0] * 3 / 8) + rates[1] + rates[2] + (rates[3] * 5 / 8)), shifted.At("carry.fundingValue").GetDouble(), 1e-4);
    }

    // s^2 P^2 |gamma| / 2 of the pool is 0.8^2 / 8 of its 10,000 a year, whatever is owed.
    [Theory]
    [InlineData(12_000)]
    [InlineData(10_000)]
    public async Task Book_ThatOwesWhatItHas_HasItsLossAndNoFractions(double owed)
    {
        string file = _folder.Write("owed.yaml", FormattableString.Invariant($$"""
            price: 2000
            volatility: 0.8
            legs:
              - name: pool
                liquidity: { amm: constant-product, value: 10000 }
              - name: loan
                loan: { amount1: {{owed}}, rate1: 0 }
            """));
        JsonElement found = await JsonAsync($"--book {file} --explain");
        Explained.AssertEveryFigure(found);
        Assert.Equal(-10_000 * 0.64 / 8 / 365, found.At("carry.lossPerDayValue").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, found.At("carry.neededFeeAprFraction").ValueKind);
        Assert.Equal(JsonValueKind.Null, found.At("margin.marginFraction").ValueKind);
        Assert.Equal(2537.5, found.At("margin.marginValue").GetDouble(), 1e-9);
        string text = await TidemarkProcess.OutputAsync("hedge", "--book", file);
        Assert.StartsWith("Selling 2.5 of token 0 short at 2,000 takes delta away, not the loss: -428.9322 stays at 1,000, -857.8644 at 4,000 after 30 days.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_OfABoughtPut_GainsOnBothSidesAndHasNoPool()
    {
        string file = _folder.Write("put.yaml", "price: 2000\nvolatility: 0.8\nlegs:\n  - name: put\n    option: { kind: put, quantity: 5, strike: 2000, days: 30 }\n");
        JsonElement found = await JsonAsync($"--book {file}");
        Assert.True(found.GetProperty("lowestPriceProfitValue").GetDouble() > 0 && found.GetProperty("highestPriceProfitValue").GetDouble() > 0);
        string text = await TidemarkProcess.OutputAsync("hedge", "--book", file);
        Assert.Contains("long at 2,000 takes delta away, not the gain: 1,815.262 (198.8273 % of the value) stays at 1,000, 3,630.524", text, StringComparison.Ordinal);
        Assert.Contains("What stays is how the book bends: a long is a straight line.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("impermanent", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Svg_AndPoints_AreOfTheRange()
    {
        string picture = _folder.PathOf("hedge.svg");
        string result = await TidemarkProcess.OutputAsync(["hedge", .. Pool.Split(' '), "--points", "3", "--svg", picture, "--csv"]);
        Assert.Equal(["0.5", "1", "2"], result.TrimEnd('\n').Split('\n').Skip(1).Select(static line => line.Split(',')[0]));
        Assert.Contains("<svg", await File.ReadAllTextAsync(picture, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>The printed options, each by trapezoids over the price that its strike's volatility makes.</summary>
    [Fact]
    public async Task Skew_EachStrikeAtItsVolatility_IsTheCost()
    {
        double flat = (await JsonAsync(Range + " --volatility 0.8 --strikes 4 --skew 0")).At("skewed.ofFlatFraction").GetDouble();
        Assert.Equal(1, flat, 1e-12);
        JsonElement found = await JsonAsync(Range + " --volatility 0.8 --strikes 4 --skew -0.5");
        double expected = 0;
        foreach (JsonElement option in found.GetProperty("options").EnumerateArray())
        {
            double strike = option.GetProperty("strike").GetDouble();
            double deviation = (0.8 - (0.5 * Math.Log(strike / 2000))) * Math.Sqrt(30 / 365.0);
            for (int i = -20_000; i <= 20_000; i++)
            {
                double z = i / 2000.0;
                double price = 2000 * Math.Exp((deviation * z) - (deviation * deviation / 2));
                double payoff = (option.GetProperty("putQuantity").GetDouble() * Math.Max(0, strike - price)) + (option.GetProperty("callQuantity").GetDouble() * Math.Max(0, price - strike));
                expected += payoff * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / 2000;
            }
        }
        double cost = found.At("skewed.costValue").GetDouble();
        Assert.Equal(-expected, cost, 1e-3);
        Assert.NotEqual(found.At("replication.costValue").GetDouble(), cost, 0.5);
        double lowest = found.GetProperty("options")[0].GetProperty("strike").GetDouble();
        Assert.Equal(0.8 - (0.5 * Math.Log(lowest / 2000)), found.At("skewed.lowestStrikeVolatilityAnnualFraction").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData(Pool + " --volatility 0.8 --funding-apr 0.1 --options --strikes 2 --skew -0.1")]
    [InlineData(Range + " --leverage 2 --bands 0.3,3")]
    [InlineData("solidly --volatility 0.05")]
    [InlineData("constant-sum --volatility 0.5 --survive 2")]
    [InlineData("bancor --volatility 0.8")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400 --funding-apr -0.1")]
    public async Task Explain_EveryFigure_HasItsFormula(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Fact]
    public async Task Text_SaysWhatStays()
    {
        string result = await TidemarkProcess.OutputAsync(["hedge", .. Pool.Split(' '), "--volatility", "0.8"]);
        Assert.StartsWith("Selling 2.5 of token 0 short at 2,000 takes delta away, not the loss: -428.9322 (-4.2893 % of the value) stays at 1,000, -857.8644 (-8.5786 % of the value) at 4,000.", result, StringComparison.Ordinal);
        Assert.Contains("a short is a straight line and the position bends", result, StringComparison.Ordinal);
        string held = await TidemarkProcess.OutputAsync("hedge", "hold", "--entry", "2000");
        Assert.Contains("nothing of profit and loss stays", held, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_IsTheProfits()
    {
        string result = await TidemarkProcess.OutputAsync(["hedge", .. Pool.Split(' '), "--csv"]);
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("priceRatio,price,delta,deltaDriftFraction,liquidityProfitValue,shortProfitValue,hedgedProfitValue,overRangeProfitValue", lines[0]);
        Assert.Equal(202, lines.Length);
        Assert.Equal(-428.9321881345248, double.Parse(lines[1].Split(',')[6], CultureInfo.InvariantCulture), 1e-9);
    }

    [Theory]
    [InlineData(Range + " --price 2600", "at 2,600 the position holds nothing of the token whose price it is, so there is nothing to sell short.")]
    [InlineData(Pool + " --leverage 5 --survive 0.5", "at --leverage 5 the short is liquidated at 2,388.06, before the rise of --survive to 3,000; the leverage may be 1.970443 at most.")]
    [InlineData("--amm uniswap --entry 2000", "'uniswap' is none of the words that follow 'tidemark hedge': constant-product")]
    [InlineData(Pool + " --leverage 300", "at --leverage 300 the margin is not above --maintenance, so the short is liquidated at birth; give a leverage below 200.")]
    [InlineData(Pool + " --leverage 0.5", "'0.5' is not a number of 1 or more, which --leverage takes.")]
    [InlineData(Pool + " --maintenance 1", "'1' is not a fraction from 0 to below 1 (0.005 is 0.5 %), which --maintenance takes.")]
    [InlineData(Pool + " --survive -0.5", "'-0.5' is not a positive number, which --survive takes.")]
    [InlineData(Pool + " --survive 50%", "50 % is 0.5.")]
    [InlineData(Pool + " --funding-apr nan", "'nan' is not a number, which --funding-apr takes.")]
    [InlineData(Pool + " --bands 0", "'0' is not a positive number, which --bands takes.")]
    [InlineData(Pool + " --trade-cost 2", "'2' is not a fraction from 0 to 1")]
    [InlineData(Pool + " --range 2:1", "'2:1' is no range of price ratios, which --range takes")]
    [InlineData(Pool + " --range 1e-300:1e300", "goes beyond the prices that a number can hold")]
    [InlineData(Pool + " --from 2022-01-01", "give --funding too")]
    [InlineData(Pool + " --funding nowhere.csv", "nowhere.csv: there is no such file")]
    [InlineData(Pool + " --funding x.csv --to yesterday", "'yesterday' is not a time like 2024-01-05 or 2024-01-05T12:00:00Z, which --to takes.")]
    [InlineData(Pool + " --funding-utc-offset 3", "--funding-utc-offset is of a record of funding; give --funding too.")]
    [InlineData(Pool + " --funding x.csv --funding-utc-offset 15", "'15' is not a number of hours from -14 to 14, which --funding-utc-offset takes.")]
    [InlineData(Pool + " --skew 0.1", "give --options too")]
    [InlineData(Pool + " --volatility 0.8 --options --skew 5", "it must stay positive between --lowest-price and --highest-price")]
    [InlineData(Pool + " --options", "give --volatility too")]
    [InlineData(Pool + " --lowest-price 3", "give --strikes")]
    [InlineData(Pool + " --volatility 80", "--volatility")]
    [InlineData("--book samples/protected-deposit.yaml --volatility 0.8 --options", "no pool's reserves")]
    [InlineData("hold --entry 2000 --volatility 1 --options", "there is no loss to replicate")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["hedge", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(string arguments) => JsonOfAsync("hedge " + arguments);

    private static Task<JsonElement> JsonOfAsync(string arguments) => TidemarkProcess.JsonAsync([.. arguments.Split(' ')]);
}
