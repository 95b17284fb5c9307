using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark breakeven</c> as a user meets it.</summary>
public sealed class BreakEvenProcessTests
{
    private const string Pool = "constant-product --entry 2000 --value 10000";
    private const string Range = "concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000";

    // A drift of half the squared volatility leaves the logarithm of the price without one.
    private const string LevelLog = " --volatility 0.8 --drift 0.32";
    private const string Deposit = "constant-product --amount0 5 --amount1 5000 --price0 1000 --price1 2000 --fee-pips 3000 --pool-value 2828427.12474619";

    [Theory]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000", "needed.feeAprFraction", 0.08)]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000", "needed.feesPerDayValue", 2.191780821917808)]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000", "needed.turnoverPerDayFraction", 0.0730593607305936)]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 500", "needed.turnoverPerDayFraction", 0.4383561643835616)]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 500 --pool-value 1000000", "needed.volumePerDayValue", 438356.1643835616)]
    [InlineData(Pool + " --volatility 0.95524865872714 --fee-pips 3000", "needed.turnoverPerDayFraction", 0.10416666666666667)]
    [InlineData(Pool + " --fee-pips 3000 --turnover 0.0730593607305936", "fees.breakEvenVolatilityAnnualFraction", 0.8)]
    [InlineData(Pool + " --fee-apr 0.1 --volatility 0.8", "fees.marginAprFraction", 0.02)]
    [InlineData(Pool + " --fee-apr 0.08 --days 91.25" + LevelLog, "againstHold.ratioAbove", 1.4908349253417323)]
    [InlineData(Pool + " --fee-apr 0.08 --days 91.25" + LevelLog, "againstHold.ratioBelow", 0.6707650746582677)]
    [InlineData(Pool + " --fee-apr 0.08 --days 91.25" + LevelLog, "againstHold.aheadProbability", 0.6818858650171085)]
    [InlineData(Range + " --volatility 0.8", "needed.feeAprFraction", 0.7577708763999663)]
    [InlineData(Range + " --volatility 0.8", "range.expectedExitDays", 28.28034591308561)]
    [InlineData(Range + " --volatility 0.8", "range.upwardExitProbability", 0.4444444444444444)]
    [InlineData(Range + LevelLog, "range.expectedExitDays", 28.397595687480997)]
    [InlineData(Range + " --days 1" + LevelLog, "range.stayProbability", 0.9999998024241592)]
    [InlineData(Range + " --days 7" + LevelLog, "range.stayProbability", 0.9120123846263604)]
    [InlineData(Range + LevelLog, "range.stayProbability", 0.3458463951542366)]
    [InlineData(Range + " --volatility 0.8", "range.timeInRangeFraction", 0.83865228792951192)]
    [InlineData(Range + " --volatility 0.8 --fee-apr 0.5", "net.feeAprFraction", 0.41932614396475596)]
    [InlineData("solidly --volatility 0.05", "needed.feeAprFraction", 0.010479633424589038, 1e-6)]
    [InlineData("solidly --fee-apr 0.010479633424589038", "fees.breakEvenVolatilityAnnualFraction", 0.05, 1e-6)]
    [InlineData("solidly --volatility 0.05 --fee-pips 100", "needed.turnoverPerDayFraction", 0.010479633424589038 / 0.0001 / 365, 1e-6)]
    [InlineData(Range + " --volatility 0.8 --drift 1", "needed.expectedLossFraction", -0.057437274235086155, 1e-6)]
    [InlineData(Range + " --volatility 0.8 --drift 1 --fee-apr 0.2", "net.lossAprFraction", -0.728752035165902, 1e-6)]
    [InlineData(Range + " --price 1600 --volatility 0.8", "range.stayProbability", 0)]
    [InlineData(Range + " --price 1600 --volatility 0.8", "range.expectedExitDays", 0)]
    [InlineData(Range + " --price 1600 --volatility 0.8", "range.upwardExitProbability", 0)]
    [InlineData("constant-sum --fee-apr 1.1107972951246324", "fees.breakEvenVolatilityAnnualFraction", 0.8)]
    [InlineData(Range + " --fee-pips 3000 --volume 50000000 --active-liquidity 19998940.983005625", "fees.feeAprFraction", 0.28990590221014184)]
    [InlineData(Range + " --fee-pips 3000 --volume 50000000 --active-liquidity 19998940.983005625", "fees.feesPerDayValue", 7.942627457812105)]
    [InlineData(Deposit + " --volume 500000000", "fees.feesPerDayValue", 7500)]
    [InlineData(Deposit + " --volume 500000000", "priceMove.daysToBreakEven", 0.11438191683587327)]
    [InlineData(Deposit + " --volume 500000", "fees.feesPerDayValue", 7.5)]
    [InlineData(Deposit + " --volume 500000", "priceMove.daysToBreakEven", 114.38191683587327)]
    [InlineData(Deposit + " --volume 500000", "priceMove.volumeToBreakEvenValue", 285954.79208968317)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.5 --days 365 --compounding 365", "net.netApyFraction", 0.6481572517391195)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.5 --days 365 --compounding continuous", "net.netApyFraction", 0.6487212707001282)]
    [InlineData("hold --volatility 0.8 --value 10000 --fee-apr 0.5 --compounding-cost 5", "net.bestCompoundingDays", 23.08462691922917)]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --reward-apr 0.05 --cost-apr 0.01 --cost-once 0.002 --days 73", "net.netAprFraction", 0.16063660027642558)]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --reward-apr 0.05 --cost-apr 0.01 --cost-once 0.002 --days 73", "net.netGrowthFraction", 0.030063065415174545)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.12", "net.netApyFraction", 0.12)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.12 --days 1 --compounding never", "net.netApyFraction", 0.12)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.12 --days 365 --cost-once 0.01", "net.netApyFraction", 0.12)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.12 --days 730 --cost-once 0.01", "net.netGrowthFraction", (0.99 * 1.24) - 1)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.12 --days 73 --compounding 2", "net.netApyFraction", (1.06 * 1.06) - 1)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.5 --value 1000 --compounding 365 --compounding-cost 1", "net.compoundingCostAprFraction", -0.365)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.5 --value 1000 --compounding 365 --compounding-cost 1 --cost-apr 0.01", "net.netAprFraction", 0.125)]
    [InlineData("hold --volatility 0.8 --fee-apr 0.5 --value 1000 --compounding-cost 1", "net.netAprFraction", 0.5)]
    [InlineData("constant-product --fee-pips 3000 --price 2", "priceMove.volumeToBreakEvenValue", 28.595479208968321)]
    [InlineData("constant-product --fee-pips 3000 --price 2 --pool-value 14.142135623730951", "priceMove.poolVolumeToBreakEvenValue", 285.95479208968321)]
    [InlineData("bancor --volatility 0.8 --price 0.1", "needed.feeAprFraction", 0)]
    [InlineData("weighted --weights 0.8,0.2 --volatility 0.8 --fee-pips 3000", "needed.feeAprFraction", 0.0512)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1 --fee-apr 0.1", "priceMove.impermanentLossValue", -0.11190489746086807)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected, double tolerance = 1e-9)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), Math.Abs(expected) * tolerance);
    }

    // A constant-sum position trades at one price only: there is no rate, but half of E|P - 1| is lost, to first order s sqrt(T / (2 pi)).
    [Fact]
    public async Task Json_CurveThatOnlyJumps_NeedsTheExpectedLoss()
    {
        JsonElement needed = (await JsonAsync("constant-sum --volatility 0.01 --days 1 --fee-pips 100")).GetProperty("needed");
        double loss = 0.01 / Math.Sqrt(2 * Math.PI * 365);
        Assert.Equal(-loss, needed.GetProperty("expectedLossFraction").GetDouble(), loss * 1e-6);
        Assert.Equal(365 * loss, needed.GetProperty("feeAprFraction").GetDouble(), 365 * loss * 1e-6);
        Assert.Equal(loss / 1e-4, needed.GetProperty("turnoverPerDayFraction").GetDouble(), loss * 1e-2);
    }

    [Fact]
    public async Task Json_OutsideTheRange_ThereIsNoExit()
    {
        JsonElement found = await JsonAsync(Range + " --price 3000 --volatility 0.8");
        JsonElement range = found.GetProperty("range");
        Assert.Equal(JsonValueKind.Null, range.GetProperty("expectedExitDays").ValueKind);
        Assert.InRange(range.GetProperty("timeInRangeFraction").GetDouble(), 0.01, 0.2);
        // Nor is there gamma now, but the price may come back.
        JsonElement needed = found.GetProperty("needed");
        Assert.InRange(needed.GetProperty("feeAprFraction").GetDouble(), 0.01, 0.2);
        Assert.Equal(-needed.GetProperty("expectedLossFraction").GetDouble() * 365 / 30, needed.GetProperty("feeAprFraction").GetDouble(), 1e-12);
    }

    // Both verbs count the drift, and mean the same by the same name.
    [Theory]
    [InlineData(Range + " --volatility 0.8 --drift 1")]
    [InlineData(Range + " --price 3000 --volatility 0.8 --drift -2")]
    [InlineData("solidly --volatility 0.05 --drift 0.1")]
    public async Task Json_Drift_IsThatOfGreeks(string arguments)
    {
        JsonElement needed = (await JsonAsync(arguments)).GetProperty("needed");
        JsonElement document = await TidemarkProcess.JsonAsync(["greeks", .. arguments.Split(' ')]);
        Assert.Equal(document.At("horizon.expectedLossFraction").GetDouble(), needed.GetProperty("expectedLossFraction").GetDouble(), 1e-12);
        Assert.Equal(document.At("atVolatility.fairFeeAprFraction").GetDouble(), needed.GetProperty("feeAprFraction").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("solidly --volatility 0.8", "infinite curvature at 1")]
    [InlineData("solidly --fee-apr 0.1", "infinite curvature at 1")]
    [InlineData("stableswap --amplification 100 --balances 1,1 --volatility 0.8", "holds only near this price")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --volatility 0.8", "holds only near this price")]
    [InlineData(Range + " --price 1600 --volatility 0.8 --fee-apr 0.2", "at the lower bound of the range")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --compounding-cost 2500", "Compounding does not pay for its cost within a year")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --compounding-cost 5", "57.71157 days, is rough")]
    public async Task Notes_SayWhereAFigureMisleads(string arguments, string expected) =>
        Assert.Contains((await JsonAsync(arguments)).GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(Pool + " --volatility 0.8")]
    [InlineData("solidly --price 0.5 --volatility 0.3")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --compounding-cost 1")]
    public async Task Notes_WhereAllHolds_AreNone(string arguments) => Assert.False((await JsonAsync(arguments)).TryGetProperty("notes", out _));

    [Fact]
    public async Task Json_CompoundingThatNeverPays_HasNoBestInterval()
    {
        JsonElement net = (await JsonAsync("constant-product --volatility 0.8 --value 100 --fee-apr 0.2 --compounding-cost 5")).GetProperty("net");
        Assert.Equal(JsonValueKind.Null, net.GetProperty("bestCompoundingDays").ValueKind);
    }

    // Without a rate a table is of the loss over a horizon; at the peg of a constant sum that is an option on the money.
    [Fact]
    public async Task Table_WithoutARate_IsOverTheHorizon()
    {
        JsonElement table = await JsonAsync("constant-sum --table --regimes 0.8 --fee-tiers 3000 --turnovers 1");
        JsonElement row = table.GetProperty("cases")[0];
        Assert.Equal(-1.1107972951246324, row.GetProperty("lvrAprFraction").GetDouble(), 1e-9);
        Assert.Equal(1.1107972951246324 / 0.003 / 365, row.GetProperty("breakEvenTurnoverPerDayFraction").GetDouble(), 1e-9);
        Assert.Equal(1.095 - 1.1107972951246324, row.GetProperty("marginAprFraction").GetDouble(), 1e-9);
        Assert.Contains("over 30 days", table.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        JsonElement steep = (await JsonAsync("solidly --table --days 365 --regimes 0.8 --fee-tiers 3000 --turnovers 1")).GetProperty("cases")[0];
        Assert.Equal(-0.18492116326282038, steep.GetProperty("lvrAprFraction").GetDouble(), 1e-6);
    }

    // Out of range a position earns nothing now; fees and loss are those of the time that the price may come back.
    [Fact]
    public async Task Json_OutsideTheRange_CountsFeesAndLossOverTheHorizon()
    {
        const string Outside = Range + " --price 3000 --volatility 0.8 --fee-apr 0.3";
        JsonElement found = await JsonAsync(Outside);
        double time = found.At("range.timeInRangeFraction").GetDouble();
        double needed = found.At("needed.feeAprFraction").GetDouble();
        JsonElement fees = found.GetProperty("fees");
        Assert.Equal(0.3, fees.GetProperty("feeAprFraction").GetDouble());
        Assert.Equal(0.3 * time, fees.GetProperty("averageFeeAprFraction").GetDouble(), 1e-12);
        Assert.Equal((0.3 * time) - needed, fees.GetProperty("marginAprFraction").GetDouble(), 1e-12);
        Assert.Equal(JsonValueKind.Null, fees.GetProperty("breakEvenVolatilityAnnualFraction").ValueKind);
        Assert.Equal(needed / time, found.At("needed.activeFeeAprFraction").GetDouble(), 1e-9);
        Assert.Equal(found.At("net.netAprFraction").GetDouble(), fees.GetProperty("marginAprFraction").GetDouble(), 1e-12);
        Assert.Contains("outside the range from 1,600 to 2,500", found.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        JsonElement document = await TidemarkProcess.JsonAsync(["greeks", .. Outside.Split(' ')]);
        Assert.Equal(needed, document.At("atVolatility.fairFeeAprFraction").GetDouble(), 1e-12);
        Assert.Equal(found.GetProperty("notes")[0].GetString(), document.GetProperty("notes")[0].GetString());
        // Where the price is in range there is nothing to add.
        Assert.False((await JsonAsync(Range + " --volatility 0.8 --fee-apr 0.3")).TryGetProperty("notes", out _));
    }

    [Theory]
    [InlineData(Range + " --price 3000 --fee-apr 0.3", "Fees of 30 % a year while in range are none at this price")]
    [InlineData(Range + " --price 3000 --volatility 0.8 --fee-apr 0.3", "is outside the range from 1,600 to 2,500")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1", "the position gains 15.8017 % of its value a year, at the cost of who pays the claim")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1", "expected gain over 30 days")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1", "none, it gains at any")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1", "The figures are of the deposit without protection")]
    [InlineData("bancor --price 0.1 --fee-apr 0.1", "The position gains when the price moves")]
    [InlineData("hold --volatility 0.8", "loses nothing to rebalancing; any fee is a gain")]
    [InlineData("constant-product --fee-pips 3000 --price 2", "a volume of 28.59548 makes up for it")]
    [InlineData("constant-product --fee-pips 3000 --price 2", "impermanent loss in money")]
    [InlineData("constant-product --fee-pips 3000 --price 1", "lost nothing against holding")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2", "net APY, not compounded ")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --cost-once 0.01", "net APR, costs once left out")]
    public async Task Text_SaysWhatIsTrue(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["breakeven", .. arguments.Split(' ')]);
        Assert.Contains(expected, result, StringComparison.Ordinal);
        Assert.DoesNotContain("without gamma", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pool + " --volatility 0.8 --fee-pips 3000 --volume 1000 --pool-value 20000 --price 2500 --compounding 12 --compounding-cost 1")]
    [InlineData(Range + " --volatility 0.8 --fee-apr 0.3 --fee-pips 3000 --compounding continuous")]
    [InlineData(Range + " --price 3000 --volatility 0.8 --fee-apr 0.3 --fee-pips 3000")]
    [InlineData("bancor --volatility 0.8 --price 0.1 --fee-apr 0.1")]
    [InlineData("constant-sum --volatility 0.8 --fee-apr 0.1")]
    [InlineData(Pool + " --table")]
    [InlineData("constant-sum --table")]
    [InlineData("solidly --volatility 0.8 --fee-apr 0.1 --drift 0.1")]
    [InlineData(Range + " --price 1600 --volatility 0.8 --fee-apr 0.2 --compounding-cost 5000")]
    public async Task Explain_EveryFigure_HasItsFormula(string arguments) => Explained.AssertEveryFigure(await JsonAsync(arguments + " --explain"));

    [Fact]
    public async Task Table_OfTheVerbAlone_IsConstantProduct()
    {
        string result = await TidemarkProcess.OutputAsync([.. "breakeven --table --regimes 0.5,0.8 --fee-tiers 500,3000 --turnovers 0.02,0.1 --csv".Split(' ')]);
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("volatilityAnnualFraction,feePips,turnoverPerDayFraction,breakEvenTurnoverPerDayFraction,feeAprFraction,lvrAprFraction,marginAprFraction", lines[0]);
        double[][] rows = [.. lines.Skip(1).Select(static line => line.Split(',').Select(static field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(8, rows.Length);
        // The last: 80 %, 0.3 %, a tenth a day.
        double[] expected = [0.8, 3000, 0.1, 0.0730593607305936, 0.1095, -0.08, 0.0295];
        Assert.All(expected.Zip(rows[^1]), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(0.1712328767, rows[0][3], 1e-9);
    }

    [Fact]
    public async Task Table_ForPeople_HasALineForEachVolatilityAndFee()
    {
        string result = await TidemarkProcess.OutputAsync([.. "breakeven concentrated --lower 1600 --upper 2500 --entry 2000 --table --regimes 0.8 --fee-tiers 3000 --turnovers 0.5,1".Split(' ')]);
        Assert.StartsWith("Of 2 cases 1 earn more in fees than they lose to arbitrage.", result, StringComparison.Ordinal);
        Assert.Matches(@"80 %\s+0\.3 %\s+69\.2 % a day\s+-21\.03 %\s+\+33\.72 %", result);
    }

    [Fact]
    public async Task Explain_NamesFormulaNumbersAndSource()
    {
        string result = await TidemarkProcess.OutputAsync([.. $"breakeven {Pool} --volatility 0.8 --fee-pips 3000 --explain".Split(' ')]);
        Assert.Contains("s^2 P^2 |gamma| / (2 V) = 0.8^2 * 2000^2 * 0.000625 / (2 * 10000) = 0.08", result, StringComparison.Ordinal);
        Assert.Contains("needed.turnoverPerDayFraction: fees a year / (fee * 365) = 0.08 / (0.003 * 365) = 0.07305936073", result, StringComparison.Ordinal);
        Assert.Contains("source: Milionis, Moallemi, Roughgarden, Zhang 2022", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "one of these words must follow 'tidemark breakeven': constant-product, concentrated,")]
    [InlineData("constant-prodct --table", "Did you mean 'constant-product'?")]
    [InlineData(Pool, "--volatility is missing")]
    [InlineData(Pool + " --volatility -0.8", "'-0.8' is not a positive number, which --volatility takes.")]
    [InlineData(Pool + " --volatility 0", "'0' is not a positive number, which --volatility takes.")]
    [InlineData(Pool + " --volatility NaN", "'NaN' is not a positive number, which --volatility takes.")]
    [InlineData(Pool + " --volatility 1 --fee-pips 0", "'0' is not a whole number from 1 to 999999, which --fee-pips takes.")]
    [InlineData(Pool + " --volatility 1 --fee-pips 1000000", "'1000000' is not a whole number from 1 to 999999, which --fee-pips takes.")]
    [InlineData(Pool + " --fee-apr 0.1 --days 3", "leave --days out")]
    [InlineData(Pool + " --fee-apr 0.1 --cost-once 0.01", "a net yield takes fees and the loss")]
    [InlineData(Pool + " --fee-apr 0.1 --volatility 1 --cost-once 1", "'1' is not a fraction of 0 or more and below 1, which --cost-once takes.")]
    [InlineData(Pool + " --fee-apr 0.1 --volatility 1 --compounding sometimes", "'sometimes' says not how often")]
    [InlineData(Pool + " --volatility 1000 --days 365", "--volatility 1000 is too much over 365 days; it is a fraction a year: 80 % is 0.8.")]
    [InlineData(Pool + " --volatility 1e300 --fee-apr 0.2", "80 % is 0.8.")]
    [InlineData(Pool + " --volatility 0.8 --pool-value 50000", "--pool-value says the position's share of a pool's volume; give --fee-pips and --volume too")]
    [InlineData(Range + " --volatility 0.8 --active-liquidity 50000", "--active-liquidity says the position's share")]
    [InlineData(Pool + " --price 2500 --pool-value 50000", "--pool-value says the position's share")]
    [InlineData(Pool + " --price 2500", "--volatility is missing")]
    [InlineData(Pool + " --volatility 0.8 --fee-apr 0.2 --compounding continuous --compounding-cost 1", "costs without end")]
    [InlineData("--table --regimes 1e300", "volatilityAnnual is 1E+300")]
    [InlineData(Pool + " --table --volatility 1", "leave --volatility out")]
    [InlineData(Pool + " --regimes 1", "those of --table")]
    [InlineData("--table --regimes 0", "'0' is not a positive number, which --regimes takes.")]
    [InlineData("--table --fee-tiers 0.5", "'0.5' is not a whole number from 1 to 999999, which --fee-tiers takes.")]
    [InlineData("--table --turnovers -1", "'-1' is not a number of 0 or more, which --turnovers takes.")]
    [InlineData(Range + " --price 3000 --table", "the price 3000 is out of the range")]
    [InlineData("hold --table", "loses nothing at any volatility")]
    [InlineData("bancor --price 0.1 --table", "gains when the price moves")]
    [InlineData(Pool + " --table --days 3", "leave --days out")]
    [InlineData("constant-sum --table --drift 1", "leave --drift out")]
    [InlineData("constant-product --fee-apr 0.5 --fee-pips 3000", "--fee-pips changes nothing, so leave it out")]
    [InlineData("concentrated --lower 3 --upper 2 --entry 1 --volatility 1", "is empty or upside down")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["breakeven", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["breakeven", .. arguments.Split(' ')]);
}
