using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>What becomes of a leveraged position: over the horizon, in a liquidation, and with a neutral debt.</summary>
internal static class LeverageGroups
{
    private const double Nudge = 1e-9;

    /// <summary>The horizon: days of interest and fees at the same price, and what the volatility makes of it.</summary>
    public static FigureGroup Horizon(LeverageQuestion question, LeverageAnswer answer)
    {
        double years = question.Days / Year.Days;
        FigureGroup group = new("horizon", $"After {ReportFormat.Number(question.Days)} days");
        group.Add(new Figure("days", "days", question.Days, FigureUnit.Days).Given("--days", isOfBook: true));
        bool isAlive = !(answer.State.DaysNet <= question.Days);
        LiquidationPrices prices = isAlive ? answer.Rule.LiquidationPrices(answer.Book, question.Horizon) : default;
        string none = isAlive ? "none" : "liquidated before";
        string then = Formula.Text($"at {question.Price} after {question.Days} days of interest and income");
        string equation = Formula.Text($"the P with {question.Threshold} V(P) = D after {question.Days} days of interest and income");
        group.Add(new Figure("equity", "own equity at the same price", answer.Book.Value(question.Horizon)).FromText("V - D " + then, Source.Definition));
        group.Add(new Figure("healthFactor", "health factor at the same price", answer.Debt > 0 ? answer.Rule.HealthFactor(answer.Book, question.Horizon) : null, None: "none, no debt").FromText(Formula.Text($"{question.Threshold} V / D ") + then, Source.Definition));
        group.Add(new Figure("liquidationPriceDown", "liquidated below", prices.Down, None: none).FromText(equation, Source.Definition));
        group.Add(new Figure("liquidationPriceUp", "liquidated above", prices.Up, None: none).FromText(equation, Source.Definition));
        group.Add(new Figure("daysUntilLiquidation", "liquidated at the same price after", answer.State.DaysNet, FigureUnit.Days, "never, or after a hundred years").From($"the t with {question.Threshold} V(t) = D(t) at {question.Price}, with interest and income", Source.Definition));
        if (question.Volatility is { } volatility)
        {
            LognormalPrice law = new(question.Price, volatility, years, question.Drift);
            if (question.Price == question.EntryPrice)
            {
                double expected = ExpectedValue.LossValue(question.Curve, law);
                group.Add(new Figure("expectedImpermanentLossValue", "impermanent loss expected, in token 1", expected).From($"E[V - H] of the whole position at a volatility of {volatility} over {years} years, whether or not it is liquidated", Source.ExpectedLoss));
                group.Add(new Figure("expectedEquityLossFraction", "the same, of own money", expected / question.Collateral, FigureUnit.Fraction).From($"E[V - H] / collateral = {expected} / {question.Collateral}", Source.Definition));
            }
            group.Add(new Figure("medianPrice", "median price", law.Median).From($"P e^((m - s^2 / 2) T) = {question.Price} * e^(({question.Drift} - {volatility}^2 / 2) * {years})", "geometric Brownian motion"));
        }
        return group;
    }

    /// <summary>The probability of liquidation within the horizon; none without a volatility.</summary>
    public static void AddProbability(FigureGroup figures, LeverageQuestion question, LeverageAnswer answer)
    {
        double? probability = question.Volatility is not { } volatility ? null
            : answer.Debt == 0 ? 0
            : LiquidationOutlook.Probability(answer.Book, answer.Rule, question.Now, volatility, question.Days / Year.Days, question.Drift);
        figures.Add(new Figure("liquidationProbability", $"probability of liquidation within {ReportFormat.Number(question.Days)} days", probability, FigureUnit.Fraction, "none without --volatility")
            .From($"P(the price touches either liquidation price within {question.Days} days) at a volatility of {question.Volatility}, while interest and fees move them", "Borodin and Salminen 2002 (Handbook of Brownian Motion), by quadrature between barriers that move"));
    }

