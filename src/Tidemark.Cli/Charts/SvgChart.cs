using System.Globalization;
using System.Text;
using System.Xml;
using Tidemark.Cli.Calculators;
using Tidemark.Data.States;

namespace Tidemark.Cli.Charts;

/// <summary>Writes a chart as an SVG picture that stands by itself.</summary>
internal static class SvgChart
{
    private const int Width = 800;
    private const int Height = 450;
    private const int Left = 80;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 60;
    private const int Ticks = 5;

    // Colours that people with colour blindness tell apart (Okabe and Ito).
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

    /// <summary>Writes the picture whole or not at all.</summary>
    public static void Write(string path, LineChart chart)
    {
        try
        {
            using AtomicFile file = AtomicFile.Create(path);
            using (XmlWriter xml = XmlWriter.Create(file.Content, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            {
                Draw(xml, chart);
            }
            file.Commit();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CommandInputException($"--svg {path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The picture as text, to stand in a page.</summary>
    public static string Text(LineChart chart)
    {
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            Draw(xml, chart);
        }
        return text.ToString();
    }

    private static void Draw(XmlWriter xml, LineChart chart)
    {
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(xml, ("viewBox", $"0 0 {Width} {Height}"), ("width", $"{Width}"), ("height", $"{Height}"), ("font-family", "sans-serif"), ("font-size", "13"));
        Element(xml, "rect", null, ("width", "100%"), ("height", "100%"), ("fill", "#ffffff"));
        Element(xml, "text", chart.Title, ("x", $"{Left}"), ("y", "24"), ("font-size", "16"));
        (double low, double high) = chart.Heights();
        double X(double x) => Left + (chart.Position(x) * (Width - Left - Right));
        double Y(double value) => Top + ((high - value) / (high - low) * (Height - Top - Bottom));
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double part = (double)tick / Ticks;
            double value = low + (part * (high - low));
            double x = chart.IsLogarithmic ? chart.X[0] * Math.Pow(chart.X[^1] / chart.X[0], part) : chart.X[0] + (part * (chart.X[^1] - chart.X[0]));
            Element(xml, "line", null, ("x1", $"{Left}"), ("x2", $"{Width - Right}"), ("y1", Place(Y(value))), ("y2", Place(Y(value))), ("stroke", "#dddddd"));
            Element(xml, "text", chart.IsFraction ? ReportFormat.Percent(value) : ReportFormat.Number(value), ("x", $"{Left - 8}"), ("y", Place(Y(value) + 4)), ("text-anchor", "end"));
            Element(xml, "text", Short(x), ("x", Place(X(x))), ("y", $"{Height - Bottom + 20}"), ("text-anchor", "middle"));
        }
        Element(xml, "text", chart.XLabel, ("x", Place((Left + Width - Right) / 2.0)), ("y", $"{Height - 15}"), ("text-anchor", "middle"));
        Element(xml, "text", chart.YLabel, ("x", "0"), ("y", "0"), ("text-anchor", "middle"), ("transform", $"translate(16 {(Top + Height - Bottom) / 2}) rotate(-90)"));
        for (int i = 0; i < chart.Lines.Count; i++)
        {
            ChartLine line = chart.Lines[i];
            string colour = Colours[i % Colours.Length];
            Element(xml, "polyline", null, ("points", string.Join(' ', chart.X.Select((x, point) => $"{Place(X(x))},{Place(Y(line.Values[point]))}"))), ("fill", "none"), ("stroke", colour), ("stroke-width", "2"));
            Element(xml, "text", line.Label, ("x", $"{Width - Right}"), ("y", $"{Top + 16 + (18 * i)}"), ("text-anchor", "end"), ("fill", colour));
        }
        xml.WriteEndElement();
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Element(XmlWriter xml, string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        if (text is not null)
        {
            xml.WriteString(text);
        }
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }
}
