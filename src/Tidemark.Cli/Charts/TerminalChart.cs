using System.Text;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Charts;

/// <summary>Draws a chart with Braille dots, two across and four down in a character.</summary>
internal static class TerminalChart
{
    private const int Rows = 15;
    private const int LabelWidth = 12;
    private const char Blank = '\u2800';

    // The bit of each dot in a Braille character, by column and row.
    private static readonly int[][] Dots = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

    public static string Draw(LineChart chart, int width)
    {
        string[] names = Names(chart);
        int columns = Math.Max(20, width - LabelWidth - 2 - names.Max(static name => name.Length));
        char[][] cells = [.. Enumerable.Range(0, Rows).Select(_ => new string(' ', columns).ToCharArray())];
        foreach (ChartLine line in chart.Lines)
        {
            Trace(chart, line, cells);
        }
        (double low, double high) = chart.Heights();
        StringBuilder text = new();
        text.Append(chart.Title).Append('\n');
        for (int row = 0; row < Rows; row++)
        {
            string label = row is 0 or Rows - 1 or (Rows / 2) ? Height(chart, high - ((high - low) * row / (Rows - 1))) : "";
            text.Append(label.PadLeft(LabelWidth)).Append(" \u2502");
            text.Append(cells[row]).Append(names[row]).Append('\n');
        }
        string left = ReportFormat.Number(chart.X[0]);
        string right = ReportFormat.Number(chart.X[^1]);
        text.Append(' ', LabelWidth + 1).Append('\u2514').Append('\u2500', columns).Append('\n');
        text.Append(' ', LabelWidth + 2).Append(left).Append((chart.XLabel).PadLeft(((columns + chart.XLabel.Length) / 2) - left.Length).PadRight(columns - left.Length - right.Length)).Append(right);
        return text.ToString();
    }

    // Of several lines, their names at the right where they end, each in a row of its own.
    private static string[] Names(LineChart chart)
    {
        string[] names = [.. Enumerable.Repeat("", Rows)];
        if (chart.Lines.Count == 1)
        {
            return names;
        }
        (double low, double high) = chart.Heights();
        ChartLine[] fromTop = [.. chart.Lines.OrderByDescending(static line => line.Values[^1])];
        int next = 0;
        for (int i = 0; i < fromTop.Length; i++)
        {
            int end = (int)Math.Round((high - fromTop[i].Values[^1]) / (high - low) * (Rows - 1));
            int row = Math.Min(Math.Max(end, next), Rows - fromTop.Length + i);
            (names[row], next) = ($" {fromTop[i].Label}", row + 1);
        }
        return names;
    }

    private static string Height(LineChart chart, double value) => chart.IsFraction ? ReportFormat.Percent(value) : ReportFormat.Number(value);

    private static void Trace(LineChart chart, ChartLine line, char[][] cells)
    {
        int width = 2 * cells[0].Length;
        int height = 4 * Rows;
        (double low, double high) = chart.Heights();
        int Across(int point) => (int)Math.Round(chart.Position(chart.X[point]) * (width - 1));
        int Down(double value) => (int)Math.Round((high - value) / (high - low) * (height - 1));
        for (int point = 1; point < chart.X.Length; point++)
        {
            (int fromX, int fromY) = (Across(point - 1), Down(line.Values[point - 1]));
            (int toX, int toY) = (Across(point), Down(line.Values[point]));
            int steps = Math.Max(Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY)), 1);
            for (int step = 0; step <= steps; step++)
            {
                Set(cells, fromX + ((toX - fromX) * step / steps), fromY + ((toY - fromY) * step / steps));
            }
        }
    }

    private static void Set(char[][] cells, int x, int y)
    {
        ref char cell = ref cells[y / 4][x / 2];
        cell = (char)((cell == ' ' ? Blank : cell) | Dots[x % 2][y % 4]);
    }
}
