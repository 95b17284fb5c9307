using System.Net;
using System.Text;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;
using Tidemark.Data.States;

namespace Tidemark.Cli.Explain;

/// <summary>Writes an explanation as one page that needs nothing else.</summary>
internal static class ExplainPage
{
    private const int Charted = 20;

    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}h2{margin-top:2.5em;border-top:1px solid #ddd;padding-top:1em}"
        + "p.answer{font-size:1.25em}table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #eee}td:first-child,th:first-child{text-align:left}"
        + "tr:last-child td{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}svg{max-width:100%;height:auto}";

    /// <summary>Found out before the work, not after it.</summary>
    public static void CheckTarget(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new CommandInputException(Directory.Exists(path) ? $"--html {path} is a folder; name a file in it." : $"--html {path} cannot be written: there is no folder {folder}; make it first.");
        }
    }

    public static void Write(string path, Explanation explanation)
    {
        using AtomicFile file = AtomicFile.Create(path);
        file.Content.Write(Encoding.UTF8.GetBytes(Page(explanation)));
        file.Commit();
    }

    private static string Page(Explanation explanation)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Tidemark: why these positions gained or lost</title>\n<style>").Append(Style).Append("</style>\n");
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
        return page.Append("</html>\n").ToString();
    }

    private static void Position(StringBuilder page, Explanation explanation, ExplainedPosition position, bool isCharted)
    {
        page.Append("<h2>").Append(Text(position.History.Name)).Append("</h2>\n<p class=\"answer\">").Append(Text(ExplainSentence.Of(explanation, position))).Append("</p>\n<dl>\n");
        foreach ((string label, string text) in ExplainText.Facts(explanation, position).Skip(1))
        {
            page.Append("<dt>").Append(Text(label)).Append("</dt><dd>").Append(Text(text)).Append("</dd>\n");
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
        page.Append("<table><caption>").Append(Text(title)).Append("</caption>\n<tr><th></th><th>realised</th><th>unrealised</th><th>total, ").Append(Text(explanation.Money.Symbol)).Append("</th></tr>\n");
        foreach ((string label, Profit<double> profit) in ExplainText.Parts(attribution))
        {
            page.Append("<tr><td>").Append(Text(label)).Append("</td><td>").Append(ReportFormat.Number(profit.Realised)).Append("</td><td>").Append(ReportFormat.Number(profit.Unrealised))
                .Append("</td><td>").Append(ReportFormat.Number(profit.Total)).Append("</td></tr>\n");
        }
        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
