using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class BookRunTests
{
    private const double Hour = 1 / (365.0 * 24);

    [Theory]
    [InlineData("constant-product", 0, 20_000, false)]
    [InlineData("constant-product", 10, 0, true)]
    [InlineData("constant-product", 7.5, 5000, true)]
    [InlineData("constant-product", 7.5, 5000, false)]
    [InlineData("concentrated", 7.5, 5000, true)]
    [InlineData("concentrated", 0, 20_000, false)]
    public void MoveTo_HourByHour_LiquidatesAtTheSolvedPrice(string amm, double debt0, double debt1, bool isUp)
    {
        // The price drifts towards the barrier while interest and fees move it; the run must be liquidated in the hour in which the price passes the solved one.
        ValueCurve curve = amm == "concentrated" ? ConcentratedCurve.FromValue(2000, 30_000, 1600, 2500) : ConstantProductCurve.FromValue(2000, 30_000);
        Book book = Leveraged.Of(curve, debt0, debt1, 0.85, RatePath.Fixed(0.3), RatePath.Fixed(0.4), new FeeModel { FeeAprFraction = amm == "concentrated" ? 0 : 0.1, IsReinvested = true });
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        double perHour = isUp ? 1.0003 : 1 / 1.0003;
        for (int hour = 1; hour < 24 * 365 * 2 && run.Events.Count == 0; hour++)
        {
            run.MoveTo(new MarketState(run.State.Price * perHour, hour * Hour));
        }
        BookEvent hit = Assert.Single(run.Events);
        Assert.Equal(BookEventKind.Liquidated, hit.Kind);
        MarketState then = new(2000, hit.State.Years);
        LiquidationPrices solved = book.Rules[0].LiquidationPrices(book, then);
        double price = (isUp ? solved.Up : solved.Down)!.Value;
        double beyond = isUp ? hit.State.Price / price : price / hit.State.Price;
        Assert.InRange(beyond, 1 - 1e-12, 1.0003 * 1.0001);
    }

    [Fact]
    public void Explain_LiquidatedBook_PartsAddUpToTheChangeOfValue()
    {
        Book book = Leveraged.Of(
            ConstantProductCurve.FromValue(2000, 30_000), 0, 20_000, 0.85, rate1: RatePath.Fixed(0.2),
            fees: new FeeModel { FeeAprFraction = 0.3, RewardAprFraction = 0.1, ManagementFeeAprFraction = 0.02, PerformanceFeeFraction = 0.1 });
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        for (int day = 1; day <= 60; day++)
        {
            run.MoveTo(new MarketState(2000 * Math.Pow(0.99, day), day / 365.0));
        }
        BookEvent hit = Assert.Single(run.Events);
        Attribution<double> parts = run.Explain();
        Close.Relative(run.Book.Value(run.State) - 10_000 - run.PaidIn, parts.Net.Total, 1e-9);
        Close.Relative(-hit.Amounts.Penalty, parts[ProfitPart.Penalties].Total, 1e-12);
        // After the liquidation nothing is on paper any more: the loss is realised.
        Assert.Equal(0, parts[ProfitPart.ImpermanentLoss].Unrealised);
        double atHit = hit.State.Price;
        double lossAtHit = (30_000 * Math.Sqrt(atHit / 2000)) - 15_000 - (15_000 * atHit / 2000);
        Close.Relative(lossAtHit, parts[ProfitPart.ImpermanentLoss].Realised, 1e-9);
        Assert.Equal(0, parts[ProfitPart.Debt].Unrealised);
        Assert.True(parts[ProfitPart.Interest].Total < 0 && parts[ProfitPart.Fees].Total > 0 && parts[ProfitPart.Rewards].Total > 0);
        Close.Relative(15_000 * ((atHit / 2000) - 1), parts[ProfitPart.Hold].Realised, 1e-9);
        Assert.Equal(0, parts[ProfitPart.Hold].Unrealised);
    }

    [Fact]
    public void Explain_HedgedBook_PartsAddUpToTheChangeOfValue()
    {
        Book book = Hedged(cash: 10_000, margin: 1000);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        double[] path = [2000, 2100, 2300, 2600, 3000, 2500, 2000, 1500];
        for (int i = 1; i < path.Length; i++)
        {
            run.MoveTo(new MarketState(path[i], i / 365.0));
        }
        Assert.NotEmpty(run.Events);
        Assert.All(run.Events, static hit => Assert.Equal((BookEventKind.MarginToppedUp, default), (hit.Kind, hit.Amounts)));
        Attribution<double> parts = run.Explain();
        Close.Relative(10_000 - run.Cash, run.Events.Sum(static hit => hit.MarginAdded), 1e-12);
        Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry), parts.Net.Total, 1e-9);
        // The short gained from the whole move, whatever margin was put to it.
        Close.Relative(2.5 * 500, parts[ProfitPart.Hedge].Total, 1e-9);
        Assert.True(parts[ProfitPart.Funding].Total > 0);
        double rebalanced = 0;
        for (int i = 1; i < path.Length; i++)
        {
            double move = Math.Sqrt(path[i]) - Math.Sqrt(path[i - 1]);
            rebalanced += 5000 / Math.Sqrt(2000) * move * move / Math.Sqrt(path[i - 1]);
        }
        Close.Relative(rebalanced, parts.Lvr, 1e-9);
    }

    [Fact]
    public void Explain_TradingFee_IsPaidFromTheCashOnce()
    {
        Book book = new(
        [
            new PerpetualLeg("short", Leveraged.Entry, PerpetualKind.Linear, -2.5, 1000, 0.2, MaintenanceTiers.Flat(0.005), tradingFeeFraction: 0.0005),
            new PerpetualLeg("inverse", Leveraged.Entry, PerpetualKind.Inverse, 4000, 1, 0.2, MaintenanceTiers.Flat(0.005), tradingFeeFraction: 0.001),
            new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 100)),
        ]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(2100, 1 / 365.0));
        run.MoveTo(new MarketState(1900, 2 / 365.0));
        Close.Relative(100 - 2.5 - 4, run.Cash, 1e-12);
        Attribution<double> parts = run.Explain();
        Close.Relative(-6.5, parts[ProfitPart.SwapCosts].Total, 1e-9);
        Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry), parts.Net.Total, 1e-9);
    }

    [Fact]
    public void MoveTo_NoCashForTheMargin_ClosesThePerpetual()
    {
        BookRun run = new(Hedged(cash: 0, margin: 1000), Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(2390, 1 / 365.0));
        BookEvent hit = Assert.Single(run.Events);
        Assert.Equal(BookEventKind.MarginLiquidated, hit.Kind);
        Assert.Equal(0, run.Book.Find("short")!.Delta(run.State));
        Close.Relative(run.Book.Value(run.State) - 11_000, run.Explain().Net.Total, 1e-9);
        run.MoveTo(new MarketState(1000, 2 / 365.0));
        Close.Relative(run.Book.Value(run.State) - 11_000, run.Explain().Net.Total, 1e-9);
    }

    [Fact]
    public void MoveTo_GapBeyondTheMargin_LosesTheMarginAlone()
    {
        BookRun run = new(Hedged(cash: 0, margin: 1000), Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(4000, 1 / 365.0));
        BookEvent hit = Assert.Single(run.Events);
        Assert.True(hit.Amounts.BadDebt > 3900);
        Close.Relative(10_000 * Math.Sqrt(2), run.Book.Value(run.State), 1e-12);
        Close.Relative(run.Book.Value(run.State) - 11_000, run.Explain().Net.Total, 1e-9);
    }

    // 2.5 short from 2000 to 2395 leaves 12.5 of 1000; a quarter of 5987.5 needs 1484.375 more. All numbers are exact.
    [Theory]
    [InlineData(1484.375, true)]
    [InlineData(1484.25, false)]
    public void MoveTo_CashThatIsJustEnough_FillsTheMarginUp(double cash, bool isEnough)
    {
        Book book = new([Short(1000, 0.25, MaintenanceTiers.Flat(0.005)), new HoldLeg("cash", Leveraged.Entry, new Reserves(0, cash))]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(2395, 1 / 365.0));
        Assert.Equal(isEnough ? BookEventKind.MarginToppedUp : BookEventKind.MarginLiquidated, Assert.Single(run.Events).Kind);
        Assert.Equal((isEnough ? 0 : cash, 0), (run.Cash, run.PaidIn));
        Assert.Equal(isEnough ? 1496.875 : 0, run.Book.Find("short")!.Value(run.State));
    }

    // From 10,000 on each dollar of size is charged a half, so that an initial margin of 0.2 is below the maintenance of 15,000.
    [Fact]
    public void MoveTo_MaintenanceAboveTheInitialMargin_FillsUpToTheMaintenance()
    {
        MaintenanceTiers tiers = new(new MaintenanceTier(0, 0.1), new MaintenanceTier(10_000, 0.5));
        Book book = new([Short(3000, 0.2, tiers), new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 50_000))]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(6000, 1 / 365.0));
        Assert.Equal(BookEventKind.MarginToppedUp, Assert.Single(run.Events).Kind);
        Close.Relative((0.1 * 10_000) + (0.5 * 5000), run.Book.Find("short")!.Value(run.State), 1e-12);
    }

    [Fact]
    public void MoveTo_MarginClosed_HasLostAllSinceItWasFilledUp()
    {
        BookRun run = new(Hedged(cash: 0, margin: 1000), Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(4000, 1 / 365.0));
        Assert.Equal(1000, Assert.Single(run.Events).MarginLost);

        Book filled = new([Short(1000, 0.25, MaintenanceTiers.Flat(0.005)), new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 1500))]);
        run = new BookRun(filled, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(2395, 1 / 365.0));
        run.MoveTo(new MarketState(2990, 2 / 365.0));
        BookEvent closed = run.Events[^1];
        Assert.Equal((2, BookEventKind.MarginLiquidated, 1496.875), (run.Events.Count, closed.Kind, closed.MarginLost));
        Close.Relative(1496.875 - (2.5 * 595), closed.Amounts.ToLiquidator, 1e-12);

        // An ether of margin, which 4000 short at 1000 eats by its fall from 2000 alone; it is worth 1000 at the close.
        Book inverse = new([new PerpetualLeg("long", Leveraged.Entry, PerpetualKind.Inverse, 4000, 1, 0.2, MaintenanceTiers.Flat(0.005))]);
        run = new BookRun(inverse, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(1000, 1 / 365.0));
        Assert.Equal(1000, Assert.Single(run.Events).MarginLost);
    }

    // All of the collateral is taken for a part of the debt, the rest is bad; nothing of either may be left for a second time.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.075)]
    public void MoveTo_DebtBeyondTheCollateral_IsLiquidatedOnceAndForAll(double bonus)
    {
        for (double price = 1000.1; price < 1499; price += 0.7)
        {
            Book book = new(
                [
                    new HoldLeg("ether", Leveraged.Entry, new Reserves(7, 0)),
                    new HoldLeg("more", Leveraged.Entry, new Reserves(3, 0)),
                    new LoanLeg("loan", Leveraged.Entry, new Reserves(0, 15_000), RatePath.Fixed(0), RatePath.Fixed(0)),
                ],
                [new LiquidationRule("market", [new Collateral("ether", 0.8), new Collateral("more", 0.8)], ["loan"], new CloseFactorLiquidation(bonus))]);
            BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
            run.MoveTo(new MarketState(price, 0.1));
            BookEvent hit = Assert.Single(run.Events);
            Close.Relative(15_000 - (10 * price / (1 + bonus)), hit.Amounts.BadDebt, 1e-12);
            Close.Relative(10 * price, hit.Amounts.Seized, 1e-15);
            Close.Relative(10 * price * bonus / (1 + bonus), hit.Amounts.Penalty, 1e-11);
            Assert.All(run.Book.Legs, leg => Assert.Equal(0, leg.Value(run.State)));
            // What is lost is the ether, and that the debt was not paid is a gain.
            Close.Relative(-5000, run.Explain().Net.Total, 1e-9);
        }
    }

    // Minus 10 % a year on a loan and minus 5 % on a deposit, in either token.
    [Fact]
    public void Explain_NegativeRates_PayTheBorrowerAndChargeTheLender()
    {
        RatePath charged = RatePath.Fixed(-0.05, Accrual.Simple);
        RatePath paid = RatePath.Fixed(-0.1, Accrual.Simple);
        Book book = new(
        [
            new HoldLeg("lent", Leveraged.Entry, new Reserves(4, 1000), RatePath.Fixed(0.03, Accrual.Simple), charged),
            new LoanLeg("loan", Leveraged.Entry, new Reserves(1, 500), paid, RatePath.Fixed(0.2, Accrual.Simple)),
        ]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(2000, 0.5));
        run.MoveTo(new MarketState(2000, 1));
        Attribution<double> parts = run.Explain();
        Close.Relative((4 * 0.03 * 2000) + (0.1 * 2000), parts[ProfitPart.Rewards].Total, 1e-9);
        Close.Relative(-(0.05 * 1000) - (0.2 * 500), parts[ProfitPart.Interest].Total, 1e-9);
        Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry), parts.Net.Total, 1e-9);
        Close.Relative((4 * 1.03 * 2000) + 950 - (0.9 * 2000) - 600, run.Book.Value(run.State), 1e-12);
        run.MoveTo(new MarketState(3000, 1.5));
        Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry), run.Explain().Net.Total, 1e-9);
    }

    [Fact]
    public void With_LegOfAnotherKind_IsRefused()
    {
        Book book = Hedged(cash: 1, margin: 1000);
        Assert.Contains("no HoldLeg called short", Assert.Throws<ArgumentException>(() => book.With(new HoldLeg("short", Leveraged.Entry, default))).Message, StringComparison.Ordinal);
    }

    private static PerpetualLeg Short(double margin, double initialMargin, MaintenanceTiers maintenance) =>
        new("short", Leveraged.Entry, PerpetualKind.Linear, -2.5, margin, initialMargin, maintenance);

    /// <summary>A short of an inverse contract with more margin than size is long in sum; its margin of token 0 moves with the price too.</summary>
    [Theory]
    [InlineData(-5000, 4)]
    [InlineData(5000, 1)]
    public void Explain_InversePerpetual_PartsAddUpToTheChangeOfValue(double quantity, double margin)
    {
        Book book = new(
        [
            new LiquidityLeg("liquidity", Leveraged.Entry, ConstantProductCurve.FromValue(2000, 10_000), new FeeModel { FeeAprFraction = 0.2 }),
            new PerpetualLeg("inverse", Leveraged.Entry, PerpetualKind.Inverse, quantity, margin, 0.3, MaintenanceTiers.Flat(0.01), RatePath.Fixed(0.1095, Accrual.Simple)),
            new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 10_000)),
        ]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        double[] path = [2000, 2100, 2300, 2600, 2200, 1700, 1100, 1300];
        for (int i = 1; i < path.Length; i++)
        {
            run.MoveTo(new MarketState(path[i], i / 365.0));
            Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry) - run.PaidIn, run.Explain().Net.Total, 1e-9);
        }
        // The long is filled up with cash on the way down, the short never needs it.
        Assert.Equal(quantity > 0, run.Events.Count > 0);
        Assert.All(run.Events, static hit => Assert.Equal(BookEventKind.MarginToppedUp, hit.Kind));
        Assert.True(run.Explain()[ProfitPart.Funding].Total * quantity < 0);
    }

    private static Book Hedged(double cash, double margin) => new(
    [
        new LiquidityLeg("liquidity", Leveraged.Entry, ConstantProductCurve.FromValue(2000, 10_000)),
        new PerpetualLeg("short", Leveraged.Entry, PerpetualKind.Linear, -2.5, margin, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(0.1095, Accrual.Simple)),
        new HoldLeg("cash", Leveraged.Entry, new Reserves(0, cash)),
    ]);
}
