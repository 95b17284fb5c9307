using System.Net;
using System.Text;
using Tidemark.Data.States;

namespace Tidemark.Cli.Output;

/// <summary>Writes a page that needs nothing else.</summary>
internal static class HtmlPage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}h2{margin-top:2.5em;border-top:1px solid #ddd;padding-top:1em}"
        + "p.answer{font-size:1.25em}table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #eee}td:first-child,th:first-child{text-align:left}"
        + "table.sum tr:last-child td{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}svg{max-width:100%;height:auto}"
        + "summary{cursor:pointer;margin-top:2em}";

    /// <summary>Writes the page whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">What the page is called.</param>
    /// <param name="writeBody">Adds what stands on it.</param>
    public static void Write(string path, string title, Action<StringBuilder> writeBody)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>").Append(Text(title)).Append("</title>\n<style>").Append(Style).Append("</style>\n");
        writeBody(page);
        page.Append("</html>\n");
        using AtomicFile file = AtomicFile.Create(path);
        file.Content.Write(Encoding.UTF8.GetBytes(page.ToString()));
        file.Commit();
    }

    /// <summary>A text as it stands in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
