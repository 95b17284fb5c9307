using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark il</c> as a user meets it.</summary>
public sealed class IlProcessTests : IDisposable
{
    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("constant-product --ratio 2", "impermanentLoss", -0.05719095841793664)]
    [InlineData("constant-product --ratio 4", "impermanentLoss", -0.2)]
    [InlineData("constant-product --amount0 5 --amount1 5000 --price0 1000 --price1 2000", "poolValue", 14142.135623730951)]
    [InlineData("constant-product --amount0 5 --amount1 5000 --price0 1000 --price1 2000", "holdValue", 15000)]
    [InlineData("constant-product --amount0 5 --amount1 5000 --price0 1000 --price1 2000 --fees 120", "net.netVsHoldValue", -737.8643762690496)]
    [InlineData("constant-product --amount0 5 --amount1 5000 --price0 1000 --price1 2000", "inPool.amount0", 3.5355339059327378)]
    [InlineData("constant-product --amount0 5 --amount1 6000 --entry 1000 --ratio 2", "undeposited.amount1", 1000)]
    [InlineData("constant-product --amount0 10 --amount1 10000 --ratio 2 --pool0 50", "shareOfPool.ifIncludedFraction", 0.2)]
    [InlineData("constant-product --amount0 10 --amount1 10000 --ratio 2 --pool0 50", "shareOfPool.ifAddedFraction", 0.16666666666666666)]
    [InlineData("constant-product --loss 0.2", "pricesForLoss.ratioAbove", 4)]
    [InlineData("constant-product --loss 0.5", "pricesForLoss.ratioAbove", 13.928203230275509)]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000 --price 2200", "poolValue", 10387.172479246288)]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000 --price 3000", "impermanentLoss", -0.15278640450004206)]
    [InlineData("concentrated --lower 1800 --upper 3000 --entry 2000 --value 10000 --price 2400", "benchmarks.fiftyFiftyDifferenceFraction", 0.01590734727293845)]
    [InlineData("weighted --weights 0.8,0.2 --ratios 2,1", "impermanentLoss", -0.032721596337639845)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1", "impermanentLoss", -0.07664719004169059)]
    [InlineData("weighted --weights 1/3,1/3,1/3 --prices 2,3,1", "impermanentLoss", -0.09143970358393017)]
    [InlineData("solidly --ratio 0.95", "impermanentLoss", -0.005676143347068737)]
    [InlineData("pmm --oracle 2000 --slippage 1 --price 4000", "impermanentLoss", -0.05719095841793664)]
    [InlineData("stableswap --amplification 100 --balances 1000,1000 --price 0.95", "impermanentLoss", -0.013321137111503992)]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --amount0 1000 --amount1 3000000 --price 2046.3188798949789 --oracle-now 2400", "claims.claimAmount0", 983.6623946571269)]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --amount0 1000 --amount1 3000000 --price 2046.3188798949789 --oracle-now 2400", "claims.claimAmount1", 3e6)]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --amount0 1000 --amount1 3000000 --price 2046.3188798949789 --oracle-now 2000", "claims.claimAmount0", 1000)]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --amount0 1000 --price 2046.3188798949789 --oracle-now 2400", "claims.changeAmount0", 983.6623946571269 - 1000)]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --amount0 1000 --amount1 3000000 --price 2046.3188798949789", "inPool.amount0", 901.0858031829382)]
    [InlineData("constant-sum --ratio 0.95", "impermanentLoss", -0.05 / 1.95)]
    [InlineData("constant-sum --peg 2 --amount0 0 --amount1 10 --price 1", "inPool.amount0", 5)]
    [InlineData("bancor --ratio 2", "impermanentLoss", -0.05719095841793664)]
    [InlineData("bancor --ratio 2 --deposit-days 29.999", "protection.protectedFraction", 0)]
    [InlineData("bancor --ratio 2 --deposit-days 30", "protection.protectedFraction", 0.3)]
    [InlineData("bancor --ratio 2 --deposit-days 45 --amount0 4000 --entry 7", "protection.paidBackAmount0", 0.45 * 4000 * 0.05719095841793664)]
    [InlineData("bancor --ratio 2 --deposit-days 45 --amount0 4000 --entry 7", "protection.remainingLossAmount0", -0.55 * 4000 * 0.05719095841793664)]
    [InlineData("bancor --ratio 2 --deposit-days 29 --amount0 4000 --earned0 100", "protection.payoutAmount0", 3865.51707048646)]
    [InlineData("bancor --ratio 2 --deposit-days 60 --amount0 4000 --earned0 100", "protection.payoutAmount0", 4002.775370689508)]
    [InlineData("bancor --ratio 2 --deposit-days 365 --amount0 4000 --earned0 100", "protection.payoutAmount0", 4094.2809041582063)]
    [InlineData("bancor --ratio 0.01 --deposit-days 365", "impermanentLoss", 0)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --price 2100", "impermanentLoss", -0.0005233578764301478)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --value 400 --ratio 2", "impermanentLoss", -0.05888128756151314)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1200000,400 --ratio 1", "entryPrices.price1", 2974.0069114176974)]
    [InlineData("cryptoswap --amplification 1707629/270000 --gamma 1.1809167828997e-5 --price-scale 2,4 --balances 1100000,500000,225000 --ratio 1", "entryPrices.price2", 4.8747262783356888)]
    [InlineData("hold --ratio 7", "impermanentLoss", 0)]
    [InlineData("concentrated --lower 800 --upper 1250 --entry 1000 --ratio 1e-18", "impermanentLoss", -1)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --price 2100 --pool0 2000000", "shareOfPool.ifIncludedFraction", 0.5)]
    [InlineData("weighted --weights 0.5,0.5 --entry 2000 --value 4000 --ratio 2 --pool0 4", "shareOfPool.ifIncludedFraction", 0.25)]
    [InlineData("weighted --weights 0.5,0.5 --ratio 4", "benchmarks.allToken0DifferenceFraction", -0.5)]
    [InlineData("weighted --weights 0.5,0.5 --ratio 4", "benchmarks.fiftyFiftyDifferenceFraction", -0.2)]
    [InlineData("weighted --weights 0.8,0.2 --ratios 2,1 --benchmark-share0 0.3", "benchmarks.customHoldValue", 1.3)]
    [InlineData("weighted --weights 0.8,0.2 --ratios 2,1 --benchmark-shares 0.3,0.7", "benchmarks.customHoldValue", 1.3)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1 --benchmark-shares 0.1,0.2,0.7", "benchmarks.customHoldValue", 0.2 + 0.16 + 0.77)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1", "benchmarks.equalSharesHoldValue", 3.9 / 3)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1", "benchmarks.allToken1HoldValue", 0.8)]
    [InlineData("weighted --weights 0.8,0.2 --ratios 2,1", "oppositeMove.impermanentLoss", -0.04275137083580438)]
    [InlineData("stableswap --amplification 100 --balances 1000,1000 --price 0.95", "benchmarks.fiftyFiftyHoldValue", 1950)]
    [InlineData("stableswap --amplification 100 --entry 1 --value 2000 --price 0.95", "impermanentLoss", -0.013321137111503992)]
    [InlineData("stableswap --amplification 100 --amount0 1000 --amount1 1000 --price 0.95", "impermanentLoss", -0.013321137111503992)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --entry 2000 --value 2000000 --price 2100", "impermanentLoss", -0.0005233578764301478)]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --entry 2000 --value 2000000 --price 2100", "deposited.amount1", 500)]
    [InlineData("weighted --weights 0.8,0.2 --balances 8,4000 --price 4000", "impermanentLoss", -0.032721596337639845)]
    [InlineData("weighted --weights 0.8,0.2 --amount0 8 --amount1 4000 --price 4000", "entryPrices.price0", 2000)]
    [InlineData("weighted --weights 0.5,0.3,0.2 --balances 5,6,1 --ratio 2", "entryPrices.price1", 0.25)]
    [InlineData("stableswap --amplification 100 --rates 1,1.05 --balances 1000,1000 --price 0.95", "parameters.rate1", 1.05)]
    [InlineData("bancor --ratio 2 --deposit-days 45", "parameters.protectedFraction", 0.45)]
    [InlineData("constant-product --ratio 4 --value 2 --fees 3 --rewards 1 --costs 2", "net.netPnlValue", 4)]
    [InlineData("constant-product --ratio 4 --value 2 --fees 3 --rewards 1 --costs 2", "net.breakEvenFeesValue", 2)]
    [InlineData("constant-product --ratio 4 --value 2 --fees 3 --rewards 1 --costs 2", "net.costsValue", -2)]
    [InlineData("weighted --weights 0.5,0.5 --balances 1,2000 --prices 6000,1.5", "depositedValue", 6000)]
    [InlineData("weighted --weights 0.5,0.5 --balances 1,2000 --prices 6000,1.5 --fees 10", "net.netPnlValue", 2495.281374238570)]
    [InlineData("weighted --weights 0.5,0.5 --entry 2000 --value 6000 --prices 6000,1.5", "deposited.amount0", 1)]
    [InlineData("weighted --weights 0.5,0.5 --entry-prices 2000,1 --value 4000 --prices 6000,1.5", "deposited.amount0", 1)]
    [InlineData("weighted --weights 0.5,0.5 --entry-prices 2000,1 --value 4000 --prices 6000,1.5", "depositedValue", 4000)]
    public async Task Json_KnownFigure_IsPrinted(string arguments, string figure, double expected)
    {
        Assert.Equal(expected, (await JsonAsync(arguments)).At(figure).GetDouble(), Math.Abs(expected) * (figure == "impermanentLoss" ? 1e-9 : 1e-12));
    }

    [Theory]
    [InlineData("constant-product", "--price or --ratio is missing")]
    [InlineData("constant-product --ratio 0", "'0' is not a positive number, which --ratio takes.")]
    [InlineData("constant-product --ratio -1", "'-1' is not a positive number, which --ratio takes.")]
    [InlineData("constant-product --ratio nan", "'nan' is not a positive number, which --ratio takes.")]
    [InlineData("constant-product --ratio 1e999", "'1e999' is not a positive number, which --ratio takes.")]
    [InlineData("constant-product --price 2 --ratio 2", "--price and --ratio say the same thing")]
    [InlineData("constant-product --value 2 --amount0 2 --ratio 2", "--value and the amounts say the same thing")]
    [InlineData("constant-product --amount0 2 --ratio 2 --entry 1", "give --amount1")]
    [InlineData("constant-product --fees 3 --loss 0.1", "give --price or --ratio")]
    [InlineData("constant-product --range 2:1", "'2:1' is no range of price ratios")]
    [InlineData("constant-product --ratio 2 --svg x.svg", "give --range")]
    [InlineData("constant-product --ratio 2 --json --csv", "--json and --csv exclude each other")]
    [InlineData("concentrated --lower 3 --upper 2 --entry 1 --price 2", "is empty or upside down")]
    [InlineData("concentrated --lower 1 --upper 2 --price 2", "--entry is missing")]
    [InlineData("concentrated --entry 1 --price 2", "--lower and --upper are missing")]
    [InlineData("weighted --weights 0.5,0.4 --ratio 2", "they must sum to 1")]
    [InlineData("weighted --weights 0.5,0.5 --ratios 2,1,1", "--ratios has 3 entries, and the pool 2 tokens")]
    [InlineData("weighted --weights 0.5,0.5 --ratios 2,1 --ratio 2", "give one of them")]
    [InlineData("liquidity-book --ratio 2", "--bin-step is missing")]
    [InlineData("liquidity-book --bin-step 0 --ratio 2", "'0' is not a whole number from 1 to 65535, which --bin-step takes.")]
    [InlineData("pmm --ratio 2", "--slippage is missing")]
    [InlineData("pmm --slippage 2 --ratio 2", "'2' is not a fraction from 0 to 1")]
    [InlineData("pmm --slippage 1 --oracle-now 2 --range 0.1:10", "--oracle-now tells what can be withdrawn at a price; give --price or --ratio.")]
    [InlineData("constant-sum --peg 0 --ratio 2", "'0' is not a positive number, which --peg takes.")]
    [InlineData("constant-sum --peg 1 --entry 0.9 --amount1 3 --ratio 2", "give --amount0")]
    [InlineData("bancor --ratio 2 --deposit-days -1", "'-1' is not a number of days from 0 to 100000, which --deposit-days takes.")]
    [InlineData("bancor --ratio 2 --deposit-days 1e300", "'1e300' is not a number of days from 0 to 100000, which --deposit-days takes.")]
    [InlineData("bancor --range 0.1:10 --earned0 3", "--earned0 tells what can be withdrawn at a price; give --price or --ratio.")]
    [InlineData("bancor --ratio 2 --amount1 3", "'--amount1' is no option.")]
    [InlineData("bancor --ratio 2 --amount0 0", "nothing is put in")]
    [InlineData("constant-product --ratio 2 --pool0 0.4", "--pool0 0.4 is less than the position's own token 0, 0.5; it is that of the whole pool, the position included.")]
    [InlineData("constant-product --price0 1000 --entry 1000 --ratio 2", "--entry and --price0 are names of one option, which is given 2 times; give it once.")]
    [InlineData("stableswap --amplification 5 --balances 1,1 --price 1 --price1 1", "--price and --price1 are names of one option, which is given 2 times; give it once.")]
    [InlineData("constant-product --ratio 2 --ratio 2", "--ratio is given 2 times; give it once.")]
    [InlineData("constant-product --ratio -2/-1", "'-2/-1' is not a positive number, which --ratio takes.")]
    [InlineData("constant-product --ratio 2/-0", "'2/-0' is not a positive number, which --ratio takes.")]
    [InlineData("cryptoswap --amplification 400000 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --price 2100", "'400000' is not a number from 1E-18 to 100000 (what the contract's A() returns, divided by 10^4 n^n: by 40000 with two coins, by 270000 with three), which --amplification takes.")]
    [InlineData("cryptoswap --amplification 10 --gamma 145000000000000 --price-scale 2000 --balances 1000000,500 --price 2100", "'145000000000000' is not a number from 1E-18 to 1 (what the contract's gamma() returns, divided by 10^18), which --gamma takes.")]
    [InlineData("cryptoswap --amplification 0 --gamma 1e-4 --price-scale 1 --balances 1,1 --ratio 2", "'0' is not a number from 1E-18 to 100000 (")]
    [InlineData("cryptoswap --amplification 10 --gamma nan --price-scale 1 --balances 1,1 --ratio 2", "'nan' is not a number from 1E-18 to 1 (")]
    [InlineData("cryptoswap --amplification 10 --gamma 1e-4 --balances 1,1 --ratio 2", "--price-scale is missing")]
    [InlineData("cryptoswap --amplification 10 --gamma 1e-4 --price-scale 1 --balances 1,-1 --ratio 2", "'-1' is not a positive number, which --balances takes.")]
    [InlineData("cryptoswap --amplification 10 --gamma 1e-4 --price-scale 1 --balances 1,1,1 --ratio 2", "--balances has 3 entries, and the pool 2 tokens")]
    [InlineData("cryptoswap --amplification 10 --gamma 1e-4 --price-scale 1 --balances 1,1 --ratio 1e200", "The price of coin 1 in coin 0 is more than 1E+100 times that at the price scale")]
    [InlineData("concentrated --entry 1 --price 2 --lower 800", "--upper is missing")]
    [InlineData("concentrated --entry 1 --price 2 --upper 800", "--lower is missing")]
    [InlineData("weighted --weights 1 --ratios 2", "--weights has 1 entry; a pool has 2 to 8 tokens")]
    [InlineData("weighted --weights 1,1,1,1,1,1,1,1,1 --ratio 2", "--weights has 9 entries; a pool has 2 to 8 tokens")]
    [InlineData("weighted --weights 80,20 --ratio 2", "they must sum to 1: divide by 100, 0.8,0.2.")]
    [InlineData("weighted --weights 80%,20% --ratio 2", "'80%' is not a positive number, which --weights takes. 80 % is 0.8.")]
    [InlineData("constant-product --loss 5% --ratio 2", "5 % is 0.05.")]
    [InlineData("weighted --weights 0.5,0.5 --entry 2 --entry-prices 2,1 --ratio 2", "--entry and --entry-prices say the same thing")]
    [InlineData("weighted --weights 0.5,0.5 --balances 2,1 --entry-prices 2,1 --ratio 2", "leave --entry-prices out")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --entry 2 --ratio 2", "--entry is for two tokens, and the pool has 3")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --amount0 2 --amount1 3 --ratio 2", "--amount0 and --amount1 are for two tokens, and the pool has 3")]
    [InlineData("weighted --weights 0.5,0.5 --amount0 2 --ratio 2", "--amount1 is missing")]
    [InlineData("weighted --weights 0.5,0.5 --balances 2,1 --amount0 2 --ratio 2", "say the same thing")]
    [InlineData("weighted --weights 0.5,0.5 --balances 2,1 --entry 2 --ratio 2", "leave --entry out")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratio 2 --benchmark-share0 0.5", "--benchmark-share0 is for two tokens, and the pool has 3; give --benchmark-shares.")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratio 2 --benchmark-shares 0.5,0.5", "--benchmark-shares has 2 entries, and the pool 3 tokens")]
    [InlineData("constant-product --ratio 2 --benchmark-shares 0.5,0.4", "--benchmark-shares sum to 0.9; they must sum to 1.")]
    [InlineData("constant-product --ratio 2 --benchmark-shares 0.5,0.5 --benchmark-share0 0.5", "say the same thing")]
    [InlineData("constant-product --loss 0.1 --benchmark-share0 0.5", "--benchmark-share0 compares at a price; give --price or --ratio.")]
    [InlineData("stableswap --amplification 5 --balances 1,1 --range 0.9:1.1 --benchmark-shares 0.5,0.5", "--benchmark-shares compares at a price; give --price or --ratio.")]
    [InlineData("constant-product --ratio 2 --range 0.1:10 --csv", "--csv prints the rows of --range and nothing else")]
    [InlineData("constant-product --loss 0.05 --range 0.1:10 --csv", "--csv prints the rows of --range and nothing else")]
    [InlineData("constant-product --ratio 2 --csv --explain", "--explain has no place in --csv")]
    [InlineData("constant-product --range 1e-300:1e300", "--range 1E-300:1E+300 of the price 1 goes beyond the prices that a number can hold")]
    [InlineData("constant-product --range 0.1:10 --svg /nonexistent/x.svg", "--svg /nonexistent/x.svg cannot be written: there is no folder /nonexistent; make it, or name a file in another one.")]
    [InlineData("constant-product --range 0.1:10 --svg /", "--svg / is a folder; name a file in it.")]
    [InlineData("stableswap --amplification 100 --balances 1000 --ratio 1", "--balances has 1 entry; a pool has 2 to 8 coins.")]
    [InlineData("stableswap --amplification 100 --ratio 1", "--balances is missing")]
    [InlineData("stableswap --amplification 1e20 --balances 1,1 --ratio 1", "'1e20' is not a positive number up to 1E+18, which --amplification takes.")]
    [InlineData("cryptoswap --gamma 1e-4 --price-scale 1 --balances 1,1 --ratio 2", "--amplification is missing; it is what the contract's A() returns, divided by 10^4 n^n")]
    [InlineData("cryptoswap --amplification 10 --price-scale 1 --balances 1,1 --ratio 2", "--gamma is missing; it is what the contract's gamma() returns, divided by 10^18.")]
    [InlineData("concentratd --entry 1 --price 2", "Did you mean 'concentrated'?")]
    [InlineData("concentrated --lowr 1 --price 2", "Did you mean '--lower'?")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string expected)
    {
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(["il", .. arguments.Split(' ')]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_PrintsCsvAndDrawsSvg()
    {
        string picture = _folder.PathOf("curve.svg");
        string result = await TidemarkProcess.OutputAsync("il", "constant-product", "--range", "0.25:4", "--points", "5", "--svg", picture, "--csv");
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal("priceRatio,price,poolValue,holdValue,impermanentLoss", lines[0]);
        double[][] rows = [.. lines.Skip(1).Select(static line => line.Split(',').Select(static field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(5, rows.Length);
        Assert.Equal([-0.2, -0.05719095841793664, 0, -0.05719095841793664, -0.2], rows.Select(static row => Math.Round(row[4], 14)).Select(static loss => loss == 0 ? 0 : loss), static (expected, actual) => Math.Abs(expected - actual) < 1e-13);
        XElement svg = XElement.Load(picture);
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(5, svg.Elements().Single(static element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ').Length);
    }

    [Fact]
    public async Task Range_OfAProtectedDeposit_LosesTheUnprotectedPart()
    {
        string result = await TidemarkProcess.OutputAsync("il", "bancor", "--deposit-days", "30", "--range", "0.25:4", "--points", "3", "--csv");
        double[] losses = [.. result.TrimEnd('\n').Split('\n').Skip(1).Select(static line => double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture))];
        Assert.Equal([-0.14, 0, -0.14], losses, static (expected, actual) => Math.Abs(expected - actual) < 1e-13);
    }

    /// <summary>The same prices in another numeraire are the same position, in other money.</summary>
    [Theory]
    [InlineData("stableswap --amplification 100 --rates 1,1.05 --balances 1000,1000", "0.96,1", "2.016,2.1", 2.1, "the last token the price 2.1")]
    [InlineData("weighted --weights 0.8,0.2 --balances 8,4000", "4000,1", "2,0.0005", 0.0005, "the last token the price 0.0005")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --balances 5,6,1", "0.7,0.3,1", "1.4,0.6,2", 2, "the last token the price 2")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500", "1,2100", "2,4200", 2, "coin 0 the price 2")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --entry 2000", "1,2100", "2,4200", 2, "coin 0 the price 2")]
    public async Task Prices_InAnotherNumeraire_CountAllMoneyInIt(string pool, string prices, string otherPrices, double unit, string note)
    {
        JsonElement report = await JsonAsync($"{pool} --value 3000 --prices {prices} --fees 1");
        JsonElement other = await JsonAsync(string.Create(CultureInfo.InvariantCulture, $"{pool} --value {3000 * unit} --prices {otherPrices} --fees {unit}"));
        Assert.All(["depositedValue", "poolValue", "holdValue", "impermanentLossValue", "net.netPnlValue", "net.netVsHoldValue", "oppositeMove.poolValue", "benchmarks.allToken0HoldValue", "entryPrices.price0", "prices.price1"], figure =>
        {
            double expected = unit * report.At(figure).GetDouble();
            Assert.Equal(expected, other.At(figure).GetDouble(), 1e-8 * Math.Abs(expected));
        });
        Assert.Equal(report.At("net.netPnlFraction").GetDouble(), other.At("net.netPnlFraction").GetDouble(), 1e-9);
        Assert.False(report.TryGetProperty("notes", out _));
        Assert.Contains(note, other.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "spot")]
    [InlineData(" --shape bid-ask", "bid-ask")]
    [InlineData(" --shape curve", "curve")]
    public async Task Parameters_OfLiquidityBook_NameTheShape(string option, string shape) =>
        Assert.Equal(shape, (await JsonAsync($"liquidity-book --bin-step 20 --ratio 1.01{option}")).At("parameters.shape").GetString());

    [Fact]
    public async Task Explain_OfAClaim_HasItsFormulaNumbersAndSource()
    {
        string bancor = await TidemarkProcess.OutputAsync("il", "bancor", "--ratio", "4", "--amount0", "10", "--deposit-days", "50", "--explain");
        Assert.Contains("(10 + 0) (1 - 0.2) + 10 * 0.2 * 0.5 = 9\n    source: Bancor", bancor, StringComparison.Ordinal);
        string market = await TidemarkProcess.OutputAsync("il", "pmm", "--oracle", "2000", "--slippage", "0.1", "--amount0", "1000", "--price", "2046.3188798949789", "--oracle-now", "2400", "--explain");
        Assert.Contains("= 983.6623947, d the other token's surplus at the oracle's price\n    source: DODO", market, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NamesFormulaNumbersAndSource()
    {
        TidemarkResult result = await TidemarkProcess.RunAsync("il", "constant-product", "--ratio", "4", "--explain");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("impermanentLoss: IL = V / H - 1 = 2 / 2.5 - 1 = -0.2", result.Output, StringComparison.Ordinal);
        Assert.Contains("source: Adams, Zinsmeister, Robinson 2020", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CryptoSwap_RangeAndExplanation_AreOfCoinOneInCoinZero()
    {
        string[] pool = ["il", "cryptoswap", "--amplification", "10", "--gamma", "0.000145", "--price-scale", "2000", "--balances", "1000000,500"];
        string range = await TidemarkProcess.OutputAsync([.. pool, "--range", "0.5:2", "--points", "3", "--csv"]);
        double[][] rows = [.. range.TrimEnd('\n').Split('\n').Skip(1).Select(static line => line.Split(',').Select(static field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal([1000, 2000, 4000], rows.Select(static row => row[1]), static (expected, actual) => Math.Abs(expected - actual) < 1e-9);
        Assert.Equal([-0.05888128756151314, 0, -0.05888128756151314], rows.Select(static row => row[4]), static (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        string explained = await TidemarkProcess.OutputAsync([.. pool, "--price", "4000", "--explain"]);
        Assert.Contains("source: Egorov 2021", explained, StringComparison.Ordinal);
        Assert.Contains("holdValue: H = sum x_i0 p_i = 1000000 * 1 + 500 * 4000 = 3000000", explained, StringComparison.Ordinal);
    }

    /// <summary>What --explain prints names every figure of the JSON, with numbers in its formula, and the curve's own source.</summary>
    [Theory]
    [InlineData("constant-product --amount0 5 --amount1 6000 --entry 1000 --ratio 2", "Uniswap v2 Core")]
    [InlineData("concentrated --lower 1600 --upper 2500 --entry 2000 --price 2200", "Adams et al. 2021")]
    [InlineData("weighted --weights 0.5,0.3,0.2 --ratios 2,0.8,1.1", "Balancer")]
    [InlineData("stableswap --amplification 100 --balances 1000,1000 --price 0.95", "Egorov 2019")]
    [InlineData("cryptoswap --amplification 10 --gamma 0.000145 --price-scale 2000 --balances 1000000,500 --price 2100", "Egorov 2021")]
    [InlineData("solidly --ratio 0.95", "Velodrome")]
    [InlineData("liquidity-book --bin-step 20 --ratio 1.01", "Trader Joe")]
    [InlineData("pmm --oracle 2000 --slippage 0.1 --price 2046 --oracle-now 2400", "DODO")]
    [InlineData("constant-sum --ratio 0.95", "StableSwap")]
    [InlineData("bancor --ratio 2 --deposit-days 45 --earned0 1", "Bancor")]
    [InlineData("hold --ratio 7", "definition")]
    public async Task Explain_EveryFigure_HasAFormulaWithNumbersAndTheCurvesOwnSource(string arguments, string source)
    {
        JsonElement report = await JsonAsync($"{arguments} --explain --fees 3 --rewards 1 --costs 2 --loss 0.01 --range 0.5:2 --points 5 --pool0 1000000000 --benchmark-shares {(arguments.Contains("0.3,0.2", StringComparison.Ordinal) ? "0.2,0.3,0.5" : "0.2,0.8")}");
        Explained.AssertEveryFigure(report);
        Assert.All(["poolValue", "impermanentLoss", "inPool.amount0", "oppositeMove.poolValue", "pricesForLoss.priceBelow", "curve.poolValue"], figure =>
        {
            string found = Explained.Formula(report, figure).Source;
            Assert.True(found.Contains(source, StringComparison.Ordinal) || (figure.StartsWith("prices", StringComparison.Ordinal) && found == "definition"), $"{figure}: {found}");
        });
    }

    /// <summary>The formula of the value, worked out by hand.</summary>
    [Theory]
    [InlineData("constant-product --ratio 4 --value 2", "poolValue: V = 2 L sqrt(P) = 2 * 1 * sqrt(4) = 4")]
    [InlineData("weighted --weights 0.5,0.5 --ratios 4,1 --value 3", "poolValue: V = V0 prod (p_i / p_i0)^w_i = 3 * (4 / 1)^0.5 * (1 / 1)^0.5 = 6")]
    [InlineData("concentrated --lower 1 --upper 9 --entry 4 --price 4 --value 7", "inPool.amount0: x = L (1/s - 1/sqrt(b)) = 4.2 * (1 / 2 - 1 / 3) = 0.7")]
    [InlineData("stableswap --amplification 100 --balances 1000,1000 --price 1", "A = 100, n = 2, D = 2000")]
    [InlineData("bancor --ratio 4 --amount0 10 --deposit-days 50", "x = x0 (1 - (1 - c) (1 - 2 sqrt(r) / (1 + r))) = 10 * (1 - (1 - 0.5) * (1 - 2 * sqrt(4) / (1 + 4))) = 9")]
    [InlineData("constant-sum --ratio 0.5 --value 2", "poolValue: V = k min(P / p, 1) = 2 * min(0.5 / 1, 1) = 1")]
    [InlineData("hold --ratio 3 --value 2", "V = x P + y = 1 * 3 + 1 = 4")]
    public async Task Explain_Value_HasTheNumbersPutIn(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["il", .. arguments.Split(' '), "--explain"]);
        Assert.Contains(expected, result.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_WhereNothingIsLost_IsAFlatLineAtZero()
    {
        string picture = _folder.PathOf("flat.svg");
        string result = await TidemarkProcess.OutputAsync("il", "hold", "--range", "0.5:2", "--svg", picture);
        Assert.StartsWith("From 0.5 to 2 times the entry price, nothing is lost against holding.", result, StringComparison.Ordinal);
        Assert.DoesNotContain("-0 %", result, StringComparison.Ordinal);
        string line = result.Split('\n').First(static line => line.Contains('\u2809', StringComparison.Ordinal));
        Assert.StartsWith("0 %", line.TrimStart(), StringComparison.Ordinal);
        string[] heights = [.. XElement.Load(picture).Elements().Where(static element => element.Attribute("text-anchor")?.Value == "end").Select(static element => element.Value).Where(static text => text.EndsWith('%'))];
        Assert.Equal(["-100 %", "-80 %", "-60 %", "-40 %", "-20 %", "0 %"], heights);
    }

    [Theory]
    [InlineData("hold --loss 0.1", "The loss never reaches 10 % of the value held.")]
    [InlineData("constant-product --loss 0.2", "The loss reaches 20 % of the value held at 0.25 and at 4.")]
    [InlineData("concentrated --lower 900 --upper 1000 --entry 1000 --loss 0.2", "The loss reaches 20 % of the value held at ")]
    public async Task Sentence_OfALoss_SaysWhereItIsReached(string arguments, string expected)
    {
        string result = await TidemarkProcess.OutputAsync(["il", .. arguments.Split(' ')]);
        Assert.StartsWith(expected, result, StringComparison.Ordinal);
        Assert.Equal(arguments.Contains("900", StringComparison.Ordinal), result.Split('\n')[0].Contains("never above the price at entry", StringComparison.Ordinal));
    }

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync(["il", .. arguments.Split(' ')]);
}
