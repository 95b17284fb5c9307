using System.Text;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Explain;

/// <summary>Writes an explanation as one page that needs nothing else.</summary>
internal static class ExplainPage
{
    private const int Charted = 20;

    public static void Write(string path, Explanation explanation) => HtmlPage.Write(path, "Tidemark: why these positions gained or lost", page =>
    {
        page.Append("<h1>Why ").Append(explanation.Positions.Count == 1 ? "this position" : "these positions").Append(" gained or lost</h1>\n");
        if (explanation.Positions.Count > 1)
        {
            Parts(page, $"All {explanation.Positions.Count} together", explanation, explanation.Positions.Select(static position => position.Attribution).Aggregate(static (sum, next) => sum + next));
        }
        for (int i = 0; i < explanation.Positions.Count; i++)
        {
            Position(page, explanation, explanation.Positions[i], isCharted: i < Charted);
        }
        if (explanation.Unexplained.Count > 0)
        {
            page.Append("<p>").Append(explanation.Unexplained.Count).Append(" more are left out: they were there before the tape, or nothing happened to them in the period.</p>\n");
        }
    });

    private static void Position(StringBuilder page, Explanation explanation, ExplainedPosition position, bool isCharted)
    {
        page.Append("<h2>").Append(HtmlPage.Text(position.History.Name)).Append("</h2>\n<p class=\"answer\">").Append(HtmlPage.Text(ExplainSentence.Of(explanation, position))).Append("</p>\n<dl>\n");
        foreach ((string label, string text) in ExplainText.Facts(explanation, position).Skip(1))
        {
            page.Append("<dt>").Append(HtmlPage.Text(label)).Append("</dt><dd>").Append(HtmlPage.Text(text)).Append("</dd>\n");
        }
        page.Append("</dl>\n");
        Parts(page, $"Where it came from, in {explanation.Money.Symbol}", explanation, position.Attribution);
        if (isCharted && ExplainCharts.Values(explanation, position) is { } chart)
        {
            page.Append(SvgChart.Text(chart)).Append('\n');
        }
    }

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
