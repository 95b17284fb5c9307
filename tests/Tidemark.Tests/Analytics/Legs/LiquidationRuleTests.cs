using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class LiquidationRuleTests
{
    [Theory]
    [InlineData("lev.v2.borrow_token1", true)]
    [InlineData("lev.v2.borrow_token0", false)]
    public void LiquidationPrices_ConstantProductWithOneDebt_AgreeWithTheVector(string name, bool isBelow)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double Get(string input) => vector.Inputs.GetProperty(input).GetDouble();
        Book book = Leveraged.Of(ConstantProductCurve.FromValue(Get("P0"), Get("leverage") * Get("E0")), Get("debt0"), Get("debt1"), Get("LT"));
        LiquidationPrices found = book.Rules[0].LiquidationPrices(book, Leveraged.Entry);
        double expected = vector.Expected.GetProperty("liq_prices")[0].GetDouble();
        Close.Relative(expected, (isBelow ? found.Down : found.Up)!.Value, 1e-12);
        Assert.Null(isBelow ? found.Up : found.Down);
    }

    [Fact]
    public void LiquidationPrices_DebtInBothTokens_MoveInwardWithInterest()
    {
        Book book = Leveraged.Of(ConstantProductCurve.FromValue(2000, 30_000), 7.5, 5000, 0.85, RatePath.Fixed(0.05), RatePath.Fixed(0.08));
        foreach ((string name, double years) in new[] { ("lev.v2.delta_neutral", 0.0), ("lev.v2.delta_neutral_after_6m", 0.5) })
        {
            JsonElement expected = Vectors.Named(name).Expected.GetProperty("liq_prices");
            LiquidationPrices found = book.Rules[0].LiquidationPrices(book, new MarketState(2000, years));
            Close.Relative(expected[0].GetDouble(), found.Down!.Value, 1e-12);
            Close.Relative(expected[1].GetDouble(), found.Up!.Value, 1e-12);
        }
    }

    [Theory]
    [InlineData("lev.v3.borrow_token1")]
    [InlineData("lev.v3.borrow_token0")]
    [InlineData("lev.v3.both")]
    [InlineData("lev.v3.in_range_root")]
    public void LiquidationPrices_Range_AgreeWithTheVector(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double Get(string input) => vector.Inputs.GetProperty(input).GetDouble();
        Book book = Leveraged.Of(ConcentratedCurve.FromValue(Get("P0"), Get("assets"), Get("a"), Get("b")), Get("debt0"), Get("debt1"), Get("LT"));
        LiquidationPrices found = book.Rules[0].LiquidationPrices(book, Leveraged.Entry);
        Agree(vector.Expected.GetProperty("lower"), found.Down);
        Agree(vector.Expected.GetProperty("upper"), found.Up);

        static void Agree(JsonElement expected, double? found)
        {
            if (expected.ValueKind == JsonValueKind.Null)
            {
                Assert.Null(found);
            }
            else
            {
                Close.Relative(expected.GetDouble(), found!.Value, 1e-12);
            }
        }
    }

    [Fact]
    public void HealthFactor_TwoCollaterals_AgreesWithTheVector()
    {
        Vectors.Vector vector = Vectors.Named("aave.hf");
        (Book book, _) = Lent(eth: 10, dollars: 5000, debt: 15_000, new CloseFactorLiquidation(0.05));
        LiquidationRule rule = book.Rules[0];
        Close.Relative(vector.Expected.GetProperty("HF").GetDouble(), rule.HealthFactor(book, Leveraged.Entry), 1e-12);
        LiquidationPrices prices = rule.LiquidationPrices(book, Leveraged.Entry);
        Close.Relative(vector.Expected.GetProperty("eth_liq_price_10eth").GetDouble(), prices.Down!.Value, 1e-12);
        Assert.Null(prices.Up);
    }

    [Fact]
    public void Liquidate_HalfOfTheDebt_AgreesWithTheVector()
    {
        JsonElement expected = Vectors.Named("aave.liquidation").Expected;
        (Book book, MarketState state) = Lent(10, 5000, 15_000, new CloseFactorLiquidation(0.05) { ProtocolShareOfBonusFraction = 0.1 }, price: 1330);
        LiquidationRule rule = book.Rules[0];
        Close.Relative(expected.GetProperty("HF_before").GetDouble(), rule.HealthFactor(book, state), 1e-12);
        (Book after, LiquidationAmounts amounts) = rule.Liquidate(book, state);
        Close.Relative(expected.GetProperty("debt_covered").GetDouble(), amounts.Repaid, 1e-12);
        Close.Relative(expected.GetProperty("eth_seized_total").GetDouble(), amounts.Seized / 1330, 1e-12);
        Close.Relative(expected.GetProperty("eth_to_protocol").GetDouble(), amounts.ToProtocol / 1330, 1e-12);
        Close.Relative(expected.GetProperty("eth_to_liquidator").GetDouble(), (amounts.Repaid + amounts.ToLiquidator) / 1330, 1e-12);
        Close.Relative(expected.GetProperty("HF_after").GetDouble(), rule.HealthFactor(after, state), 1e-12);
        Assert.Equal(0, amounts.BadDebt);
        Close.Relative(10 - expected.GetProperty("eth_seized_total").GetDouble(), ((HoldLeg)after.Find("eth")!).Amounts.Amount0, 1e-12);
        Assert.Equal(5000, ((HoldLeg)after.Find("dollars")!).Amounts.Amount1);
    }

    [Fact]
    public void Liquidate_TooLittleCollateral_LeavesBadDebt()
    {
        (Book book, MarketState state) = Lent(10, 0, 15_000, new CloseFactorLiquidation(0.05), price: 1000);
        (Book after, LiquidationAmounts amounts) = book.Rules[0].Liquidate(book, state);
        Close.Relative(10_000 / 1.05, amounts.Repaid, 1e-14);
        Close.Relative(15_000 - (10_000 / 1.05), amounts.BadDebt, 1e-14);
        Assert.Equal(0, after.Value(state));
    }

    [Fact]
    public void Liquidate_WholePosition_PaysPrizeThenDebtThenOwner()
    {
        Book book = Leveraged.Of(ConstantProductCurve.FromValue(2000, 30_000), 0, 20_000, 0.85, terms: new WholeLiquidation(0.05, 0.01));
        MarketState state = new(1200, 0);
        double value = 30_000 * Math.Sqrt(0.6);
        (Book after, LiquidationAmounts amounts) = book.Rules[0].Liquidate(book.Advance(state).Book, state);
        Close.Relative(0.05 * value, amounts.ToLiquidator, 1e-13);
        Close.Relative(0.01 * value, amounts.ToProtocol, 1e-13);
        Assert.Equal(20_000, amounts.Repaid);
        Close.Relative((0.94 * value) - 20_000, amounts.Returned, 1e-12);
        Assert.Equal(0, after.Value(state));
    }

    // 0.85 * 30000 sqrt(r) = 2000 r.
    [Fact]
    public void LiquidationPrices_SmallDebtOfToken0_IsFoundFarAbove()
    {
        Book book = Leveraged.Of(ConstantProductCurve.FromValue(2000, 30_000), 1, 0, 0.85);
        LiquidationPrices found = book.Rules[0].LiquidationPrices(book, Leveraged.Entry);
        Close.Relative(2000 * 12.75 * 12.75, found.Up!.Value, 1e-12);
        Assert.Null(found.Down);
    }

    // Aave v3 LiquidationLogic: half only where the health factor is above 0.95.
    [Theory]
    [InlineData(0.9499, 100)]
    [InlineData(0.95, 100)]
    [InlineData(0.9501, 50)]
    public void CloseFactor_AtItsHealthFactor_IsAllOfTheDebt(double health, double repaid) =>
        Assert.Equal(repaid, new CloseFactorLiquidation(0.05).Liquidate(100, 1000, health).Repaid);

    [Fact]
    public void Quota_LimitsWhatCounts()
    {
        Book book = new(
            [new HoldLeg("eth", Leveraged.Entry, new Reserves(10, 0)), new LoanLeg("loan", Leveraged.Entry, new Reserves(0, 10_000), RatePath.Fixed(0), RatePath.Fixed(0))],
            [new LiquidationRule("quota", [new Collateral("eth", 0.9, Quota: 12_000)], ["loan"], new WholeLiquidation(0.04))]);
        Assert.Equal(1.2, book.Rules[0].HealthFactor(book, Leveraged.Entry), 14);
        Assert.Equal(1.2, book.Rules[0].HealthFactor(book, new MarketState(4000, 0)), 14);
        Assert.Equal(0.9, book.Rules[0].HealthFactor(book, new MarketState(1000, 0)), 14);
    }

    [Fact]
    public void LiquidationPrices_LiquidatableAlready_IsRefused()
    {
        Book book = Leveraged.Of(ConstantProductCurve.FromValue(2000, 30_000), 0, 29_000, 0.85);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => book.Rules[0].LiquidationPrices(book, Leveraged.Entry));
        Assert.Contains("liquidatable already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Book_RuleThatDoesNotFit_IsRefused()
    {
        HoldLeg eth = new("eth", Leveraged.Entry, new Reserves(1, 0));
        LoanLeg loan = new("loan", Leveraged.Entry, new Reserves(0, 1), RatePath.Fixed(0), RatePath.Fixed(0));
        LiquidationRule Rule(string collateral, string debt) => new("rule", [new Collateral(collateral, 0.5)], [debt], new WholeLiquidation(0));
        Assert.Contains("no leg of the book", Assert.Throws<ArgumentException>(() => new Book([eth, loan], [Rule("eth", "other")])).Message, StringComparison.Ordinal);
        Assert.Contains("only tokens and liquidity", Assert.Throws<ArgumentException>(() => new Book([eth, loan], [Rule("loan", "loan")])).Message, StringComparison.Ordinal);
        Assert.Contains("is no loan", Assert.Throws<ArgumentException>(() => new Book([eth, loan], [Rule("eth", "eth")])).Message, StringComparison.Ordinal);
        Assert.Contains("called eth", Assert.Throws<ArgumentException>(() => new Book([eth, eth])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidationRule("rule", [new Collateral("eth", 1.01)], ["loan"], new WholeLiquidation(0)));
    }

    // Ten ether and dollars at Aave against a debt in dollars.
    private static (Book Book, MarketState State) Lent(double eth, double dollars, double debt, LiquidationTerms terms, double price = 2000)
    {
        Book book = new(
            [
                new HoldLeg("eth", Leveraged.Entry, new Reserves(eth, 0)),
                new HoldLeg("dollars", Leveraged.Entry, new Reserves(0, dollars)),
                new LoanLeg("loan", Leveraged.Entry, new Reserves(0, debt), RatePath.Fixed(0), RatePath.Fixed(0)),
            ],
            [new LiquidationRule("Aave", [new Collateral("eth", 0.83), new Collateral("dollars", 0.78)], ["loan"], terms)]);
        MarketState state = new(price, 0);
        return (book.Advance(state).Book, state);
    }
}
