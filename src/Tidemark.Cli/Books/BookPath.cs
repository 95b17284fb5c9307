using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Cli.Books;

/// <summary>A book along recorded prices: what its rules did on the way, and why it gained or lost.</summary>
internal static class BookPath
{
    private const int MostRows = 101;
    private const int ShownRows = 11;
    private const int MostEvents = 20;

    /// <summary>Runs the book from its beginning over the closing price of each bar after it.</summary>
    public static CalculatorReport Of(BookCase file, string path)
    {
        var prices = PriceSeries.Read(path);
        DateTimeOffset beginning = file.Beginning ?? throw new CommandInputException("the book does not say when its legs begin, from where --path runs it; add a line such as 'begin: 2023-08-14' to the file.");
        PriceBar[] bars = [.. prices.Bars.Where(bar => bar.Time > beginning)];
        if (bars.Length == 0)
        {
            throw new CommandInputException($"{path}: no price is after {Time(beginning)}, when the book begins; give a file that goes on from there.");
        }
        BookRun run = new(file.Book, file.Start, beginning, file.Cash);
        List<(double Days, double Price, double Value)> points = [(0, file.Start.Price, run.Book.Value(run.State))];
        foreach (PriceBar bar in bars)
        {
            run.MoveTo(new MarketState(bar.Close, (bar.Time - beginning).TotalSeconds / Year.Seconds));
            points.Add(((bar.Time - beginning).TotalDays, bar.Close, run.Book.Value(run.State)));
        }
        Attribution<double> parts = run.Explain();
        (double Days, double Price, double Value)[] shown = Shown(points);
        FigureGroup figures = Figures(file, run, points, parts);
        FigureGroup profit = Parts(parts);
        return new CalculatorReport
        {
            Sentence = Sentence(file, run, points, beginning, bars[^1].Time),
            Notes = [.. Notes(file, run, beginning, bars[0])],
            Figures = figures.Figures,
            Groups = [profit],
            Tables = [Table(points[^1], shown)],
            Chart = new LineChart(
                $"Value of the book in {file.Symbol1}", "days", file.Symbol1, [.. shown.Select(static point => point.Days)], false,
                [new ChartLine("book", [.. shown.Select(static point => point.Value)])], false),
        };
    }

    private static string Sentence(BookCase file, BookRun run, List<(double Days, double Price, double Value)> points, DateTimeOffset from, DateTimeOffset to)
    {
        double net = points[^1].Value - points[0].Value - run.PaidIn;
        string events = run.Events.Count == 0 ? "no rule was hit" : $"rules were hit {run.Events.Count} {(run.Events.Count == 1 ? "time" : "times")}";
        return $"From {Time(from)} to {Time(to)} the book {(net < 0 ? "lost" : "gained")} {ReportFormat.Number(Math.Abs(net))} {file.Symbol1} and is worth {ReportFormat.Number(points[^1].Value)}; {events}.";
    }

    private static IEnumerable<string> Notes(BookCase file, BookRun run, DateTimeOffset beginning, PriceBar first)
    {
        if (Math.Abs((first.Close / file.Start.Price) - 1) > 0.05)
        {
            yield return $"The book begins at {ReportFormat.Number(file.Start.Price)}, and the first price after that is {ReportFormat.Number(first.Close)}: the first step is that move.";
        }
        foreach (BookEvent hit in run.Events.Take(MostEvents))
        {
            string place = $"{Time(beginning.AddSeconds(Math.Round(hit.State.Years * Year.Seconds)))} at {ReportFormat.Number(hit.State.Price)}: ";
            yield return place + hit.Kind switch
            {
                BookEventKind.MarginToppedUp => $"the margin of {hit.Name} was filled up with {ReportFormat.Number(hit.MarginAdded)}.",
                BookEventKind.MarginLiquidated => $"{hit.Name} was closed for want of margin: all {ReportFormat.Number(hit.MarginLost)} that it had when it was opened or last filled up were lost, {ReportFormat.Number(hit.Amounts.ToLiquidator)} of them at the close.",
                _ => $"{hit.Name} liquidated: {ReportFormat.Number(hit.Amounts.Seized)} were taken, {ReportFormat.Number(hit.Amounts.Repaid)} of debt repaid, at a penalty of {ReportFormat.Number(hit.Amounts.Penalty)}{(hit.Amounts.BadDebt > 0 ? $"; {ReportFormat.Number(hit.Amounts.BadDebt)} of debt stay unpaid, which payouts count" : "")}.",
            };
        }
        if (run.Events.Count > MostEvents)
        {
            yield return $"{run.Events.Count - MostEvents} more are not listed.";
        }
    }

