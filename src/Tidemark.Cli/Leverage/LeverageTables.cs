using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Leverage;

/// <summary>A leveraged position over prices, and its liquidation prices over days.</summary>
internal static class LeverageTables
{
    private const int ShownRows = 11;
    private const int DayRows = 5;

    /// <summary>Over prices: the loss with and without leverage, equity, health and delta, without interest and fees.</summary>
    public static (FigureTable Table, LineChart Chart) OverPrices(LeverageQuestion question, LeverageAnswer answer, double from, double to, int points)
    {
        double[] ratios = RatioGrid.Of(from, to, points);
        Reserves held = question.Curve.Reserves(question.EntryPrice);
        ImpermanentLossReport[] losses = new ImpermanentLossReport[points];
        double[] deltas = new double[points];
        double[] equities = new double[points];
        double[] holdings = new double[points];
        List<IReadOnlyList<Figure>> rows = [];
        for (int i = 0; i < points; i++)
        {
            MarketState state = new(question.EntryPrice * ratios[i], 0);
            double debt = answer.Rule.Debt(answer.Book, state);
            losses[i] = answer.Loss(state.Price);
            deltas[i] = answer.Book.Delta(state);
            (equities[i], holdings[i]) = (answer.Book.Value(state), held.Value(state.Price) - debt);
            rows.Add(
            [
                new Figure("priceRatio", "ratio", ratios[i]),
                new Figure("price", "price", state.Price),
                new Figure("impermanentLoss", "loss unleveraged", losses[i].LossFraction, FigureUnit.Fraction),
                new Figure("equityLossAgainstHold", "loss of equity", losses[i].LossValue / question.Collateral, FigureUnit.Fraction),
                new Figure("equity", "equity", equities[i]),
                new Figure("healthFactor", "health", debt > 0 ? answer.Rule.HealthFactor(answer.Book, state) : null),
                new Figure("delta", "delta", deltas[i]),
            ]);
        }
        Formula[] formulas =
        [
            new("curve.priceRatio", Formula.Text($"equal ratios apart; the last = {to}"), Source.Definition),
            new("curve.price", Formula.Text($"P = r P0; the last: {to} * {question.EntryPrice}"), Source.Definition),
            new("curve.impermanentLoss", Formula.Text($"V / H - 1; the last = {losses[^1].LossFraction}"), Source.Definition),
            new("curve.equityLossAgainstHold", Formula.Text($"(V - H) / collateral = (V - H) / {question.Collateral}; the last = {losses[^1].LossValue} / {question.Collateral} = {losses[^1].LossValue / question.Collateral}"), Source.Definition),
            new("curve.equity", Formula.Text($"V - D; where health is below 1 it has been liquidated on the way; the last = {equities[^1]}"), Source.Definition),
            new("curve.healthFactor", Formula.Text($"threshold V / D = {question.Threshold} V / D"), Source.Definition),
            new("curve.delta", Formula.Text($"x(P) - d0 in token 0; the last = {deltas[^1]}"), Source.Definition),
        ];
        LineChart chart = new($"Equity of {question.Shape.Amm} at {ReportFormat.Number(question.Leverage)} times", "price / entry price", "token 1", ratios, true,
            [new ChartLine("equity", equities), new ChartLine("holding with the same debt", holdings)], false);
        return (new FigureTable("curve", "Over prices, without interest and fees", rows, ShownRows, formulas), chart);
    }

    /// <summary>How interest and fees move the liquidation prices day by day.</summary>
    public static FigureTable OverDays(LeverageQuestion question, LeverageAnswer answer)
    {
        List<IReadOnlyList<Figure>> rows = [];
        for (int i = 0; i < DayRows; i++)
        {
            double days = question.Days * i / (DayRows - 1);
            MarketState state = new(question.Price, days / Year.Days);
            double health = answer.Rule.HealthFactor(answer.Book, state);
            LiquidationPrices prices = health >= 1 ? answer.Rule.LiquidationPrices(answer.Book, state) : default;
            string none = health >= 1 ? "none" : "liquidated";
            rows.Add(
            [
                new Figure("days", "days", days),
                new Figure("liquidationPriceDown", "liquidated below", prices.Down, None: none),
                new Figure("liquidationPriceUp", "liquidated above", prices.Up, None: none),
                new Figure("healthFactor", "health at this price", answer.Debt > 0 ? health : null),
            ]);
        }
        return new FigureTable("liquidationByDay", "Liquidation prices as interest and fees accrue", rows, Formulas:
        [
            new("liquidationByDay.days", Formula.Text($"evenly; the last = {question.Days}"), Source.Definition),
            new("liquidationByDay.liquidationPriceDown", Formula.Text($"the P with {question.Threshold} V(P) = D below {question.Price}, with the interest and reinvested fees of those days"), Source.Definition),
            new("liquidationByDay.liquidationPriceUp", Formula.Text($"the P with {question.Threshold} V(P) = D above {question.Price}, as before"), Source.Definition),
            new("liquidationByDay.healthFactor", Formula.Text($"threshold V / D = {question.Threshold} V / D"), Source.Definition),
        ]);
    }
}
