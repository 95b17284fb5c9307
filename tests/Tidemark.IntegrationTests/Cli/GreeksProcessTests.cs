using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark greeks</c> as a user meets it.</summary>
public sealed class GreeksProcessTests
{
    private const string Pool = "constant-product --entry 2000 --value 10000";
    private const string Range = "concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000";

    [Theory]
    [InlineData(Pool, "delta", 2.5)]
    [InlineData(Pool, "gamma", -0.000625)]
    [InlineData(Pool, "dollarDelta", 5000)]
    [InlineData(Pool, "deltaFraction", 0.5)]
    [InlineData(Pool + " --volatility 0.8", "atVolatility.thetaPerDayValue", 2.191780821917808)]
    [InlineData(Pool + " --volatility 0.8", "atVolatility.lvrPerDayValue", -2.191780821917808)]
    [InlineData(Pool + " --volatility 0.8", "atVolatility.fairFeeAprFraction", 0.08)]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000 --turnover 0.0730593607305936", "atVolatility.fairFeeFraction", 0.003)]
    [InlineData(Pool + " --fee-apr 0.08", "fees.impliedVolatilityAnnualFraction", 0.8)]
    [InlineData(Pool + " --fee-pips 3000 --volume 50000000 --pool-value 100000000", "fees.feeAprFraction", 0.5475)]
    [InlineData(Pool + " --volatility 0.8 --days 91.25", "horizon.expectedLossValue", -198.01326693244698)]
    [InlineData(Range + " --price 2300", "delta", 0.9016909183587117)]
    [InlineData(Range + " --price 2300", "gamma", -0.004800441479534274)]
    [InlineData(Range + " --price 1500", "delta", 5.295084971874737)]
    [InlineData(Range + " --price 1500", "gamma", 0)]
    [InlineData(Range + " --volatility 0.8", "atVolatility.fairFeeAprFraction", 0.7577708763999663)]
    [InlineData(Range + " --volatility 0.8 --days 91.25", "horizon.expectedPoolValue", 8826.93440286604)]
    [InlineData(Range + " --volatility 0.6 --days 365 --drift 0.05", "horizon.expectedPoolValue", 8234.99557907021)]
    [InlineData(Range + " --volatility 0.6 --days 365 --drift 0.05", "horizon.expectedLossValue", -2021.359902809911)]
    [InlineData(Range + " --fee-pips 500 --volume 100000000 --active-liquidity 19998940.983005625", "fees.impliedVolatilityAnnualFraction", 0.2856859835181669)]
    [InlineData("stableswap --amplification 100 --balances 1,1 --price 0.99", "delta", 1.3773649954769687)]
    [InlineData("solidly --value 2 --price 0.95", "delta", 1.29733915976248)]
    [InlineData("weighted --weights 1/3,1/3,1/3 --prices 2,3,1", "delta", 0.3028534321386899)]
    [InlineData("weighted --weights 0.8,0.2 --volatility 0.8", "atVolatility.fairFeeAprFraction", 0.0512)]
    [InlineData("constant-sum --fee-apr 1.1107972951246324", "fees.impliedVolatilityAnnualFraction", 0.8)]
    [InlineData("constant-sum --volatility 0.8", "horizon.fairFeeAprFraction", 1.1107972951246324)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400", "delta", 400)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400", "price", 2974.006912)]
    [InlineData("hold --entry 2000 --value 10000 --volatility 0.8", "atVolatility.thetaPerDayValue", 0)]
    [InlineData("liquidity-book --bin-step 20 --bins-below 4 --bins-above 4 --volatility 0.1 --strikes 5", "replication.coveredFraction", 1)]
    [InlineData("bancor --volatility 0.8 --price 0.1", "atVolatility.fairFeeAprFraction", 0)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), Math.Abs(expected) * 1e-9);
    }

    [Fact]
    public async Task Json_WhereGammaIsInfinite_TheHorizonAnswers()
    {
        JsonElement found = await JsonAsync("solidly --volatility 0.05 --fee-apr 0.010479633424589038");
        JsonElement atVolatility = found.GetProperty("atVolatility");
        foreach (JsonElement none in new[] { found.GetProperty("gamma"), found.GetProperty("dollarGamma"), atVolatility.GetProperty("thetaPerDayValue"), atVolatility.GetProperty("lvrPerDayValue") })
        {
            Assert.Equal(JsonValueKind.Null, none.ValueKind);
        }
        Assert.Equal(0.5, found.GetProperty("delta").GetDouble(), 1e-12);
        Assert.Equal(0.010479633424589038, atVolatility.GetProperty("fairFeeAprFraction").GetDouble(), 1e-8);
        Assert.Equal(0.05, found.At("fees.impliedVolatilityAnnualFraction").GetDouble(), 1e-7);
        Assert.Contains("infinite curvature at 1", found.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("infinite curvature at 1", (await JsonAsync("solidly")).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_NothingToLose_HasNoImpliedVolatility()
    {
        JsonElement fees = (await JsonAsync("hold --fee-apr 0.1")).GetProperty("fees");
        Assert.Equal(JsonValueKind.Null, fees.GetProperty("impliedVolatilityAnnualFraction").ValueKind);
    }

    // A basket's greeks are those at its prices now, as those of the loss to rebalancing are.
    [Fact]
    public async Task Json_BasketWithAllPricesMoved_IsThatOfThemNow()
    {
        const string Moved = "weighted --weights 0.5,0.3,0.2 --prices 2,3,1 --volatility 0.8";
        double fair = (await JsonAsync(Moved)).At("atVolatility.thetaPerDayValue").GetDouble();
        double value = Math.Pow(2, 0.5) * Math.Pow(3, 0.3);
        Assert.Equal(0.64 * 0.25 / 2 * value / 365, fair, 1e-12);
        JsonElement document = await TidemarkProcess.JsonAsync(["lvr", .. Moved.Split(' ')]);
        Assert.Equal(-fair, document.GetProperty("lvrPerDayValue").GetDouble(), 1e-12);
    }

    /// <summary>The printed options never pay more than the loss, and together nearly all that is expected of it.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public async Task Strikes_PrintedOptions_PayTheLoss(int strikes)
    {
        JsonElement found = await JsonAsync($"{Range} --volatility 0.8 --strikes {strikes}");
        // Domain reference 3.3: what a position entered at 2000 has lost at 2230.
        const double Loss = 148.1817068;
        double payoff = 0;
        double cost = 0;
        foreach (JsonElement option in found.GetProperty("options").EnumerateArray())
        {
            double strike = option.GetProperty("strike").GetDouble();
            payoff += option.GetProperty("putQuantity").GetDouble() * Math.Max(0, strike - 2230);
            payoff += option.GetProperty("callQuantity").GetDouble() * Math.Max(0, 2230 - strike);
            cost += option.GetProperty("costValue").GetDouble();
        }
        Assert.InRange(payoff, Loss * (strikes == 5 ? 0.96 : 0.998), Loss);
        JsonElement replication = found.GetProperty("replication");
        Assert.Equal(cost, replication.GetProperty("costValue").GetDouble(), 1e-9);
        Assert.Equal((1600, 2500), (replication.GetProperty("lowestPrice").GetDouble(), replication.GetProperty("highestPrice").GetDouble()));
        double expectedLoss = found.At("horizon.expectedLossValue").GetDouble();
        Assert.Equal(cost / expectedLoss, replication.GetProperty("coveredFraction").GetDouble(), 1e-9);
        Assert.InRange(cost / expectedLoss, 0.95, 1);
    }

    // All the trading of this pool is around its peg.
    [Fact]
    public async Task Strikes_PeakedCurve_PayMostOfTheLoss()
    {
        JsonElement found = await JsonAsync("stableswap --amplification 100 --balances 1000,1000 --volatility 0.1 --strikes 2");
        Assert.InRange(found.At("replication.coveredFraction").GetDouble(), 0.85, 1);
    }

    [Fact]
    public async Task Strikes_AsCsv_AreTheRows()
    {
        string result = await TidemarkProcess.OutputAsync([.. $"greeks {Pool} --volatility 0.8 --strikes 2 --csv".Split(' ')]);
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("strike,putQuantity,callQuantity,optionValue,costValue", lines[0]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000 --turnover 0.1 --strikes 2")]
    [InlineData(Range + " --price 3000 --volatility 0.8 --fee-apr 0.3")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400 --fee-apr 0.1")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1")]
    [InlineData("constant-sum --volatility 0.8 --fee-apr 0.1 --strikes 1")]
    public async Task Explain_EveryFigure_HasItsFormula(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Theory]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400", "delta, in token 1 ")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400", "delta at the price, in coin 0 ")]
    [InlineData(Pool, "delta, in token 0 ")]
    [InlineData(Pool, "delta at the price, in token 1 ")]
    [InlineData("bancor --price 0.1", "The figures are of the deposit without protection")]
    public async Task Text_NamesTheTokens(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["greeks", .. arguments.Split(' ')]);
        Assert.Contains(expected, result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NamesFormulaNumbersAndSource()
    {
        string result = await TidemarkProcess.OutputAsync([.. $"greeks {Pool} --volatility 0.8 --fee-apr 0.08 --explain".Split(' ')]);
        Assert.Contains("atVolatility.thetaPerDayValue: s^2 P^2 (-gamma) / 2 / 365 = 0.8^2 * 2500 / 2 / 365 = 2.191780822", result, StringComparison.Ordinal);
        Assert.Contains("sqrt(2 * 0.08 * 10000 / 2500) = 0.8", result, StringComparison.Ordinal);
        Assert.Contains("source: Milionis, Moallemi, Roughgarden, Zhang 2022", result, StringComparison.Ordinal);
    }

    // The sample's range is the same position, so others' liquidity leaves it the same share.
    [Fact]
    public async Task Json_ActiveLiquidityOfABook_IsThatOfItsRange()
    {
        const string Fees = " --volatility 0.7 --fee-pips 500 --volume 100000000 --active-liquidity 20000000";
        JsonElement ofBook = await JsonAsync("--book samples/hedged-range.yaml" + Fees);
        JsonElement ofRange = await JsonAsync(Range + Fees);
        Assert.Equal(ofRange.At("fees.feeAprFraction").GetDouble(), ofBook.At("fees.feeAprFraction").GetDouble(), 1e-12);
        Assert.True(ofRange.At("fees.feeAprFraction").GetDouble() > 0);
    }

    [Theory]
    [InlineData(Pool + " --fee-apr 0.1 --fee-pips 3000", "--fee-pips changes nothing, so leave it out")]
    [InlineData(Pool + " --volatility -0.8", "'-0.8' is not a positive number, which --volatility takes.")]
    [InlineData(Pool + " --volatility nan", "'nan' is not a positive number, which --volatility takes.")]
    [InlineData(Pool + " --fee-apr -1", "'-1' is not a number of 0 or more, which --fee-apr takes.")]
    [InlineData(Pool + " --fee-pips 0 --turnover 1", "'0' is not a whole number from 1 to 999999, which --fee-pips takes.")]
    [InlineData(Pool + " --fee-pips 1000000 --turnover 1", "'1000000' is not a whole number from 1 to 999999, which --fee-pips takes.")]
    [InlineData(Pool + " --fee-pips 3000", "give --turnover or --volume with --fee-pips, or --fee-apr")]
    [InlineData(Pool + " --turnover 1", "--fee-pips is missing")]
    [InlineData(Pool + " --fee-apr 1 --fee-pips 3000 --turnover 1", "give one of them")]
    [InlineData(Pool + " --fee-pips 3000 --volume 1", "give --pool-value too")]
    [InlineData(Pool + " --fee-pips 3000 --volume 1 --pool-value 9999", "--pool-value 9999 is less than the position's own value, 10000")]
    [InlineData(Pool + " --fee-pips 3000 --volume 1 --active-liquidity 9", "--active-liquidity is for a range of 'concentrated'")]
    [InlineData(Pool + " --fee-pips 3000 --volume 1 --active-liquidity 9 --pool-value 9", "give one of them")]
    [InlineData(Range + " --fee-pips 3000 --volume 1 --pool-value 20000", "give --active-liquidity instead")]
    [InlineData(Pool + " --days 3", "give --volatility too")]
    [InlineData(Pool + " --volatility 0.8 --pool-value 50000", "--pool-value says the position's share")]
    [InlineData(Pool + " --fee-apr 0.1 --fee-pips 3000 --pool-value 50000", "give --volume too, or leave it out")]
    [InlineData(Pool + " --volatility 1e300", "80 % is 0.8.")]
    [InlineData(Pool + " --strikes 3", "give --volatility too")]
    [InlineData(Pool + " --strikes 0 --volatility 1", "'0' is not a whole number from 1 to 1000, which --strikes takes.")]
    [InlineData(Pool + " --lowest-price 3", "give --strikes")]
    [InlineData(Pool + " --volatility 1 --strikes 3 --lowest-price 3000", "--lowest-price must be below it")]
    [InlineData("hold --entry 2000 --volatility 1 --strikes 3", "there is no loss to replicate")]
    [InlineData("bancor --entry 2000 --volatility 1 --strikes 3", "no pool's reserves")]
    [InlineData("--book samples/protected-deposit.yaml --volatility 0.8 --strikes 3", "no pool's reserves")]
    [InlineData("--book samples/lp-collateral.yaml --volatility 0.8 --fee-pips 3000 --volume 1 --active-liquidity 9", "--active-liquidity is for a range of 'concentrated'")]
    [InlineData("concentrated --lower 3 --upper 2 --entry 1", "is empty or upside down")]
    [InlineData("concentrated --lower 1 --upper nan --entry 1", "'nan' is not a positive number, which --upper takes.")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["greeks", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["greeks", .. arguments.Split(' ')]);
}