    private static FigureGroup Figures(BookCase file, BookRun run, List<(double Days, double Price, double Value)> points, Attribution<double> parts)
    {
        FigureGroup figures = new("", "");
        figures.Add(new Figure("startPrice", $"price of {file.Symbol0} at the beginning", file.Start.Price).Given("--price", isOfBook: true));
        figures.Add(new Figure("endPrice", "and at the end", points[^1].Price).From($"the last of {points.Count - 1} prices", "the price file"));
        figures.Add(new Figure("days", "days", points[^1].Days, FigureUnit.Days).FromText($"from {Time(file.Beginning!.Value)}, when the book begins, to the last price", "the price file"));
        figures.Add(new Figure("startValue", $"book at the beginning, in {file.Symbol1}", points[0].Value).From($"the sum of {file.Book.Legs.Count} legs", Source.Definition));
        figures.Add(new Figure("endValue", "book at the end", points[^1].Value).From($"the sum of {run.Book.Legs.Count} legs", Source.Definition));
        figures.Add(new Figure("cash", "of it cash", run.Cash).From($"of {points[^1].Value}", Source.Definition));
        figures.Add(new Figure("paidIn", "paid in, where the cash was spent", run.PaidIn).FromText($"what {file.Cash} lacked", Source.Definition));
        figures.Add(new Figure("net", "gained or lost", parts.Net.Total).From($"end - start - paid in = {points[^1].Value} - {points[0].Value} - {run.PaidIn}, and the sum of the parts", Source.Definition));
        figures.Add(new Figure("lvr", "lost to rebalancing, of the liquidity", -parts.Lvr).From($"the sum over {points.Count - 1} steps of V(P1) - V(P0) - x(P0) (P1 - P0)", Source.Rebalancing));
        figures.Add(new Figure("events", "times that rules were hit", run.Events.Count).FromText("the events in the notes, and more that are not listed", Source.Definition));
        return figures;
    }

    private static FigureGroup Parts(Attribution<double> parts)
    {
        FigureGroup group = new("attribution", "Where it came from");
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            string name = part.ToString();
            // Tokens that are held or lent are margins to the ledger.
            string label = part == ProfitPart.Margin ? "tokens held and margins" : JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
            group.Add(new Figure(JsonNamingPolicy.CamelCase.ConvertName(name), label, parts[part].Total)
                .From($"realised {parts[part].Realised} + unrealised {parts[part].Unrealised}", "docs/concepts/attribution.md"));
        }
        return group;
    }

    private static (double Days, double Price, double Value)[] Shown(List<(double Days, double Price, double Value)> points)
    {
        int count = Math.Min(MostRows, points.Count);
        return [.. Enumerable.Range(0, count).Select(i => points[(int)((long)i * (points.Count - 1) / Math.Max(1, count - 1))]).DistinctBy(static point => point.Days)];
    }

    private static FigureTable Table((double Days, double Price, double Value) last, (double Days, double Price, double Value)[] shown)
    {
        IReadOnlyList<Figure>[] rows = [.. shown.Select(static point => (IReadOnlyList<Figure>)[new Figure("days", "days", point.Days), new Figure("price", "price", point.Price), new Figure("value", "book", point.Value)])];
        return new FigureTable("path", "On the way", rows, ShownRows,
        [
            new("path.days", Formula.Text($"evenly spread over the file's rows; the last = {last.Days}"), "the price file"),
            new("path.price", Formula.Text($"closing prices; the last = {last.Price}"), "the price file"),
            new("path.value", Formula.Text($"the sum of the legs' values; the last = {last.Value}"), Source.Definition),
        ]);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