    /// <summary>What is left when one of the prices is hit; null where neither exists.</summary>
    public static FigureGroup? Liquidation(LeverageQuestion question, LeverageAnswer answer, bool isDown)
    {
        if ((isDown ? answer.State.Prices.Down : answer.State.Prices.Up) is not { } price)
        {
            return null;
        }
        MarketState hit = new(isDown ? price * (1 - Nudge) : price * (1 + Nudge), 0);
        Book before = answer.Book.Advance(hit).Book;
        (Book after, LiquidationAmounts amounts) = answer.Rule.Liquidate(before, hit);
        double left = amounts.Returned + after.Value(hit);
        Reserves held = question.Curve.Reserves(question.EntryPrice);
        double holding = held.Value(hit.Price) - answer.Rule.Debt(before, hit);
        FigureGroup group = new(isDown ? "liquidationDown" : "liquidationUp", $"When {ReportFormat.Number(price)} is hit");
        group.Add(new Figure("price", "price of token 0", price).From($"the P with {question.Threshold} V(P) = D", Source.Definition));
        group.Add(new Figure("seizedValue", "taken from the position, in token 1", amounts.Seized).From($"what {(question.Terms is CloseFactorLiquidation ? "the liquidator takes for the debt that he repays, with his bonus" : "is sold: all")}, of V = {answer.Rule.CollateralValue(before, hit)}", question.Terms is CloseFactorLiquidation ? "Aave v3 LiquidationLogic" : "Alpaca Vault.kill"));
        group.Add(new Figure("debtRepaid", "debt repaid", amounts.Repaid).From($"of D = {answer.Rule.Debt(before, hit)}", Source.Definition));
        if (amounts.BadDebt > 0)
        {
            group.Add(new Figure("badDebt", "debt that nothing is left to repay", amounts.BadDebt).From($"D - repaid = {answer.Rule.Debt(before, hit)} - {amounts.Repaid}", Source.Definition));
        }
        group.Add(new Figure("penalty", "penalty", amounts.Penalty == 0 ? 0 : -amounts.Penalty).From($"the liquidator's part {amounts.ToLiquidator} and the protocol's {amounts.ToProtocol}", Source.Definition));
        group.Add(new Figure("equityLeft", "own equity left", left).From($"V - D - penalty = {answer.Rule.CollateralValue(before, hit)} - {answer.Rule.Debt(before, hit)} - {amounts.Penalty}, or nothing", Source.Definition));
        group.Add(new Figure("equityChangeFraction", "of own money", (left / question.Collateral) - 1, FigureUnit.Fraction).From($"{left} / {question.Collateral} - 1", Source.Definition));
        group.Add(new Figure("holdEquity", "holding the same tokens and debt would be worth", holding).From($"x0 P + y0 - D = {held.Amount0} * {hit.Price} + {held.Amount1} - {answer.Rule.Debt(before, hit)}", Source.Definition));
        group.Add(new Figure("realisedLossValue", "made permanent, against that", left - holding).From($"{left} - {holding}: what a returning price cannot win back any more", Source.Definition));
        return group;
    }

    /// <summary>The split of the debt that makes delta zero.</summary>
    public static FigureGroup Neutral(LeverageQuestion question)
    {
        FigureGroup group = new("neutral", "Delta-neutral at entry");
        double? share = NeutralDebt.ShareOfToken0(question.Curve, question.EntryPrice, question.Owed);
        string none = "none, the debt is too small";
        double worth = question.Curve.Reserves(question.EntryPrice).Amount0 * question.EntryPrice;
        group.Add(new Figure("shareOfToken0Fraction", "of the debt in token 0", share, FigureUnit.Fraction, none).From($"x P / ((leverage - 1) collateral) = {worth} / {question.Owed}", "derivation: the owed token 0 equals what the pool holds"));
        group.Add(new Figure("shortVaultFraction", "of own money in a vault that borrows token 0", share, FigureUnit.Fraction, none).From($"as two vaults of {question.Leverage} times, each borrowing one token", "Alpaca DeltaNeutralVault"));
        group.Add(new Figure("longVaultFraction", "of own money in a vault that borrows token 1", 1 - share, FigureUnit.Fraction, none).From($"1 - {share}", "Alpaca DeltaNeutralVault"));
        Book? neutral = share is { } split ? question.Book(split) : null;
        foreach ((string name, double ratio) in new[] { ("deltaDown10", 0.9), ("deltaUp10", 1.1) })
        {
            MarketState moved = new(question.EntryPrice * ratio, 0);
            group.Add(new Figure(name, $"its delta after {(ratio < 1 ? "-" : "+")}10 %, in token 0", neutral?.Delta(moved), None: none).From($"x(P) - d0 at {moved.Price}", Source.Definition));
        }
        return group;
    }
}
