using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Il;

/// <summary>A position over a range of prices.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Chart">The loss as a picture.</param>
/// <param name="Sentence">Where the loss is largest.</param>
internal sealed record PriceRange(FigureTable Table, LineChart Chart, string Sentence)
{
    private const int ShownRows = 11;

    /// <summary>Value, hold value and loss over ratios of the entry price, equal ratios apart.</summary>
    public static PriceRange Of(AmmCase position, double from, double to, int points)
    {
        double[] ratios = RatioGrid.Of(from, to, points);
        double[] prices = [.. ratios.Select(ratio => ratio * position.EntryPrice)];
        double[] values = new double[points];
        double[] losses = new double[points];
        position.Curve.Values(prices, values);
        position.Curve.ImpermanentLosses(position.EntryPrice, prices, losses);
        Reserves held = position.Curve.Reserves(position.EntryPrice);
        FigureTable table = new("curve", "Over the range", [.. Enumerable.Range(0, points).Select(i => (IReadOnlyList<Figure>)
        [
            new Figure("priceRatio", "ratio", ratios[i]),
            new Figure("price", "price", prices[i]),
            new Figure("poolValue", "in the pool", values[i]),
            new Figure("holdValue", "held", held.Value(prices[i])),
            new Figure("impermanentLoss", "loss", losses[i], FigureUnit.Fraction),
        ])], ShownRows, Formulas: Explain(position, held, ratios[^1], prices[^1], losses[^1]));
        LineChart chart = new($"Impermanent loss: {position.Amm}", "price / entry price", "loss, fraction of the value held", ratios, true, [new ChartLine(position.Amm, losses)], true);
        return new PriceRange(table, chart, Worst(ratios, losses));
    }

    private static string Worst(double[] ratios, double[] losses)
    {
        int worst = Array.IndexOf(losses, losses.Min());
        string range = $"From {ReportFormat.Number(ratios[0])} to {ReportFormat.Number(ratios[^1])} times the entry price";
        return losses[worst] < 0
            ? $"{range}, the loss is largest at {ReportFormat.Number(ratios[worst])} times: {ReportFormat.Percent(-losses[worst])} of the value held."
            : $"{range}, nothing is lost against holding.";
    }

    private static Formula[] Explain(AmmCase position, Reserves held, double ratio, double price, double loss)
    {
        CurveFormula curve = position.FormulaAt(price);
        double value = position.Curve.Value(price);
        return
        [
            new("curve.priceRatio", Formula.Text($"equal ratios apart; the last = {ratio}"), Source.Definition),
            new("curve.price", Formula.Text($"P = r P0; the last: {ratio} * {position.EntryPrice} = {price}"), Source.Definition),
            new("curve.poolValue", $"the last: {curve.Value}", curve.Source),
            new("curve.holdValue", Formula.Text($"H = x0 P + y0; the last: {held.Amount0} * {price} + {held.Amount1} = {held.Value(price)}"), Source.Definition),
            new("curve.impermanentLoss", Formula.Text($"IL = V / H - 1; the last: {value} / {held.Value(price)} - 1 = {loss}"), $"definition; V: {curve.Source}"),
        ];
    }
}
