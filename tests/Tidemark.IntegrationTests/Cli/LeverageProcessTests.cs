using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark leverage</c> as a user meets it.</summary>
public sealed class LeverageProcessTests
{
    private const string Sized = "--price 2000 --collateral 10000 --leverage 3 --liquidation-threshold 0.85";
    private const string Pool = "--amm constant-product " + Sized;
    private const string Range = "--amm concentrated --lower 1600 --upper 2500 " + Sized;
    private const string Example = "--amm constant-product --price 1000 --collateral 10000 --leverage 3 --borrow token1 --borrow-apr 0.08 --fee-apr 0.25 --days 30 --liquidation-threshold 0.83";

    // Domain reference 5.3 and 5.4.
    [Theory]
    [InlineData(Pool, "liquidationPriceDown", 1230.2960399846213)]
    [InlineData(Pool + " --borrow token0", "liquidationPriceUp", 3251.25)]
    [InlineData(Pool + " --borrow both:0.75", "liquidationPriceDown", 102.30370914920454)]
    [InlineData(Pool + " --borrow neutral", "liquidationPriceUp", 4344.362957517462)]
    [InlineData(Pool + " --borrow neutral", "debtAmount0", 7.5)]
    [InlineData(Pool, "neutral.shortVaultFraction", 0.75)]
    [InlineData(Pool, "neutral.longVaultFraction", 0.25)]
    [InlineData(Range, "liquidationPriceDown", 1481.2108392143666)]
    [InlineData(Range + " --borrow token0", "liquidationPriceUp", 2700.493335656116)]
    [InlineData(Range + " --borrow neutral", "liquidationPriceDown", 832.9908799147655)]
    [InlineData(Range + " --borrow both:0.75", "liquidationPriceUp", 2933.9911142081546)]
    [InlineData(Pool + " --borrow neutral --entry 4000", "impermanentLoss", -0.05719095841793653)]
    [InlineData(Pool + " --entry 2500", "equityLossAgainstHold", -0.016718427000252365)]
    [InlineData(Pool + " --entry 2500", "equity", 6832.815729997477)]
    [InlineData(Pool + " --borrow neutral --entry 4000", "equity", 8713.203435596426)]
    [InlineData(Pool + " --borrow neutral --borrow-apr0 0.05 --borrow-apr1 0.08 --days 182.5", "horizon.liquidationPriceDown", 113.61421733351763, 1e-8)]
    [InlineData(Pool + " --borrow neutral --borrow-apr0 0.05 --borrow-apr1 0.08 --days 182.5", "horizon.liquidationPriceUp", 4031.0077701263176, 1e-8)]
    // Fees grow over the day, and interest is compounded every second of it: half of a rate's square a day more than the rate.
    [InlineData(Pool + " --borrow neutral --borrow-apr0 0.05 --borrow-apr1 0.08 --fee-apr 0.25", "carryAprFraction", (3 * (0.25 + (0.25 * 0.25 / 730))) - (1.5 * (0.05 + (0.05 * 0.05 / 730))) - (0.5 * (0.08 + (0.08 * 0.08 / 730))), 1e-6)]
    [InlineData(Pool + " --borrow neutral --borrow-apr0 0.05 --borrow-apr1 0.08 --fee-apr 0.25 --performance-fee 0.2 --management-fee 0.02 --reward-apr 0.1", "carryAprFraction", (3 * (0.2 + (0.2 * 0.2 / 730) + 0.08 - 0.02)) - (1.5 * (0.05 + (0.05 * 0.05 / 730))) - (0.5 * (0.08 + (0.08 * 0.08 / 730))), 1e-6)]
    [InlineData("--amm concentrated --lower 2000 --upper 2500 " + Sized + " --fee-apr 0.1", "carryAprFraction", 0.3)]
    [InlineData(Example, "positionValue", 30_000)]
    [InlineData(Example, "debt", 20_000)]
    [InlineData(Example, "equity", 10_000)]
    [InlineData(Example, "healthFactor", 1.245)]
    [InlineData(Example, "liquidationPriceDown", 645.1508846631506)]
    [InlineData(Example, "carryPerDay", ((30_000 * (0.25 + (0.25 * 0.25 / 730))) - (20_000 * (0.08 + (0.08 * 0.08 / 730)))) / 365, 1e-6)]
    [InlineData(Example, "daysUntilInterestLiquidates", 999.8059, 1e-7)]
    [InlineData(Example + " --simple-interest", "daysUntilInterestLiquidates", 0.245 / 0.08 * 365)]
    [InlineData("--amm weighted --weights 0.8,0.2 --price 2000 --collateral 10000 --leverage 2 --liquidation-threshold 0.8", "liquidationPriceDown", 1111.4246312743269)]
    [InlineData("--amm stableswap --amplification 100 --price 1 --collateral 10000 --leverage 5 --liquidation-threshold 0.9", "healthFactor", 1.125)]
    [InlineData("--amm concentrated --lower 1600 --upper 2500 --entry 2000 --price 3000 --fee-apr 0.5 --collateral 10000 --leverage 2 --liquidation-threshold 0.9 --days 100 --borrow-apr 0.1", "horizon.equity", 10902.579724934747)]
    [InlineData("--amm concentrated --lower 1600 --upper 2500 --entry 2000 --price 3000 --fee-apr 0.5 --collateral 10000 --leverage 2 --liquidation-threshold 0.9 --days 100 --borrow-apr 0.1", "horizon.healthFactor", 1.854714023020479)]
    [InlineData("--amm constant-product --price 1000 --collateral 10000 --leverage 3 --liquidation-threshold 1", "liquidationDown.badDebt", 1000, 1e-4)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected, double tolerance = 1e-9)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), Math.Abs(expected) * tolerance);
    }

    // Reflection: P(min < b) = N((ln b/P + s^2 T / 2) / s sqrt T) + (P / b) N((ln b/P - s^2 T / 2) / s sqrt T).
    [Fact]
    public async Task Json_ProbabilityWithoutInterest_IsTheReflectedOne()
    {
        JsonElement found = await JsonAsync(Pool + " --volatility 0.8 --days 91.25");
        const double Barrier = 1230.2960399846213;
        double deviation = 0.8 * 0.5;
        double distance = Math.Log(Barrier / 2000);
        double expected = Cumulative((distance + (deviation * deviation / 2)) / deviation) + (2000 / Barrier * Cumulative((distance - (deviation * deviation / 2)) / deviation));
        Assert.Equal(expected, found.GetProperty("liquidationProbability").GetDouble(), 1e-5);

        // Zelen and Severo 1964, within 7.5e-8.
        static double Cumulative(double x)
        {
            double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
            double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
            return x < 0 ? tail : 1 - tail;
        }
    }

    // Of one day: fees of 22.5 % grow, rewards of 4.5 % do not, and interest of 8 % does.
    [Fact]
    public async Task Json_CarryOfABook_IsThatOfBook()
    {
        string sample = Repository.Path("samples", "leveraged-farm.yaml");
        JsonElement found = await JsonAsync($"--book {sample}");
        double carry = (30_000 * ((Math.Exp(0.225 / 365) - 1) + (0.045 / 365))) - (20_000 * (Math.Exp(0.08 / 365) - 1));
        Assert.Equal(carry, found.GetProperty("carryPerDay").GetDouble(), 1e-6);
        Assert.Equal((await TidemarkProcess.JsonAsync("book", sample)).GetProperty("carryPerDay").GetDouble(), found.GetProperty("carryPerDay").GetDouble(), 1e-9);
        Assert.Equal(365 * carry / 10_000, found.GetProperty("carryAprFraction").GetDouble(), 1e-8);
        // The yield that s^2 / 8 of the value takes.
        Assert.Equal(Math.Sqrt(8 * 365 * carry / 30_000), found.GetProperty("breakEvenVolatilityAnnualFraction").GetDouble(), 1e-7);
    }

    [Fact]
    public async Task Json_LiquidationHit_MakesTheLossPermanent()
    {
        JsonElement hit = (await JsonAsync(Example)).GetProperty("liquidationDown");
        double value = 20_000 / 0.83;
        double left = (0.95 * value) - 20_000;
        Assert.Equal(left, hit.GetProperty("equityLeft").GetDouble(), 1e-4);
        double price = hit.GetProperty("price").GetDouble();
        Assert.Equal(left - (15_000 + (15 * price) - 20_000), hit.GetProperty("realisedLossValue").GetDouble(), 1e-4);
        JsonElement aave = (await JsonAsync(Example + " --liquidation-bonus 0.1")).GetProperty("liquidationDown");
        Assert.Equal(10_000, aave.GetProperty("debtRepaid").GetDouble(), 1e-9);
        Assert.Equal(11_000, aave.GetProperty("seizedValue").GetDouble(), 1e-9);
        Assert.Equal(value - 20_000 - 1000, aave.GetProperty("equityLeft").GetDouble(), 1e-4);
    }

    [Theory]
    [InlineData(Pool, "No rise of the price liquidates it")]
    [InlineData(Pool + " --borrow token0", "No fall of the price liquidates it")]
    [InlineData(Pool + " --borrow-apr 5", "Interest eats the collateral of the loan before the horizon: at this price it is liquidated after 17.7")]
    [InlineData(Pool + " --borrow-apr 5 --fee-apr 10", "Only what the collateral of the loan earns saves it: interest alone would liquidate it after 17.7")]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 1 --liquidation-threshold 0.8", "Without debt nothing liquidates")]
    [InlineData(Pool + " --borrow token0", "It is liquidated above 3,251.25 (+62.5625 %)")]
    public async Task Text_WhatAReaderMustKnow_IsSaid(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["leverage", .. arguments.Split(' ')]);
        Assert.Contains(expected, result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_PointsWithoutARange_AreFromHalfToTwice()
    {
        string result = await TidemarkProcess.OutputAsync(["leverage", .. Pool.Split(' '), "--points", "3", "--csv"]);
        Assert.Equal(["0.5", "1", "2"], result.TrimEnd('\n').Split('\n').Skip(1).Select(static line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Csv_Range_IsTheTableOverPrices()
    {
        string result = await TidemarkProcess.OutputAsync([.. $"leverage {Pool} --range 0.5:2 --points 3 --csv".Split(' ')]);
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("priceRatio,price,impermanentLoss,equityLossAgainstHold,equity,healthFactor,delta", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("2,4000,-0.0571909", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pool + " --volatility 0.8 --borrow neutral --fee-apr 0.2 --borrow-apr 0.1")]
    [InlineData(Range + " --liquidation-bonus 0.05 --entry 1900")]
    public async Task Explain_EveryFigure_HasItsFormula(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Theory]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 0.9 --liquidation-threshold 0.8", "'0.9' is not a number of 1 or more")]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 6 --liquidation-threshold 0.8", "it would be liquidated at once. A leverage up to 5 can be opened.")]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 2 --liquidation-threshold 1.2", "'1.2' is not a fraction above 0, up to 1")]
    [InlineData(Pool + " --entry 5000", "it has been liquidated on the way from 5000")]
    [InlineData(Pool + " --borrow both:1.5", "'both:1.5' is not token0, token1, both:S with S from 0 to 1, or neutral")]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 1.5 --liquidation-threshold 0.8 --borrow neutral", "a leverage of 2 or more can be neutral")]
    [InlineData("--amm concentrated " + Sized, "--amm concentrated: concentrated needs lower, which is missing.")]
    [InlineData("--amm concentrated --lower 3 --upper 2 " + Sized, "is empty or upside down")]
    [InlineData("--amm constant-product --lower 3 " + Sized, "constant-product takes no lower; leave it out.")]
    [InlineData("--amm weighted --weights 0.5,0.4 " + Sized, "the weights sum to 0.9; they must sum to 1.")]
    [InlineData("--amm uniswap " + Sized, "'uniswap' is no AMM that a book knows")]
    [InlineData(Sized, "--amm is missing")]
    [InlineData("--amm constant-product --price 1 --collateral 1 --leverage 2", "--liquidation-threshold is missing")]
    [InlineData(Pool + " --drift 0.1", "give --volatility too")]
    [InlineData(Pool + " --liquidation-bonus 0.1 --liquidation-prize 0.1", "give one of them")]
    [InlineData(Pool + " --borrow token1 --borrow-apr0 0.08", "--borrow-apr0 is of a token that --borrow does not borrow; leave it out, or borrow both.")]
    [InlineData(Pool + " --borrow token0 --borrow-apr1 0.08", "--borrow-apr1 is of a token that --borrow does not borrow")]
    [InlineData("--amm constant-product --price 1000 --collateral 10000 --leverage 3 --liquidation-threshold 0.6666666", "owes 0.66666667 of the position's value from the start, above the threshold of 0.6666666: it would be liquidated at once. A leverage up to 2.999999 can be opened.")]
    [InlineData(Pool + " --borrow-apr -0.1", "'-0.1' is not a number of 0 or more, which --borrow-apr takes.")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["leverage", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["leverage", .. arguments.Split(' ')]);
}
