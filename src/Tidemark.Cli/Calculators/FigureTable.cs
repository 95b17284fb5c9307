using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>Rows of figures: an array of objects in JSON, a table for people, lines in CSV.</summary>
/// <param name="Name">The JSON name.</param>
/// <param name="Label">The heading.</param>
/// <param name="Rows">The rows, each with the same figures in the same order.</param>
/// <param name="ShownRows">How many rows people see, spread evenly; all of them where null.</param>
/// <param name="Formulas">Where the columns come from.</param>
/// <param name="Grid">What people see instead of the rows: headings, then lines of cells.</param>
/// <param name="Names">What each row is about, where figures do not tell it: <c>name</c> in JSON, the first column for people. CSV prints a table without them.</param>
internal sealed record FigureTable(string Name, string Label, IReadOnlyList<IReadOnlyList<Figure>> Rows, int? ShownRows = null, IReadOnlyList<Formula>? Formulas = null, IReadOnlyList<IReadOnlyList<string>>? Grid = null, IReadOnlyList<string>? Names = null)
{
    /// <summary>What people see: headings, then lines of cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ShownGrid()
    {
        if (Grid is not null)
        {
            return Grid;
        }
        List<IReadOnlyList<string>> lines = [Line(Names is null ? null : "", static figure => figure.Label, 0)];
        int count = Math.Min(ShownRows ?? Rows.Count, Rows.Count);
        for (int i = 0; i < count; i++)
        {
            int row = count == 1 ? 0 : (int)((long)i * (Rows.Count - 1) / (count - 1));
            lines.Add(Line(Names?[row], ReportFormat.Text, row));
        }
        return lines;
    }

    private IReadOnlyList<string> Line(string? name, Func<Figure, string> text, int row) => [.. name is null ? (string[])[] : [name], .. Rows[row].Select(text)];
}
