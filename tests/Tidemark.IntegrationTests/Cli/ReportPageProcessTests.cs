using System.Net;
using System.Xml.Linq;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>--html</c> of the calculators.</summary>
public sealed class ReportPageProcessTests : IDisposable
{
    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("il constant-product --entry 2000 --ratio 2 --range 0.5:2 --points 30")]
    [InlineData("lvr concentrated --lower 1600 --upper 2500 --entry 2000 --volatility 0.8")]
    [InlineData("greeks concentrated --lower 800 --upper 1250 --entry 1000 --price 1300 --value 10000 --volatility 0.8 --strikes 3")]
    [InlineData("breakeven constant-product --entry 2000 --volatility 0.8 --fee-apr 0.2")]
    public async Task Html_OfACalculator_HasAllThatIsPrintedAndNeedsNothingElse(string arguments)
    {
        string page = _folder.PathOf("page.html");
        string result = await TidemarkProcess.OutputAsync([.. arguments.Split(' '), "--explain", "--html", page]);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains($"<h1>{string.Join(' ', arguments.Split(' ')[..2])}</h1>", html, StringComparison.Ordinal);
        foreach (string reference in new[] { "src=", "href=", "url(", "@import", "<script" })
        {
            Assert.DoesNotContain(reference, html, StringComparison.Ordinal);
        }
        // Every printed line's words stand on the page too, with what is not markup escaped.
        XElement body = XElement.Parse($"<page>{html[html.IndexOf("<h1>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)].Replace("<!DOCTYPE", "", StringComparison.Ordinal)}</page>");
        string text = Squeeze(WebUtility.HtmlDecode(string.Join(' ', body.DescendantNodes().OfType<XText>().Select(static node => node.Value))));
        foreach (string line in result.Split('\n').Where(static line => !line.Any(static letter => letter is >= '\u2500' and <= '\u28ff')))
        {
            foreach (string part in line.Replace("    source: ", "", StringComparison.Ordinal).Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                string[] words = part.Split(": ", 2);
                Assert.All(words, word => Assert.Contains(Squeeze(word), text, StringComparison.Ordinal));
            }
        }
        Assert.Equal(arguments.Contains("--range", StringComparison.Ordinal), html.Contains("<svg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "--html is empty; name the file to write.")]
    [InlineData("/", "--html / is a folder; name a file in it.")]
    [InlineData("/nonexistent/page.html", "--html /nonexistent/page.html cannot be written: there is no folder /nonexistent; make it, or name a file in another one.")]
    public async Task Html_NoPlaceForAFile_IsRefusedBeforeTheWork(string page, string problem)
    {
        TidemarkResult result = await TidemarkProcess.RunAsync("il", "constant-product", "--ratio", "2", "--html", page);
        Assert.Equal((2, "", $"tidemark: {problem} (see tidemark il constant-product --help)\n"), (result.ExitCode, result.Output, result.Error));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(static letter => !char.IsWhiteSpace(letter)));
}
