using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark protect</c> as a user meets it.</summary>
public sealed class ProtectProcessTests
{
    private const string Pool = "constant-product --entry 2000 --value 10000";
    private const string Doubled = Pool + " --price 4000";

    [Theory]
    // The contract's targets of 4000 tokens that earned 100, less what the 100 are worth at twice the price, counted in the other token.
    [InlineData("bancor --ratio 2 --amount0 4000 --day 29", "withdrawal.withdrawnValue", 2 * (3865.51707048646 - 94.28090415820634))]
    [InlineData("bancor --ratio 2 --amount0 4000 --day 30", "withdrawal.withdrawnValue", 2 * (3934.146220587984 - 94.28090415820634))]
    [InlineData("bancor --ratio 2 --amount0 4000 --day 60", "withdrawal.withdrawnValue", 2 * (4002.775370689508 - 94.28090415820634))]
    [InlineData("bancor --ratio 2 --amount0 4000 --day 100", "withdrawal.withdrawnValue", 2 * (4094.2809041582063 - 94.28090415820634))]
    // With what the 100 earned, worth 200 in the other token.
    [InlineData("bancor --ratio 2 --amount0 4000 --earned 200 --day 29", "withdrawal.withdrawnValue", 2 * 3865.51707048646)]
    [InlineData("bancor --ratio 2 --amount0 4000 --earned 200 --day 30", "withdrawal.withdrawnValue", 2 * 3934.146220587984)]
    [InlineData("bancor --ratio 2 --amount0 4000 --earned 200 --day 60", "withdrawal.withdrawnValue", 2 * 4002.775370689508)]
    [InlineData("bancor --ratio 2 --amount0 4000 --earned 200 --day 100", "withdrawal.withdrawnValue", 2 * 4094.2809041582063)]
    [InlineData(Doubled + " --protocol thorchain --day 0", "withdrawal.levelFraction", 0)]
    [InlineData(Doubled + " --protocol thorchain --day 50", "withdrawal.levelFraction", 0.5)]
    [InlineData(Doubled + " --protocol thorchain --day 99", "withdrawal.levelFraction", 0.99)]
    [InlineData(Doubled + " --protocol thorchain --day 100", "withdrawal.levelFraction", 1)]
    [InlineData(Doubled + " --protocol maya --day 100", "withdrawal.levelFraction", 0.5)]
    [InlineData(Doubled + " --protocol maya-times-four --day 250", "withdrawal.levelFraction", 0.5)]
    [InlineData(Doubled + " --protocol bancor-v3 --day 0", "withdrawal.withdrawnValue", 15_000)]
    [InlineData(Doubled + " --protocol custom --cliff-days 10 --full-days 40 --day 20", "withdrawal.levelFraction", 0.5)]
    [InlineData(Doubled, "withdrawal.payoutValue", 857.8643762690495)]
    [InlineData(Doubled + " --coverage 0.5", "withdrawal.payoutValue", 428.9321881345248)]
    [InlineData(Doubled + " --deductible 0.05", "withdrawal.payoutValue", 357.8643762690495)]
    [InlineData(Doubled + " --cap 0.06 --deductible 0.05 --coverage 0.5", "withdrawal.payoutValue", 50)]
    [InlineData(Doubled + " --cap 0.06 --deductible 0.05", "withdrawal.remainingLossValue", -757.8643762690495)]
    [InlineData(Pool + " --protocol bancor-v3 --day 91.25 --volatility 0.8", "premium.premiumValue", -198.01326693244698)]
    [InlineData(Pool + " --protocol bancor-v3 --day 91.25 --volatility 0.8 --rate 0.05", "premium.premiumValue", -196.97363965159195)]
    [InlineData(Pool + " --protocol bancor-v3 --day 365 --volatility 1", "premium.premiumValue", -1175.030974154046)]
    [InlineData(Pool + " --protocol bancor-v3 --day 91.25 --volatility 0.8 --deductible 0.01", "premium.premiumValue", -133.4952907960827)]
    [InlineData(Pool + " --day 91.25 --volatility 0.8", "premium.fullCoverValue", -198.01326693244698)]
    [InlineData(Pool + " --day 91.25 --volatility 0.8", "premium.premiumValue", -0.9125 * 198.01326693244698)]
    [InlineData(Pool + " --day 29.9 --volatility 0.8", "premium.premiumValue", 0)]
    [InlineData(Pool + " --protocol bancor-v3 --day 91.25 --volatility 0.8", "premium.breakEvenFeeAprFraction", 198.01326693244698 / 2500)]
    [InlineData(Pool + " --protocol bancor-v3 --day 365 --volatility 0.8 --lapse-rate 4", "premium.premiumValue", -192.7632420288813)]
    [InlineData(Pool + " --day 73 --fee-apr 0.1", "premium.breakEvenPremiumValue", -200)]
    [InlineData(Pool + " --protocol bancor-v3 --day 91.25 --volatility 0.8 --fee-apr 0.1", "premium.feesLessPremiumValue", 250 - 198.01326693244698)]
    [InlineData("constant-product --entry 2000 --value 10000 --volatility 0.8 --day 200 --lapse-rate 2 --fee-apr 0.1", "premium.breakEvenPremiumValue", -332.8790691030803)]
    [InlineData("constant-product --entry 2000 --value 10000 --volatility 0.8 --day 200 --lapse-rate 2 --rate 0.05 --fee-apr 0.1", "premium.breakEvenPremiumValue", -329.1664120287063)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), (Math.Abs(expected) * 1e-8) + 1e-11);
    }

    [Fact]
    public async Task Json_ScheduleOfBancor_HasEachTurnExactly()
    {
        JsonElement[] rows = [.. (await JsonAsync(Doubled + " --volatility 0.8")).GetProperty("schedule").EnumerateArray()];
        Assert.Equal([0, 29, 30, 40, 50, 60, 70, 80, 90, 99, 100, 101], rows.Select(static row => row.GetProperty("day").GetDouble()));
        Assert.Equal([0, 0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1, 1], rows.Select(static row => row.GetProperty("levelFraction").GetDouble()));
        foreach (JsonElement row in rows)
        {
            double level = row.GetProperty("levelFraction").GetDouble();
            Assert.Equal(level * 857.8643762690495, row.GetProperty("payoutValue").GetDouble(), 1e-8);
            Assert.Equal(14142.135623730951 + (level * 857.8643762690495), row.GetProperty("withdrawnValue").GetDouble(), 1e-8);
            double years = row.GetProperty("day").GetDouble() / 365;
            Assert.Equal(-level * 10_000 * (1 - Math.Exp(-0.08 * years)), row.GetProperty("premiumValue").GetDouble(), 1e-8);
        }
    }

    [Theory]
    [InlineData("thorchain", 12)]
    [InlineData("maya-times-four", 14)]
    [InlineData("bancor-v3", 3)]
    [InlineData("custom --cliff-days 0 --full-days 5000", 14)]
    public async Task Json_AnySchedule_IsShort(string protocol, int most)
    {
        JsonElement[] rows = [.. (await JsonAsync($"{Doubled} --protocol {protocol}")).GetProperty("schedule").EnumerateArray()];
        Assert.InRange(rows.Length, 3, most);
        double before = 0;
        foreach (JsonElement row in rows)
        {
            double level = row.GetProperty("levelFraction").GetDouble();
            Assert.InRange(level, before, 1);
            before = level;
        }
        Assert.Equal(1, before);
    }

    /// <summary>The printed premium is what payouts are worth along simulated prices, within four standard errors.</summary>
    [Fact]
    public async Task Premium_ASimulation_Agrees()
    {
        const int Paths = 400_000;
        const double Years = 60 / 365.0;
        const double Rate = 0.05;
        JsonElement found = await JsonAsync("concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000 --day 60 --volatility 0.8 --rate 0.05 --deductible 0.02 --cap 0.1");
        Random random = new(20_230_811);
        (double liquidity, double low, double high) = (10_000 / ((2 * Math.Sqrt(2000)) - Math.Sqrt(1600) - (2000 / Math.Sqrt(2500))), 40, 50);
        (double sum, double squares) = (0, 0);
        for (int i = 0; i < Paths; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double price = 2000 * Math.Exp(((Rate - 0.32) * Years) + (0.8 * Math.Sqrt(Years) * normal));
            double loss = Held(price, Math.Sqrt(2000)) - Held(price, Math.Clamp(Math.Sqrt(price), low, high));
            double payout = Math.Exp(-Rate * Years) * 0.6 * Math.Clamp(loss - 200, 0, 800);
            sum += payout;
            squares += payout * payout;
        }
        double mean = sum / Paths;
        double error = Math.Sqrt(((squares / Paths) - (mean * mean)) / Paths);
        Assert.InRange(-found.At("premium.premiumValue").GetDouble(), mean - (4 * error), mean + (4 * error));

        // What the reserves at one price's root are worth at another price.
        double Held(double price, double root) => liquidity * ((((1 / root) - (1 / high)) * price) + root - low);
    }

    [Theory]
    [InlineData(Doubled + " --volatility 0.8 --fee-apr 0.1 --lapse-rate 2 --cap 0.2")]
    [InlineData("bancor --ratio 0.5 --volatility 0.8 --day 0 --earned 3")]
    [InlineData("stableswap --amplification 100 --balances 1,1 --price 0.99 --protocol custom --cliff-days 3 --full-days 3 --fee-apr 0.1")]
    public async Task Explain_EveryFigure_HasItsFormula(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Fact]
    public async Task Text_SaysWhatAWithdrawalGets()
    {
        string result = await TidemarkProcess.OutputAsync(["protect", .. Doubled.Split(' '), "--day", "29"]);
        Assert.StartsWith("On day 29 bancor-v2.1 covers 0 % of the loss: a withdrawal at 4,000 gets 14,142.14 of 15,000 held.", result, StringComparison.Ordinal);
        string partly = await TidemarkProcess.OutputAsync(["protect", .. Doubled.Split(' '), "--day", "100", "--deductible", "0.05", "--cap", "0.06", "--coverage", "0.5"]);
        Assert.StartsWith("On day 100 bancor-v2.1 covers 5.8284 % of the loss: a withdrawal at 4,000 gets 14,192.14 of 15,000 held.", partly, StringComparison.Ordinal);
        string atEntry = await TidemarkProcess.OutputAsync(["protect", .. Pool.Split(' ')]);
        Assert.Contains("at 2,000 there is none", atEntry, StringComparison.Ordinal);
        Assert.DoesNotContain("without protection", (await TidemarkProcess.OutputAsync("protect", "bancor", "--ratio", "2")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pool + " --protocol aave", "'aave' is no protocol that --protocol knows; choose bancor-v2.1, bancor-v3, thorchain, maya, maya-times-four or custom.")]
    [InlineData(Pool + " --cliff-days 3", "bancor-v2.1 has its own schedule; leave --cliff-days out, or give --protocol custom.")]
    [InlineData(Pool + " --protocol custom --cliff-days 3", "needs --cliff-days and --full-days")]
    [InlineData(Pool + " --protocol custom --cliff-days 30 --full-days 3", "--cliff-days 30 is behind --full-days 3")]
    [InlineData(Pool + " --coverage 1.1", "'1.1' is not a fraction from 0 to 1")]
    [InlineData(Pool + " --deductible 0.2 --cap 0.1", "--deductible 0.2 is above --cap 0.1, so nothing would ever be paid")]
    [InlineData(Pool + " --deductible -0.2", "'-0.2' is not a number of 0 or more, which --deductible takes.")]
    [InlineData(Pool + " --day -1", "'-1' is not a number of days from 0 to 100000, which --day takes.")]
    [InlineData(Pool + " --lapse-rate 2", "--lapse-rate is of the fair premium; give --volatility too.")]
    [InlineData(Pool + " --rate 0.05", "--rate is of the fair premium; give --volatility too.")]
    [InlineData(Pool + " --volatility 80", "80 % is 0.8")]
    [InlineData("weighted --weights 1/3,1/3,1/3 --prices 2,3,1", "give --price or --ratio instead of several prices")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["protect", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["protect", .. arguments.Split(' ')]);
}
