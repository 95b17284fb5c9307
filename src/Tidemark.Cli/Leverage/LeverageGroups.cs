using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>What becomes of a leveraged position: over the horizon, in a liquidation, and with a neutral debt.</summary>
internal static class LeverageGroups
{
    private const double Nudge = 1e-9;

    /// <summary>The horizon: days of interest and fees at the same price, and what the volatility makes of it.</summary>
    public static ExplainedGroup Horizon(LeverageQuestion question, LeverageAnswer answer)
    {
        double years = question.Days / Year.Days;
        ExplainedGroup group = new("horizon", $"After {ReportFormat.Number(question.Days)} days");
        group.AddGiven(new Figure("days", "days", question.Days, FigureUnit.Days), "--days");
        bool isAlive = !(answer.DaysNet <= question.Days);
        LiquidationPrices prices = isAlive ? answer.Rule.LiquidationPrices(answer.Book, question.Horizon) : default;
        string none = isAlive ? "none" : "liquidated before";
        const string Then = "as now, with the interest and the reinvested fees of that time";
        group.Add(new Figure("equity", "own equity at the same price", answer.Book.Value(question.Horizon)), "V - D at this price, " + Then, Formula.Definition);
        group.Add(new Figure("healthFactor", "health factor at the same price", answer.Debt > 0 ? answer.Rule.HealthFactor(answer.Book, question.Horizon) : null, None: "none, no debt"), "threshold V / D at this price, " + Then, Formula.Definition);
        group.Add(new Figure("liquidationPriceDown", "liquidated below", prices.Down, None: none), "threshold V = D, " + Then, Formula.Definition);
        group.Add(new Figure("liquidationPriceUp", "liquidated above", prices.Up, None: none), "threshold V = D, " + Then, Formula.Definition);
        group.Add(new Figure("daysUntilLiquidation", "liquidated at the same price after", answer.DaysNet, FigureUnit.Days, "never, or after a hundred years"), "threshold V = D at this price, with interest and income", Formula.Definition);
        if (question.Volatility is { } volatility)
        {
            LognormalPrice law = new(question.Price, volatility, years, question.Drift);
            double expected = ExpectedValue.LossValue(question.Curve, new LognormalPrice(question.EntryPrice, volatility, years, question.Drift));
            if (question.Price == question.EntryPrice)
            {
                group.Add(new Figure("expectedImpermanentLossValue", "impermanent loss expected, in token 1", expected), "E[V - H] of the whole position, whether or not it is liquidated", Source.ExpectedLoss);
                group.Add(new Figure("expectedEquityLossFraction", "the same, of own money", expected / question.Collateral, FigureUnit.Fraction), "E[V - H] / collateral", Formula.Definition);
            }
            group.Add(new Figure("medianPrice", "median price", law.Median), "P e^((drift - s^2 / 2) T)", "geometric Brownian motion");
        }
        return group;
    }

    /// <summary>The probability of liquidation within the horizon; none without a volatility.</summary>
    public static void AddProbability(ExplainedGroup figures, LeverageQuestion question, LeverageAnswer answer)
    {
        double? probability = question.Volatility is not { } volatility ? null
            : answer.Debt == 0 ? 0
            : LiquidationOutlook.Probability(answer.Book, answer.Rule, question.Now, volatility, question.Days / Year.Days, question.Drift);
        figures.Add(
            new Figure("liquidationProbability", $"probability of liquidation within {ReportFormat.Number(question.Days)} days", probability, FigureUnit.Fraction, "none without --volatility"),
            "the probability that a price under geometric Brownian motion touches either liquidation price, which interest and fees move from day to day",
            "Borodin and Salminen 2002 (Handbook of Brownian Motion), by quadrature between barriers that move");
    }

    /// <summary>What is left when one of the prices is hit; null where neither exists.</summary>
    public static ExplainedGroup? Liquidation(LeverageQuestion question, LeverageAnswer answer, bool isDown)
    {
        if ((isDown ? answer.Prices.Down : answer.Prices.Up) is not { } price)
        {
            return null;
        }
        MarketState hit = new(isDown ? price * (1 - Nudge) : price * (1 + Nudge), 0);
        Book before = answer.Book.Advance(hit).Book;
        (Book after, LiquidationAmounts amounts) = answer.Rule.Liquidate(before, hit);
        double left = amounts.Returned + after.Value(hit);
        Reserves held = question.Curve.Reserves(question.EntryPrice);
        double holding = held.Value(hit.Price) - answer.Rule.Debt(before, hit);
        ExplainedGroup group = new(isDown ? "liquidationDown" : "liquidationUp", $"When {ReportFormat.Number(price)} is hit");
        group.Add(new Figure("price", "price of token 0", price), "as above", Formula.Definition);
        group.Add(new Figure("seizedValue", "taken from the position, in token 1", amounts.Seized), "what the liquidation sells or hands over", question.Terms is CloseFactorLiquidation ? "Aave v3 LiquidationLogic" : "Alpaca Vault.kill");
        group.Add(new Figure("debtRepaid", "debt repaid", amounts.Repaid), "as above", Formula.Definition);
        group.Add(new Figure("penalty", "penalty", amounts.Penalty == 0 ? 0 : -amounts.Penalty), "the liquidator's and the protocol's part", Formula.Definition);
        group.Add(new Figure("equityLeft", "own equity left", left), "returned, and still in the book", Formula.Definition);
        group.Add(new Figure("equityChangeFraction", "of own money", (left / question.Collateral) - 1, FigureUnit.Fraction), Formula.Text($"{left} / {question.Collateral} - 1"), Formula.Definition);
        group.Add(new Figure("holdEquity", "holding the same tokens and debt would be worth", holding), "x0 P + y0 - D", Formula.Definition);
        group.Add(new Figure("realisedLossValue", "made permanent, against that", left - holding), "the paper loss and the penalty: nothing is left that a returning price could win back", Formula.Definition);
        return group;
    }

    /// <summary>The split of the debt that makes delta zero.</summary>
    public static ExplainedGroup Neutral(LeverageQuestion question)
    {
        ExplainedGroup group = new("neutral", "Delta-neutral at entry");
        double? share = NeutralSplit.Of(question);
        string none = "none, the debt is too small";
        double worth = question.Curve.Reserves(question.EntryPrice).Amount0 * question.EntryPrice;
        group.Add(new Figure("shareOfToken0Fraction", "of the debt in token 0", share, FigureUnit.Fraction, none), Formula.Text($"x P / ((leverage - 1) collateral) = {worth} / {(question.Leverage - 1) * question.Collateral}"), "derivation: the owed token 0 equals what the pool holds");
        group.Add(new Figure("shortVaultFraction", "of own money in a vault that borrows token 0", share, FigureUnit.Fraction, none), "as two vaults of this leverage, each borrowing one token", "Alpaca DeltaNeutralVault");
        group.Add(new Figure("longVaultFraction", "of own money in a vault that borrows token 1", 1 - share, FigureUnit.Fraction, none), "the rest", "Alpaca DeltaNeutralVault");
        Book? neutral = share is { } split ? question.Book(split, question.Fees) : null;
        foreach ((string name, double ratio) in new[] { ("deltaDown10", 0.9), ("deltaUp10", 1.1) })
        {
            MarketState moved = new(question.EntryPrice * ratio, 0);
            group.Add(new Figure(name, $"its delta after {(ratio < 1 ? "-" : "+")}10 %, in token 0", neutral?.Greeks(moved).Delta, None: none), Formula.Text($"x(P) - d0 at {moved.Price}"), Formula.Definition);
        }
        return group;
    }
}
