using System.Globalization;
using Spectre.Console;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Pairs;

/// <summary>Prints the statistics of pairs for people: a line for each, and below what to know about the data.</summary>
internal static class PairsTable
{
    private const int MostBadPrints = 20;

    public static void Write(IAnsiConsole console, PairsReport report, PairsRequest request)
    {
        // A column that no pair has anything in only takes room.
        int[] columns = [.. Enumerable.Range(0, report.Pairs[0].Figures.Count).Where(i => report.Pairs.Any(pair => pair.Figures[i].Value is not null))];
        WindowTable.Write(console, title: null,
        [
            ["pair", "from", "to", "interval", .. columns.Select(column => report.Pairs[0].Figures[column].Label)],
            .. report.Pairs.Select(pair => (IReadOnlyList<string>)[pair.Pair, Date(pair.From), Date(pair.To), Text(pair.Interval), .. columns.Select(column => Text(pair.Figures[column]))]),
        ]);
        WriteNotes(console, report, request);
        if (request.Explains)
        {
            WriteFormulas(console, report);
        }
    }

    private static void WriteFormulas(IAnsiConsole console, PairsReport report)
    {
        foreach (PairReport pair in report.Pairs)
        {
            console.WriteLine();
            console.WriteLine(pair.Pair);
            ReportOutput.WriteFormulas(console, pair.Formulas);
        }
    }

    private static void WriteNotes(IAnsiConsole console, PairsReport report, PairsRequest request)
    {
        FoundBadPrint[] badPrints = [.. report.Pairs.SelectMany(static pair => pair.BadPrints).Distinct()];
        foreach (FoundBadPrint bad in badPrints.Take(MostBadPrints))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bad.File}:{bad.Line}: the price {ReportFormat.Number(bad.Price)} at {PairsOutput.Text(bad.Time)} is a bad print; about {ReportFormat.Number(bad.ExpectedPrice)} is expected."));
        }
        if (badPrints.Length > MostBadPrints)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {badPrints.Length - MostBadPrints:N0} more; --json prints all"));
        }
        if (badPrints.Length > 0)
        {
            console.WriteLine(request.FiltersBadPrints ? "Bad prints were left out." : "Bad prints are in the figures; --filter-bad-prints leaves them out.");
        }
        foreach (string note in report.Pairs.SelectMany(static pair => pair.Notes))
        {
            console.WriteLine(note);
        }
        foreach ((string pair, string reason) in report.Skipped)
        {
            console.WriteLine($"{pair}: {reason}.");
        }
    }

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(Figure figure) => figure switch
    {
        { Value: { } days, Unit: FigureUnit.Days } => Text(TimeSpan.FromDays(days)),
        { Value: { } number, Unit: FigureUnit.Number } => ReportFormat.Number(Math.Round(number, 4)),
        _ => ReportFormat.Text(figure),
    };

    private static string Text(TimeSpan time) =>
        time.TotalDays >= 1 ? Rounded(time.TotalDays, "d")
        : time.TotalHours >= 1 ? Rounded(time.TotalHours, "h")
        : time.TotalMinutes >= 1 ? Rounded(time.TotalMinutes, "min")
        : Rounded(time.TotalSeconds, "s");

    private static string Rounded(double number, string unit) => $"{ReportFormat.Number(Math.Round(number, 1))} {unit}";
}
