using System.Globalization;
using System.Text;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>Writes an explanation as one page that needs nothing else.</summary>
internal static class ExplainPage
{
    private const int Charted = 20;

    public static void Write(string path, Explanation explanation) => HtmlPage.Write(path, $"Tidemark: why {What(explanation)} gained or lost", page =>
    {
        page.Append("<h1>Why ").Append(What(explanation)).Append(" gained or lost</h1>\n");
        foreach (string note in explanation.Notes)
        {
            page.Append("<p>").Append(HtmlPage.Text(note)).Append("</p>\n");
        }
        if (explanation.AreMany && explanation.Positions.Count > 0)
        {
            Parts(page, $"All {explanation.Positions.Count} together", explanation, explanation.Total);
            Table(page, explanation);
        }
        for (int i = 0; i < explanation.Positions.Count; i++)
        {
            Position(page, explanation, i);
        }
        if (explanation.Unexplained.Count > 0)
        {
            page.Append("<h2>").Append(explanation.Unexplained.Count).Append(" that cannot be explained</h2>\n<table>\n<tr><th>position</th><th>reason</th></tr>\n");
            foreach (PositionHistory history in explanation.Unexplained)
            {
                page.Append("<tr><td>").Append(HtmlPage.Text(history.Name)).Append("</td><td>").Append(HtmlPage.Text(Explanation.Reason(history))).Append("</td></tr>\n");
            }
            page.Append("</table>\n");
        }
    });

    private static string What(Explanation explanation) => explanation.AreMany ? "these positions" : "this position";

    private static void Table(StringBuilder page, Explanation explanation)
    {
        IReadOnlyList<(string Heading, Func<Attribution<double>, double> Figure)> columns = ExplainColumns.Of(explanation);
        page.Append("<table class=\"sum\"><caption>Each of them, in ").Append(HtmlPage.Text(explanation.Money.Symbol)).Append("</caption>\n<tr><th>position</th><th>in range</th>");
        foreach ((string heading, _) in columns)
        {
            page.Append("<th>").Append(heading).Append("</th>");
        }
        page.Append("</tr>\n");
        for (int i = 0; i < explanation.Positions.Count; i++)
        {
            ExplainedPosition position = explanation.Positions[i];
            Row($"<a href=\"#{Anchor(i)}\">{HtmlPage.Text(position.History.Name)}</a>", position.InRangeFraction is { } fraction ? ReportFormat.Percent(fraction) : "", position.Attribution);
        }
        Row("total", "", explanation.Total);
        page.Append("</table>\n");

        void Row(string name, string inRange, Attribution<double> of)
        {
            page.Append("<tr><td>").Append(name).Append("</td><td>").Append(inRange).Append("</td>");
            foreach ((_, Func<Attribution<double>, double> figure) in columns)
            {
                page.Append("<td>").Append(ReportFormat.Number(figure(of))).Append("</td>");
            }
            page.Append("</tr>\n");
        }
    }

    private static void Position(StringBuilder page, Explanation explanation, int index)
    {
        ExplainedPosition position = explanation.Positions[index];
        page.Append("<h2 id=\"").Append(Anchor(index)).Append("\">").Append(HtmlPage.Text(position.History.Name)).Append("</h2>\n<p class=\"answer\">").Append(HtmlPage.Text(ExplainSentence.Of(explanation, position))).Append("</p>\n<dl>\n");
        foreach ((string label, string text) in ExplainText.Facts(explanation, position).Skip(1))
        {
            page.Append("<dt>").Append(HtmlPage.Text(label)).Append("</dt><dd>").Append(HtmlPage.Text(text)).Append("</dd>\n");
        }
        page.Append("</dl>\n");
        if (index < Charted && ExplainCharts.Values(explanation, position) is { } chart)
        {
            page.Append(SvgChart.Text(chart)).Append('\n');
        }
        Parts(page, $"Where it came from, in {explanation.Money.Symbol}", explanation, position.Attribution);
        if (index < Charted)
        {
            page.Append(BarChart.Text($"What it is made of, in {explanation.Money.Symbol}", [.. ExplainText.Parts(position.Attribution).Select(static part => (part.Label, part.Profit.Total))])).Append('\n');
        }
    }

    private static string Anchor(int index) => string.Create(CultureInfo.InvariantCulture, $"p{index + 1}");

    private static void Parts(StringBuilder page, string title, Explanation explanation, Attribution<double> attribution)
    {
        page.Append("<table class=\"sum\"><caption>").Append(HtmlPage.Text(title)).Append("</caption>\n<tr><th></th><th>realised</th><th>unrealised</th><th>total, ").Append(HtmlPage.Text(explanation.Money.Symbol)).Append("</th></tr>\n");
        foreach ((string label, Profit<double> profit) in ExplainText.Parts(attribution))
        {
            page.Append("<tr><td>").Append(HtmlPage.Text(label)).Append("</td><td>").Append(ReportFormat.Number(profit.Realised)).Append("</td><td>").Append(ReportFormat.Number(profit.Unrealised))
                .Append("</td><td>").Append(ReportFormat.Number(profit.Total)).Append("</td></tr>\n");
        }
        page.Append("</table>\n");
    }
}
