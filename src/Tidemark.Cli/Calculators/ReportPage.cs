using System.Text;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Calculators;

/// <summary>Writes a report as one page that needs nothing else.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">The words that asked.</param>
    /// <param name="report">The answer.</param>
    /// <param name="formulas">Where its figures come from.</param>
    public static void Write(string path, string title, CalculatorReport report, IReadOnlyList<Formula> formulas) => HtmlPage.Write(path, $"Tidemark: {title}", page =>
    {
        page.Append("<h1>").Append(HtmlPage.Text(title)).Append("</h1>\n<p class=\"answer\">").Append(HtmlPage.Text(report.Sentence)).Append("</p>\n");
        foreach (string note in report.Notes)
        {
            page.Append("<p>").Append(HtmlPage.Text(note)).Append("</p>\n");
        }
        Pairs(page, report.Figures.Select(static figure => (figure.Label, ReportFormat.Text(figure))));
        foreach (FigureGroup group in report.Groups)
        {
            page.Append("<h2>").Append(HtmlPage.Text(group.Label)).Append("</h2>\n");
            Pairs(page, group.Figures.Select(static figure => (figure.Label, ReportFormat.Text(figure))));
        }
        if (report.Chart is { } chart)
        {
            page.Append(SvgChart.Text(chart)).Append('\n');
        }
        foreach (FigureTable table in report.Tables)
        {
            Table(page, table);
        }
        if (formulas.Count > 0)
        {
            page.Append("<details><summary>Where each figure comes from</summary>\n");
            Pairs(page, formulas.Select(static formula => (formula.Figure, $"{formula.Expression} ({formula.Source})")));
            page.Append("</details>\n");
        }
    });

    private static void Pairs(StringBuilder page, IEnumerable<(string Name, string Text)> pairs)
    {
        page.Append("<dl>\n");
        foreach ((string name, string text) in pairs)
        {
            page.Append("<dt>").Append(HtmlPage.Text(name)).Append("</dt><dd>").Append(HtmlPage.Text(text)).Append("</dd>\n");
        }
        page.Append("</dl>\n");
    }

    private static void Table(StringBuilder page, FigureTable table)
    {
        IReadOnlyList<IReadOnlyList<string>> grid = table.ShownGrid();
        page.Append("<h2>").Append(HtmlPage.Text(table.Label)).Append("</h2>\n<table>\n");
        for (int line = 0; line < grid.Count; line++)
        {
            string tag = line == 0 ? "th" : "td";
            page.Append("<tr>");
            foreach (string cell in grid[line])
            {
                page.Append('<').Append(tag).Append('>').Append(HtmlPage.Text(cell)).Append("</").Append(tag).Append('>');
            }
            page.Append("</tr>\n");
        }
        page.Append("</table>\n");
    }
}
