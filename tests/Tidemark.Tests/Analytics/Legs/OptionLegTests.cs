using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class OptionLegTests
{
    private const double Day = 1 / 365.0;
    private const double Rate = 0.04;

    private static readonly VolatilitySurface Smile = new(
        2000,
        [new(0.1, 1500, 0.95), new(0.1, 2000, 0.8), new(0.1, 2500, 0.82), new(1, 1000, 0.9), new(1, 2000, 0.75), new(1, 4000, 0.85)],
        Rate);

    [Theory]
    [InlineData(1500, 0.05)]
    [InlineData(2000, 0.1)]
    [InlineData(2700, 0.6)]
    [InlineData(900, 2)]
    public void Value_CallBoughtAndPutWritten_IsAForward(double strike, double years)
    {
        Book book = new([Option("call", OptionKind.Call, 3, strike, years), Option("put", OptionKind.Put, -3, strike, years)]);
        foreach (double price in new[] { 800.0, 1990, 4500 })
        {
            MarketState state = new(price, years / 3);
            double forward = 3 * (price - (strike * Math.Exp(-Rate * years * 2 / 3)));
            Close.Absolute(forward, book.Value(state), 1e-9 * price);
            Close.Relative(3, book.Greeks(state).Delta, 1e-12);
            Close.Absolute(0, book.Greeks(state).Gamma, 1e-15);
            Close.Absolute(0, book.Greeks(state).Vega, 1e-9);
        }
    }

    [Theory]
    [InlineData(OptionKind.Call, 2)]
    [InlineData(OptionKind.Put, 2)]
    [InlineData(OptionKind.Put, -0.5)]
    public void Greeks_OnASmile_AreFiniteDifferences(OptionKind kind, double quantity)
    {
        OptionLeg leg = Option("option", kind, quantity, 1800, 0.3);
        foreach (double price in new[] { 1200.0, 1800, 2100, 3000 })
        {
            MarketState state = new(price, 0.1);
            double step = price * 1e-4;
            double above = leg.Value(new MarketState(price + step, 0.1));
            double below = leg.Value(new MarketState(price - step, 0.1));
            Close.Relative((above - below) / (2 * step), leg.Delta(state), 1e-6);
            Close.Relative((above - (2 * leg.Value(state)) + below) / (step * step), leg.Gamma(state), 1e-4);
            // The volatility of this strike and time, moved alone.
            double volatility = Smile.Volatility(1800, 0.2);
            double Value(double at) => quantity * BlackScholes.Of(kind, price, 1800, at, 0.2, Rate).Value;
            Close.Relative((Value(volatility + 1e-5) - Value(volatility - 1e-5)) / 2e-5, leg.Vega(state), 1e-6);
        }
    }

    [Theory]
    [InlineData(OptionKind.Call, 2, 2500, 1000)]
    [InlineData(OptionKind.Call, 2, 1500, 0)]
    [InlineData(OptionKind.Put, -3, 1500, -1500)]
    [InlineData(OptionKind.Put, -3, 2500, 0)]
    public void Advance_AcrossTheExpiry_PaysInCashAndIsOver(OptionKind kind, double quantity, double price, double payoff)
    {
        OptionLeg leg = Option("option", kind, quantity, 2000, 30 * Day);
        MarketState end = new(price, 30 * Day);
        LegStep step = leg.Advance(new MarketState(1900, 10 * Day)).Leg.Advance(end);
        Assert.Equal(payoff, leg.Value(end));
        Assert.Equal(payoff, step.Flows.Sum(static flow => flow.Cash));
        Assert.Equal(0, step.Leg.Value(new MarketState(3000, 31 * Day)));
        Assert.Equal(0, step.Leg.Delta(new MarketState(3000, 31 * Day)));
        Assert.Empty(step.Leg.Advance(new MarketState(3000, 31 * Day)).Flows);
    }

    /// <summary>The loss of a pool, replicated by options bought, and by one written: what each part made adds up.</summary>
    [Fact]
    public void Explain_StripAndCoveredCall_PartsAddUp()
    {
        Book book = new(
        [
            new LiquidityLeg("liquidity", Leveraged.Entry, ConstantProductCurve.FromValue(2000, 10_000), new FeeModel { FeeAprFraction = 0.2 }),
            Option("put", OptionKind.Put, 1.5, 1800, 30 * Day),
            Option("written", OptionKind.Call, -1, 1700, 60 * Day),
            new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 500)),
        ]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        double before = book.Value(Leveraged.Entry);
        for (int day = 1; day <= 45; day++)
        {
            run.MoveTo(new MarketState(2000 - (10 * day), day * Day));
            Close.Relative(run.Book.Value(run.State) - before - run.PaidIn, run.Explain().Net.Total, 1e-9);
        }
        // On day 30 the price is 1700: the put paid 1.5 times 100; the call is still there, with 15 days.
        Close.Relative(500 + 150, run.Cash, 1e-12);
        double call = BlackScholes.Of(OptionKind.Call, 1550, 1700, Smile.Volatility(1700, 15 * Day), 15 * Day, Rate).Value;
        double premiums = book.Find("put")!.Value(Leveraged.Entry) + book.Find("written")!.Value(Leveraged.Entry);
        Close.Relative(150 - call - premiums, run.Explain()[ProfitPart.Payouts].Total, 1e-9);
    }

    [Fact]
    public void Constructor_BadArgument_IsNamed()
    {
        Assert.Equal("kind", Assert.Throws<ArgumentOutOfRangeException>(static () => Option("x", (OptionKind)7, 1, 2000, 1)).ParamName);
        Assert.Equal("quantity", Assert.Throws<ArgumentOutOfRangeException>(static () => Option("x", OptionKind.Put, double.NaN, 2000, 1)).ParamName);
        Assert.Equal("strike", Assert.Throws<ArgumentOutOfRangeException>(static () => Option("x", OptionKind.Put, 1, 0, 1)).ParamName);
        Assert.Equal("expiryYears", Assert.Throws<ArgumentOutOfRangeException>(static () => Option("x", OptionKind.Put, 1, 2000, 0)).ParamName);
        LiquidationRule rule = new("rule", [new Collateral("x", 0.8)], ["loan"], new WholeLiquidation(0.05));
        Assert.Throws<ArgumentException>(() => new Book([Option("x", OptionKind.Put, 1, 2000, 1)], [rule]));
    }

    private static OptionLeg Option(string name, OptionKind kind, double quantity, double strike, double years) => new(name, Leveraged.Entry, kind, quantity, strike, years, Smile);
}
