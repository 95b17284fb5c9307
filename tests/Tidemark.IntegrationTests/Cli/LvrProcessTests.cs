using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark lvr</c> as a user meets it.</summary>
public sealed class LvrProcessTests
{
    // 5 % a day is 0.05 sqrt(365) a year.
    private const string FivePercentADay = "0.95524865872714";

    [Theory]
    [InlineData("constant-product --volatility " + FivePercentADay, "lvrPerDayFraction", -0.0003125)]
    [InlineData("constant-product --volatility 0.8 --days 91.25 --value 10000", "horizon.expectedLvrValue", -198.01326693244698)]
    [InlineData("weighted --weights 0.8,0.2 --volatility 0.8", "lvrAnnualFraction", -0.0512)]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 0.8,0", "lvrAnnualFraction", -0.08)]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 0.8,0.8 --correlations 1", "lvrAnnualFraction", 0)]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 0.8,0.8 --correlations -1/2", "lvrAnnualFraction", -0.24)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --prices 2,3,1 --volatility 0.8", "lvrAnnualValue", -0.15730457773099474)]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --volatility 0.8", "lvrAnnualFraction", -0.7577708763999663)]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --volatility 0.8", "multipleOfConstantProduct", 9.47213595499958)]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --price 3000 --volatility 0.8", "lvrAnnualFraction", 0)]
    [InlineData("constant-sum --volatility 0.8", "lvrAnnualFraction", 0)]
    [InlineData("bancor --volatility 0.8", "lvrAnnualFraction", -0.08)]
    [InlineData("bancor --volatility 1 --ratio 1/9", "lvrAnnualValue", 2.538 / 81 / 2)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --volatilities 0.8,0.5,0 --correlations 0.3,0.2,0.1", "volatilityAnnualFraction.token1", 0.5)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --volatilities 0.8,0.5,0 --correlations 0.3,0.2,0.1", "correlation.token0Token2", 0.2)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --volatilities 0.8,0.5,0 --correlations 0.3,0.2,0.1", "correlation.token1Token2", 0.1)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --volatility 0.8", "multipleOfConstantProduct", 21)]
    public async Task Json_PublishedFigure_IsPrinted(string arguments, string figure, double expected)
    {
        Assert.Equal(expected, (await TidemarkProcess.JsonAsync(["lvr", .. arguments.Split(' ')])).At(figure).GetDouble(), Math.Max(1e-15, Math.Abs(expected) * 1e-9));
    }

    [Fact]
    public async Task Parameters_OfProtectionThatCannotBeSet_AreNotPrinted() =>
        Assert.False((await JsonAsync("bancor --volatility 0.8")).TryGetProperty("parameters", out _));

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["lvr", .. arguments.Split(' ')]);

    // Milionis, Moallemi, Roughgarden 2023, table 1: a fee of 0.3 %, a block every 12 seconds, 5 % a day. The table's fee is a log fee.
    [Fact]
    public async Task Fees_TableOfThePaper_IsReproducedWithinTheDifferenceOfLogFeeAndFee()
    {
        JsonElement document = await TidemarkProcess.JsonAsync("lvr", "constant-product", "--volatility", FivePercentADay, "--fee-pips", "3000", "--block-seconds", "12");
        Assert.Equal(0.1219512195, document.At("poissonBlocks.tradeProbability").GetDouble(), 0.0002);
        double even = document.At("evenBlocks.arbitrageAnnualFraction").GetDouble() / document.GetProperty("lvrAnnualFraction").GetDouble();
        Assert.Equal(0.1026826203, even, 0.0002);
    }

    // E[(k - P)^+] of a price that is k now, by Black and Scholes: k (2 N(s / 2) - 1), here with s = 0.8 and half of the value at risk.
    [Fact]
    public async Task ConstantSum_AtItsPeg_IsExpectedToLoseTheOptionThatItGaveAway()
    {
        JsonElement document = await TidemarkProcess.JsonAsync("lvr", "constant-sum", "--volatility", "0.8", "--value", "2");
        Assert.Equal(-2 * 0.3108434832206, document.At("horizon.expectedLvrValue").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("constant-sum --volatility 0.8", "there is no rate; over 365 days a loss of 0.3108435 is expected")]
    [InlineData("bancor --volatility 0.8 --price 0.2", "the position gains 9.7778 % of its value a year")]
    [InlineData("hold --volatility 0.8", "arbitrage takes nothing.")]
    public async Task Sentence_WithoutARate_SaysWhy(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["lvr", .. arguments.Split(' ')]);
        Assert.Contains(expected, result.Split('\n')[0], StringComparison.Ordinal);
    }

    /// <summary>Simulated block by block, 5 % a day: see the tests of the library.</summary>
    [Theory]
    [InlineData(500, 600, 0.905)]
    [InlineData(100, 600, 0.981)]
    [InlineData(1000, 600, 0.815)]
    [InlineData(500, 120, 0.795)]
    [InlineData(100, 120, 0.957)]
    public async Task EvenBlocks_FeeBelowABlocksMove_NotEveryBlockTrades(int feePips, int seconds, double expected)
    {
        JsonElement report = await JsonAsync($"constant-product --volatility {FivePercentADay} --fee-pips {feePips} --block-seconds {seconds}");
        Assert.Equal(expected, report.At("evenBlocks.tradeProbability").GetDouble(), 0.001);
    }

    [Fact]
    public async Task Blocks_OutOfRange_BringNoTrade()
    {
        JsonElement report = await JsonAsync("concentrated --lower 1600 --upper 2500 --entry 2000 --price 2700 --volatility 0.8 --fee-pips 3000");
        foreach (string blocks in new[] { "evenBlocks", "poissonBlocks" })
        {
            Assert.All(report.GetProperty(blocks).EnumerateObject(), static figure => Assert.Equal(0, figure.Value.GetDouble()));
        }
    }

    // The horizon's loss is that of a quadrature apart from ours: the mean of the closed form over a normal grid.
    [Fact]
    public async Task WhereGammaIsInfinite_OnlyTheHorizonHasAnAnswer()
    {
        JsonElement report = await JsonAsync("solidly --volatility 0.8 --fee-pips 100");
        foreach (string name in new[] { "lvrAnnualFraction", "lvrAnnualValue", "lvrPerDayFraction", "lvrPerDayValue", "multipleOfConstantProduct" })
        {
            Assert.Equal(JsonValueKind.Null, report.GetProperty(name).ValueKind);
        }
        Assert.Equal(-0.18492116326282038, report.At("horizon.expectedLvrFraction").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, report.At("evenBlocks.arbitrageAnnualFraction").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.At("poissonBlocks.tradeProbability").ValueKind);
        Assert.Contains("infinite curvature at 1", report.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --volatility 0.8", true)]
    [InlineData("stableswap --amplification 100 --balances 1,1 --volatility 0.8", true)]
    [InlineData("constant-product --volatility 0.8", false)]
    [InlineData("hold --volatility 0.8", false)]
    public async Task Note_WhereTheRateIsFarFromTheHorizon_SaysSo(string arguments, bool isFar)
    {
        bool hasNotes = (await JsonAsync(arguments)).TryGetProperty("notes", out JsonElement notes);
        Assert.Equal(isFar, hasNotes && notes[0].GetString()!.Contains("holds only near this price", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_WhereTheAmountsJump_HaveNoAnswer()
    {
        JsonElement report = await JsonAsync("constant-sum --volatility 0.8 --fee-pips 3000");
        Assert.All(report.GetProperty("evenBlocks").EnumerateObject(), static figure => Assert.Equal(JsonValueKind.Null, figure.Value.ValueKind));
        string text = await TidemarkProcess.OutputAsync("lvr", "constant-sum", "--volatility", "0.8", "--fee-pips", "3000");
        Assert.Contains("none: the amounts jump at this price", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("solidly --volatility 0.8 --fee-pips 100")]
    [InlineData("constant-product --volatility 0.8 --fee-pips 3000")]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --volatility 0.8 --fee-pips 3000")]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --price 2700 --volatility 0.8 --fee-pips 3000")]
    [InlineData("constant-sum --volatility 0.8 --fee-pips 3000")]
    [InlineData("stableswap --amplification 100 --balances 1000,1000 --price 0.95 --volatility 0.1 --fee-pips 400")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --prices 2,3,1 --volatilities 0.8,0.5,0 --correlations 0.3,0,0")]
    public async Task Explain_EveryFigure_HasAFormulaWithNumbersAndASource(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Theory]
    [InlineData("constant-product --volatility 0.8", "volatilityAnnualFraction", "as given = 0.8", "--volatility")]
    [InlineData("constant-product --volatility 0.8", "horizon.days", "the default = 365", "--days")]
    [InlineData("constant-product --volatility 0.8 --days 7", "horizon.days", "as given = 7", "--days")]
    [InlineData("--book samples/leveraged-farm.yaml", "volatilityAnnualFraction", "as the book says = 0.7", "--book")]
    [InlineData("--book samples/leveraged-farm.yaml", "horizon.days", "as the book says = 30", "--book")]
    [InlineData("--book samples/leveraged-farm.yaml --volatility 0.5", "volatilityAnnualFraction", "as given = 0.5", "--volatility")]
    public async Task Explain_WhatAnOptionGives_SaysWhoGaveIt(string arguments, string figure, string expression, string source) =>
        Assert.Equal((expression, source), Explained.Formula(await JsonAsync(arguments + " --explain"), figure));

    [Theory]
    [InlineData("constant-product --volatility 0.8", "LVR a year", "lvrAnnualValue: s^2 P^2 V'' / 2 = 0.8^2 * 1^2 * -0.25 / 2 = -0.08")]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --volatility 0.8 --fee-pips 3000", "a block", "p = 1 / (1 + g sqrt(2 / dt) / s) = 1 / (1 + 0.00300450902 * sqrt(2 * 31536000 / 12) / 0.8)")]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 0.8,0", "LVR", "(1 * 0.8 * 0.8 * 1 * 1 * -0.25) / 2 = -0.08")]
    public async Task Explain_HasTheNumbersPutIn(string arguments, string figure, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["lvr", .. arguments.Split(' '), "--explain"]);
        Assert.Contains(figure, result, StringComparison.Ordinal);
        Assert.Contains(expected, result.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("constant-product", "--volatility is missing")]
    [InlineData("constant-product --volatility 80", "--volatility is 80 over 1 years; volatility times the root of the years may be 20 at most. It is a fraction a year: 80 % is 0.8.")]
    [InlineData("constant-product --volatility 80%", "80 % is 0.8.")]
    [InlineData("constant-product --volatility 1 --fee-pips 3000 --block-seconds 315360000", "--block-seconds is 315360000")]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 1", "--volatilities has 1 entry, and the pool 2 tokens; give one for each.")]
    [InlineData("weighted --weights 0.4,0.3,0.3 --volatilities 1,1,1 --correlations 1,1,-1", "--correlations cannot be")]
    [InlineData("weighted --weights 0.8,0.2 --volatilities 0.8,0 --days 3 --block-seconds 3", "leave --days out")]
    [InlineData("weighted --weights 0.8,0.2 --volatilities 0.8,0 --block-seconds 3", "leave --block-seconds out")]
    [InlineData("weighted --weights 0.8,0.2 --volatilities 0.8,0 --volatility 3", "leave --volatility out")]
    [InlineData("weighted --weights 0.4,0.3,0.3 --volatilities 0,0,0", "--volatilities are all 0; give that of each price that moves, as a fraction a year.")]
    [InlineData("constant-product --volatility 0", "'0' is not a positive number, which --volatility takes.")]
    [InlineData("constant-product --volatility 1 --fee-pips 1000000", "'1000000' is not a whole number from 0 to 999999, which --fee-pips takes.")]
    [InlineData("constant-product --volatility 1 --block-seconds 12", "give --fee-pips")]
    [InlineData("pmm --slippage 1 --volatility 1 --oracle-now 2", "'--oracle-now' is no option.")]
    [InlineData("bancor --volatility 1 --earned0 2", "'--earned0' is no option.")]
    [InlineData("constant-product --volatilities 1,1", "constant-product has one price; give --volatility.")]
    [InlineData("weighted --weights 0.5,0.4 --volatility 1", "they must sum to 1")]
    [InlineData("weighted --weights 0.5,0.5 --volatilities 1,1 --correlations 1,1", "--correlations has 2 entries; 2 tokens have 1 pair.")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["lvr", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }
}
