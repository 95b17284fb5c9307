using System.Globalization;
using System.Text;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Charts;

/// <summary>Draws amounts as bars from a common zero, gains to the right and losses to the left, as an SVG picture to stand in a page.</summary>
internal static class BarChart
{
    private const int Width = 800;
    private const int Left = 170;
    private const int Right = 130;
    private const int Top = 40;
    private const int Step = 30;
    private const string Gain = "#0072b2";
    private const string Loss = "#d55e00";

    /// <summary>The picture as text.</summary>
    /// <param name="title">What the bars are.</param>
    /// <param name="bars">Their names and lengths, one or more.</param>
    public static string Text(string title, IReadOnlyList<(string Label, double Value)> bars)
    {
        double low = Math.Min(0, bars.Min(static bar => bar.Value));
        double high = Math.Max(0, bars.Max(static bar => bar.Value));
        double scale = high > low ? (Width - Left - Right) / (high - low) : 0;
        double zero = Left - (low * scale);
        int height = Top + (Step * bars.Count) + 10;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"24\" font-size=\"16\">{HtmlPage.Text(title)}</text>\n");
        for (int i = 0; i < bars.Count; i++)
        {
            (string label, double value) = bars[i];
            int y = Top + (Step * i);
            double length = Math.Abs(value) * scale;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 16}\" text-anchor=\"end\">{HtmlPage.Text(label)}</text>")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{(value < 0 ? zero - length : zero):0.##}\" y=\"{y + 2}\" width=\"{length:0.##}\" height=\"{Step - 10}\" fill=\"{(value < 0 ? Loss : Gain)}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Math.Max(zero, zero + (value * scale)) + 6:0.##}\" y=\"{y + 16}\">{ReportFormat.Number(value)}</text>\n");
        }
        return svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{zero:0.##}\" x2=\"{zero:0.##}\" y1=\"{Top}\" y2=\"{height - 10}\" stroke=\"#1a1a1a\"/>\n</svg>").ToString();
    }
}
