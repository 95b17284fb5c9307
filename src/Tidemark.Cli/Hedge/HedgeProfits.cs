using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Hedge;

/// <summary>Position, short, and both over a range of prices, and how delta drifts.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Chart">The profits as a picture.</param>
internal sealed record HedgeProfits(FigureTable Table, LineChart Chart)
{
    private const int ShownRows = 11;

    /// <param name="question">The position.</param>
    /// <param name="points">Over how many prices.</param>
    /// <param name="best">The short that leaves the least over the range.</param>
    /// <param name="options">The options that pay the loss, where asked for.</param>
    public static HedgeProfits Of(HedgeQuestion question, int points, double best, StaticReplication? options)
    {
        double[] ratios = RatioGrid.Of(question.FromRatio, question.ToRatio, points);
        double[] prices = [.. ratios.Select(ratio => ratio * question.Price)];
        double[] liquidity = [.. prices.Select(question.LiquidityProfit)];
        double[] shorts = [.. prices.Select(price => question.ShortProfit(question.Quantity, price))];
        double[] hedged = [.. liquidity.Zip(shorts, static (left, right) => left + right)];
        FigureTable table = new(
            "profits",
            question.Position.CurveAfter is null ? "Profit from here, before fees and funding" : $"Profit{question.When}, with the book's own fees, interest and funding",
            [.. Enumerable.Range(0, points).Select(i => Row(question, best, options, ratios[i], liquidity[i], shorts[i], hedged[i]))],
            ShownRows,
            Explain(question, best, options, ratios[^1], liquidity[^1], shorts[^1]));
        return new HedgeProfits(table, new LineChart(
            $"Profit: {question.Position.Amm}, its hedge, and both",
            "price / price now",
            $"profit, {question.Position.Numeraire}",
            ratios,
            true,
            [new ChartLine("position", liquidity), new ChartLine(question.Word, shorts), new ChartLine("both", hedged)],
            false));
    }

    private static List<Figure> Row(HedgeQuestion question, double best, StaticReplication? options, double ratio, double liquidity, double shortProfit, double hedged)
    {
        double price = ratio * question.Price;
        double delta = question.Curve.Delta(price);
        List<Figure> row =
        [
            new Figure("priceRatio", "ratio", ratio),
            new Figure("price", "price", price),
            new Figure("delta", "delta", delta),
            new Figure("deltaDriftFraction", "drift", question.Quantity == 0 ? null : (delta / question.Quantity) - 1, FigureUnit.Fraction),
            new Figure("liquidityProfitValue", "position", liquidity),
            new Figure("shortProfitValue", question.Word, shortProfit),
            new Figure("hedgedProfitValue", "both", hedged),
            new Figure("overRangeProfitValue", "least over range", liquidity + question.ShortProfit(best, price)),
        ];
        if (options is not null)
        {
            row.Add(new Figure("withOptionsProfitValue", "and options, before their cost", WithOptions(options, price, hedged)));
        }
        return row;
    }

    // What only rounding leaves is nothing.
    private static double WithOptions(StaticReplication options, double price, double hedged)
    {
        double payoff = options.Payoff(price);
        return Math.Abs(payoff + hedged) <= 1e-11 * payoff ? 0 : payoff + hedged;
    }

    private static List<Formula> Explain(HedgeQuestion question, double best, StaticReplication? options, double ratio, double liquidity, double shortProfit)
    {
        double price = ratio * question.Price;
        double delta = question.Curve.Delta(price);
        string move = Formula.Text($"({price} - {question.Price})");
        List<Formula> formulas =
        [
            new("profits.priceRatio", Formula.Text($"equal ratios apart; the last = {ratio}"), Source.Definition),
            new("profits.price", Formula.Text($"P = r P0; the last: {ratio} * {question.Price} = {price}"), Source.Definition),
            new("profits.delta", Formula.Text($"dV/dP; the last = {delta}"), Source.Rebalancing),
            new("profits.deltaDriftFraction", question.Quantity == 0 ? "delta / q - 1, without a q; the last = none" : Formula.Text($"delta / q - 1; the last: {delta} / {question.Quantity} - 1 = {(delta / question.Quantity) - 1}"), Source.Definition),
            new("profits.liquidityProfitValue", Formula.Text($"V - V0; the last: {question.AtHorizon.Value(price)} - {question.Value} = {liquidity}"), Source.Definition),
            new("profits.shortProfitValue", Formula.Text($"-q (P - P0); the last: -{question.Quantity} * ") + move + Formula.Text($" = {shortProfit}"), Source.Definition),
            new("profits.hedgedProfitValue", Formula.Text($"position + short; the last: {liquidity} + {shortProfit} = {liquidity + shortProfit}"), Source.Definition),
            new("profits.overRangeProfitValue", Formula.Text($"V - V0 - q (P - P0) with the short of overRange; the last: {liquidity} - {best} * ") + move + Formula.Text($" = {liquidity + question.ShortProfit(best, price)}"), Source.Definition),
        ];
        if (options is not null)
        {
            formulas.Add(new Formula("profits.withOptionsProfitValue", Formula.Text($"both and what the options pay, before their cost; the last: {liquidity + shortProfit} + {options.Payoff(price)} = {WithOptions(options, price, liquidity + shortProfit)}"), Source.Replication));
        }
        return formulas;
    }
}
