using Spectre.Console;

namespace Tidemark.Cli.Output;

/// <summary>A table of figures as wide as the window: no figure is broken over two lines; columns that do not fit follow in a further table.</summary>
internal static class WindowTable
{
    /// <summary>What the border and the padding take beside each column, and beside all of them.</summary>
    private const int Gap = 3;

    /// <summary>Prints it.</summary>
    /// <param name="console">The window.</param>
    /// <param name="title">The heading of the table, if it has one.</param>
    /// <param name="grid">The headings of the columns, then lines of cells; the first cell says what the line is about.</param>
    public static void Write(IAnsiConsole console, string? title, IReadOnlyList<IReadOnlyList<string>> grid)
    {
        int[] widths = [.. grid[0].Select((_, column) => grid.Max(line => line[column].Length))];
        if (Needed(widths) > console.Profile.Width)
        {
            widths = [.. grid[0].Select((heading, column) => Math.Max(heading.Split(' ').Max(static word => word.Length), grid.Skip(1).Select(line => line[column].Length).DefaultIfEmpty().Max()))];
        }
        int next = 1;
        do
        {
            List<int> columns = [0];
            while (next < widths.Length && (columns.Count == 1 || Needed(columns.Append(next).Select(column => widths[column])) <= console.Profile.Width))
            {
                columns.Add(next++);
            }
            console.Write(Part(title is null || next == columns.Count ? title : $"{title} (continued)", grid, columns, widths));
        }
        while (next < widths.Length);
    }

    private static int Needed(IEnumerable<int> widths) => Gap + widths.Sum(static width => width + Gap);

    private static Table Part(string? title, IReadOnlyList<IReadOnlyList<string>> grid, List<int> columns, int[] widths)
    {
        Table part = new() { Border = TableBorder.Simple, Title = title is null ? null : new TableTitle(Markup.Escape(title)) };
        foreach (int column in columns)
        {
            part.AddColumn(new TableColumn(new Text(grid[0][column])) { Width = widths[column] }.RightAligned());
        }
        foreach (IReadOnlyList<string> line in grid.Skip(1))
        {
            part.AddRow(columns.Select(column => new Text(line[column])));
        }
        return part;
    }
}
