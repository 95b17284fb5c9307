using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>The page of <c>explain</c> and its charts.</summary>
public sealed partial class ExplainPageProcessTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("none")]
    [InlineData("dilute")]
    [InlineData("counterfactual")]
    public async Task Chart_OfAPositionThatWasNotThere_EndsWithItsFigures(string impact)
    {
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        string result = await TidemarkProcess.OutputAsync(
            "explain", TapeFolder.Sample, "--range", "1500:2500", "--amount0", "100", "--amount1", "200000", "--decimals1", "6", "--impact", impact, "--json", "--html", page);
        using JsonDocument json = JsonDocument.Parse(result);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        XElement chart = Pictures(html)[0];
        (double low, double high) = Heights(chart);
        double rounding = (high - low) / 10_000;
        double[] ends = [.. Lines(chart).Select(line => low + ((390 - line[^1].Y) / 350 * (high - low)))];
        Assert.Equal(["with fees", "holding", "without fees"], Labels(chart)[^3..]);
        Assert.Equal(json.RootElement.GetProperty("holdValue").GetDouble(), ends[1], rounding);
        Assert.Equal(json.RootElement.GetProperty("value").GetDouble(), ends[2], rounding);
        Assert.Equal(json.RootElement.GetProperty("netVsHold").GetDouble(), ends[0] - ends[1], rounding);
        Assert.All(Lines(chart), static line => Assert.Equal(780, line[^1].X, 0.01));
    }

    [Fact]
    public async Task Chart_OfTheCounterfactual_IsOfThePoolWithThePosition()
    {
        string[] charts = new string[2];
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        foreach ((int i, string impact) in new[] { (0, "none"), (1, "counterfactual") })
        {
            _ = await TidemarkProcess.RunAsync("explain", TapeFolder.Sample, "--range", "1500:2500", "--amount0", "1000", "--amount1", "2000000", "--decimals1", "6", "--impact", impact, "--html", page);
            XElement chart = Pictures(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken))[0];
            // The line of the tokens held, which knows prices alone.
            charts[i] = chart.Elements(Svg + "polyline").ElementAt(1).Attribute("points")!.Value;
        }
        Assert.NotEqual(charts[0], charts[1]);
    }

    [Fact]
    public async Task Page_OfAClosedPosition_GoesToItsEnd()
    {
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        string result = await TidemarkProcess.OutputAsync("explain", RecordedData.Day, "--token-id", "638922", "--decimals0", "6", "--numeraire", "token0", "--json", "--html", page);
        JsonElement position = JsonDocument.Parse(result).RootElement.GetProperty("position");
        double minutes = (position.GetProperty("end").GetDateTime() - position.GetProperty("start").GetDateTime()).TotalMinutes;
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("<title>Tidemark: why this position gained or lost</title>", html, StringComparison.Ordinal);
        XElement[] pictures = Pictures(html);
        Assert.Equal(2, pictures.Length);
        double end = Labels(pictures[0]).Where(static label => double.TryParse(label, CultureInfo.InvariantCulture, out _)).Select(static label => double.Parse(label, CultureInfo.InvariantCulture)).Where(label => label < 2 * minutes).Max();
        double unit = Labels(pictures[0]).Contains("hours") ? 60 : 1;
        Assert.Equal(minutes, end * unit, minutes * 1e-3);
        Assert.Equal(["What it is made of, in token0", "hold", "impermanent loss", "fees", "net"], Labels(pictures[1]).Where(static label => !double.TryParse(label, CultureInfo.InvariantCulture, out _)));
    }

    [Fact]
    public async Task Page_OfAllPositions_LinksThemAndSaysWhyOthersAreMissing()
    {
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        string result = await TidemarkProcess.OutputAsync("explain", RecordedData.Day, "--all", "--decimals0", "6", "--json", "--html", page);
        using JsonDocument json = JsonDocument.Parse(result);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        int count = json.RootElement.GetProperty("positions").GetArrayLength();
        string[] links = [.. Link().Matches(html).Select(static match => match.Groups["anchor"].Value)];
        Assert.Equal(Enumerable.Range(1, count).Select(static number => string.Create(CultureInfo.InvariantCulture, $"p{number}")), links);
        Assert.All(links, link => Assert.Contains($"<h2 id=\"{link}\">", html, StringComparison.Ordinal));
        Assert.All(json.RootElement.GetProperty("unexplained").EnumerateArray(), missing =>
            Assert.Contains($"<td>{missing.GetProperty("position").GetString()}</td><td>{missing.GetProperty("reason").GetString()}</td>", html, StringComparison.Ordinal));
        Assert.Contains("why these positions gained", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfAPosition_NamesTheLinesOfItsChart()
    {
        string result = await TidemarkProcess.OutputAsync("explain", TapeFolder.Sample, "--full-range", "--amount0", "1", "--amount1", "2000", "--decimals1", "6");
        foreach (string line in new[] { "with fees", "holding", "without fees" })
        {
            Assert.Single(result.Split('\n'), row => row.TrimEnd().EndsWith($" {line}", StringComparison.Ordinal));
        }
    }

    private static XElement[] Pictures(string html) => [.. Picture().Matches(html).Select(static match => XElement.Parse(match.Value))];

    private static string[] Labels(XElement picture) => [.. picture.Elements(Svg + "text").Select(static text => text.Value)];

    private static (double Low, double High) Heights(XElement chart)
    {
        double[] heights = [.. chart.Elements(Svg + "text").Where(static text => text.Attribute("x")!.Value == "72").Select(static text => double.Parse(text.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
        return (heights.Min(), heights.Max());
    }

    private static (double X, double Y)[][] Lines(XElement chart) =>
    [
        .. chart.Elements(Svg + "polyline").Select(static line => line.Attribute("points")!.Value.Split(' ').Select(static point => point.Split(','))
            .Select(static point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))).ToArray()),
    ];

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("href=\"#(?<anchor>[^\"]+)\"")]
    private static partial Regex Link();
}
