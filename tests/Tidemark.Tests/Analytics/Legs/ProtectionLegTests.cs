using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class ProtectionLegTests
{
    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 10_000);

    [Fact]
    public void Value_FullyVested_MakesUpForTheLoss()
    {
        Book book = Protected(new ProtectionTerms(1));
        foreach (double ratio in new[] { 0.5, 0.9, 1, 1.3, 3 })
        {
            Close.Relative(5000 + (5000 * ratio), book.Value(new MarketState(2000 * ratio, 100 / 365.0)), 1e-12);
            Close.Relative(10_000 * Math.Sqrt(ratio), book.Value(new MarketState(2000 * ratio, 29 / 365.0)), 1e-12);
            double loss = 5000 + (5000 * ratio) - (10_000 * Math.Sqrt(ratio));
            Close.Relative((10_000 * Math.Sqrt(ratio)) + (0.45 * loss), book.Value(new MarketState(2000 * ratio, 45 / 365.0)), 1e-12);
        }
    }

    [Fact]
    public void Delta_DeductibleAndCap_IsTheFiniteDifference()
    {
        Book book = Protected(new ProtectionTerms(0.8, 0.01, 0.05));
        foreach (double price in new[] { 700.0, 1400, 1950, 2100, 2900, 5000 })
        {
            double step = price * 1e-5;
            double years = 60 / 365.0;
            double difference = (book.Value(new MarketState(price + step, years)) - book.Value(new MarketState(price - step, years))) / (2 * step);
            Close.Absolute(difference, book.Greeks(new MarketState(price, years)).Delta, 1e-6);
        }
    }

    [Fact]
    public void Explain_PremiumsAndPayout_AddUp()
    {
        Book book = new([
            new LiquidityLeg("liquidity", Leveraged.Entry, Pool),
            new ProtectionLeg("cover", Leveraged.Entry, new ProtectionPolicy(Pool, 2000, ProtectionSchedule.BancorV2, new ProtectionTerms(1)), 100, RatePath.Fixed(0.02)),
            new HoldLeg("cash", Leveraged.Entry, new Reserves(0, 1000)),
        ]);
        BookRun run = new(book, Leveraged.Entry, Leveraged.Beginning);
        for (int day = 1; day <= 100; day++)
        {
            run.MoveTo(new MarketState(2000 - (5 * day), day / 365.0));
        }
        Attribution<double> parts = run.Explain();
        double loss = 5000 + (5000 * 0.75) - (10_000 * Math.Sqrt(0.75));
        Close.Relative(loss - 100 - (200 * 100 / 365.0), parts[ProfitPart.Payouts].Total, 1e-9);
        Close.Relative(1000 - 100 - (200 * 100 / 365.0), run.Cash, 1e-12);
        Close.Relative(run.Book.Value(run.State) - book.Value(Leveraged.Entry), parts.Net.Total, 1e-9);
    }

    /// <summary>A deposit that is sold is a withdrawal: its cover pays for the loss then, and for none after it.</summary>
    [Fact]
    public void MoveTo_DepositIsSold_PaysAndEndsTheProtection()
    {
        BookRun run = new(Borrowed(new WholeLiquidation(0.05)), Leveraged.Entry, Leveraged.Beginning);
        double[] path = [1990, 1200, 600];
        for (int i = 0; i < path.Length; i++)
        {
            run.MoveTo(new MarketState(path[i], (i + 1) / 365.0));
            Assert.Equal(i == 0, run.Book.Find("cover")!.Value(run.State) > 0);
        }
        double sold = 30_000 * Math.Sqrt(0.6);
        double payout = 15_000 + (15_000 * 0.6) - sold;
        Assert.Single(run.Events);
        Close.Relative((0.95 * sold) - 20_000 + payout, run.Cash, 1e-12);
        Close.Relative(run.Cash, run.Book.Value(run.State), 1e-12);
        Attribution<double> parts = run.Explain();
        Close.Relative(payout, parts[ProfitPart.Payouts].Realised, 1e-9);
        Assert.Equal(0, parts[ProfitPart.Payouts].Unrealised);
        Close.Relative(run.Book.Value(run.State) - 10_000, parts.Net.Total, 1e-9);
    }

    [Fact]
    public void MoveTo_PartOfTheDepositIsSeized_PaysThatPartOfTheProtection()
    {
        BookRun run = new(Borrowed(new CloseFactorLiquidation(0.05) { FullBelowHealthFactor = 0 }), Leveraged.Entry, Leveraged.Beginning);
        run.MoveTo(new MarketState(1260, 1 / 365.0));
        double value = 30_000 * Math.Sqrt(0.63);
        double stays = 1 - (10_000 * 1.05 / value);
        double loss = 15_000 + (15_000 * 0.63) - value;
        Assert.Single(run.Events);
        Close.Relative((1 - stays) * loss, run.Cash, 1e-12);
        Close.Relative(stays * loss, run.Book.Find("cover")!.Value(run.State), 1e-12);
        Close.Relative(run.Book.Value(run.State) - 10_000, run.Explain().Net.Total, 1e-9);
    }

    private static Book Borrowed(LiquidationTerms terms)
    {
        var farm = ConstantProductCurve.FromValue(2000, 30_000);
        ProtectionPolicy policy = new(farm, 2000, ProtectionSchedule.Immediate, ProtectionTerms.Full);
        return new Book(
            [
                new LiquidityLeg("farm", Leveraged.Entry, farm),
                new ProtectionLeg("cover", Leveraged.Entry, policy, coveredLeg: "farm"),
                new LoanLeg("loan", Leveraged.Entry, new Reserves(0, 20_000), RatePath.Fixed(0), RatePath.Fixed(0)),
            ],
            [new LiquidationRule("vault", [new Collateral("farm", 0.8333)], ["loan"], terms)]);
    }

    private static Book Protected(ProtectionTerms terms) => new(
        [new LiquidityLeg("liquidity", Leveraged.Entry, Pool), new ProtectionLeg("cover", Leveraged.Entry, new ProtectionPolicy(Pool, 2000, ProtectionSchedule.BancorV2, terms))]);
}
