using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Books;

/// <summary>A book over a range of prices, now and at its horizon.</summary>
internal static class BookCurve
{
    private const int ShownRows = 11;

    /// <summary>Value and delta over ratios of the price, equal ratios apart.</summary>
    public static (FigureTable Table, LineChart Chart) Of(BookQuestion question, double from, double to, int points)
    {
        Book book = question.Book;
        double[] ratios = RatioGrid.Of(from, to, points);
        double[] prices = [.. ratios.Select(ratio => ratio * question.Now.Price)];
        double[] values = [.. prices.Select(price => book.Value(new MarketState(price, question.Now.Years)))];
        double[] later = [.. prices.Select(price => book.Value(new MarketState(price, question.Horizon.Years)))];
        double[] deltas = [.. prices.Select(price => book.Delta(new MarketState(price, question.Now.Years)))];
        string horizon = $"after {ReportFormat.Number(question.Days)} days";
        FigureTable table = new(
            "curve",
            "Over prices",
            [.. Enumerable.Range(0, points).Select(i => (IReadOnlyList<Figure>)
            [
                new Figure("priceRatio", "ratio", ratios[i]),
                new Figure("price", "price", prices[i]),
                new Figure("bookValue", "value", values[i]),
                new Figure("bookValueAtHorizon", $"value {horizon}", later[i]),
                new Figure("delta", "delta", deltas[i]),
            ])],
            ShownRows,
            [
                new("curve.priceRatio", Formula.Text($"equal ratios apart; the last = {ratios[^1]}"), Source.Definition),
                new("curve.price", Formula.Text($"P = r P now; the last: {ratios[^1]} * {question.Now.Price} = {prices[^1]}"), Source.Definition),
                new("curve.bookValue", Formula.Text($"sum over the legs at that price; the last = {values[^1]}"), Source.Definition),
                new("curve.bookValueAtHorizon", Formula.Text($"as well, with {question.Days} days of fees, interest and funding, no rule carried out; the last = {later[^1]}"), Source.Definition),
                new("curve.delta", Formula.Text($"sum of dV/dP over the legs; the last = {deltas[^1]}"), Source.Definition),
            ]);
        LineChart chart = new($"Value, in {question.File.Symbol1}", "price / price now", question.File.Symbol1, ratios, true, [new ChartLine("now", values), new ChartLine(horizon, later)], false);
        return (table, chart);
    }
}
