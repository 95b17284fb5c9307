using Spectre.Console;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Explain;

/// <summary>Prints a row for each of many positions, and their total.</summary>
internal static class ExplainTable
{
    private const string InRange = "in range";
    private const string Gap = "  ";

    // Columns that a narrow terminal goes without, the first one first.
    private static readonly string[] Dispensable = [InRange, "gas", "LVR", "hold"];

    public static void Write(IAnsiConsole console, Explanation explanation)
    {
        (string Name, string InRange, Attribution<double> Of)[] rows =
        [
            .. explanation.Positions.Select(static position => (position.History.Name, position.InRangeFraction is { } fraction ? ReportFormat.Percent(fraction) : "", position.Attribution)),
            .. explanation.Positions.Count == 0 ? [] : new[] { ("total", "", explanation.Total) },
        ];
        (string Heading, string[] Cells)[] columns =
        [
            (InRange, [.. rows.Select(static row => row.InRange)]),
            .. ExplainColumns.Of(explanation).Select(column => (column.Heading, rows.Select(row => ReportFormat.Number(column.Figure(row.Of))).ToArray())),
        ];
        Console.Out.WriteLine($"Positions, in {explanation.Money.Symbol}");
        Console.Out.WriteLine();
        string[] names = [.. rows.Select(static row => row.Name)];
        int nameWidth = names.Append("position").Max(static name => name.Length);
        if (Width(columns) + Gap.Length + nameWidth <= console.Profile.Width)
        {
            Print("position", names, columns, nameWidth);
        }
        else
        {
            (string Heading, string[] Cells)[] kept = columns;
            foreach (string heading in Dispensable)
            {
                kept = Width(kept) > console.Profile.Width ? [.. kept.Where(column => column.Heading != heading)] : kept;
            }
            Print("position", names, kept, nameWidth: null);
            if (kept.Length < columns.Length)
            {
                Console.Out.WriteLine($"A wider window has {string.Join(", ", columns.Except(kept).Select(static column => column.Heading))} too.");
            }
        }
        if (explanation.Unexplained.Count > 0)
        {
            Console.Out.WriteLine();
            string left = $"{ReportFormat.Count(explanation.Unexplained.Count, "more is", "more are")} left out: there before the tape, or nothing happened in the period. --json has each with its reason.";
            foreach (string line in TextLines.Of(left, console.Profile.Width))
            {
                Console.Out.WriteLine(line);
            }
        }
    }

    // A line for each position, or two where the name has its own.
    private static void Print(string nameHeading, string[] names, (string Heading, string[] Cells)[] columns, int? nameWidth)
    {
        void Line(string name, Func<(string Heading, string[] Cells), string> cell)
        {
            string figures = string.Concat(columns.Select(column => Gap + cell(column).PadLeft(ColumnWidth(column))));
            Console.Out.WriteLine(nameWidth is { } width ? $"{Gap}{name.PadRight(width)}{figures}" : $"{name}{Environment.NewLine}{figures}");
        }
        Line(nameHeading, static column => column.Heading);
        Console.Out.WriteLine(new string('─', Width(columns) + (nameWidth is { } beside ? Gap.Length + beside : 0)));
        for (int i = 0; i < names.Length; i++)
        {
            int row = i;
            Line(names[row], column => column.Cells[row]);
        }
    }

    private static int Width((string Heading, string[] Cells)[] columns) => columns.Sum(static column => Gap.Length + ColumnWidth(column));

    private static int ColumnWidth((string Heading, string[] Cells) column) => column.Cells.Append(column.Heading).Max(static cell => cell.Length);
}
