using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Pairs;

/// <summary>Prints the statistics of pairs.</summary>
internal static class PairsOutput
{
    public static void Write(PairsReport report, PairsRequest request)
    {
        switch (request.Output)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json => WriteJson(json, report, request));
                break;
            case OutputFormat.Csv:
                WriteCsv(Console.Out, report);
                break;
            default:
                PairsTable.Write(Terminal.Create(), report, request);
                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter json, PairsReport report, PairsRequest request)
    {
        json.WriteNumber("ewmaLambda", request.EwmaLambda);
        json.WriteBoolean("badPrintsLeftOut", request.FiltersBadPrints);
        json.WriteStartArray("pairs");
        foreach (PairReport pair in report.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("pair", pair.Pair);
            json.WriteStartArray("files");
            foreach (string file in pair.Files)
            {
                json.WriteStringValue(file);
            }
            json.WriteEndArray();
            json.WriteString("from", Text(pair.From));
            json.WriteString("to", Text(pair.To));
            json.WriteNumber("intervalSeconds", pair.Interval.TotalSeconds);
            foreach (Figure figure in pair.Figures.Concat(pair.Details))
            {
                json.WriteFigure(figure.Name, figure.Value);
            }
            WriteBadPrints(json, pair.BadPrints);
            if (request.Explains)
            {
                ReportOutput.WriteFormulas(json, pair.Formulas);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("skipped");
        foreach ((string pair, string reason) in report.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("pair", pair);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBadPrints(Utf8JsonWriter json, IReadOnlyList<FoundBadPrint> badPrints)
    {
        json.WriteStartArray("badPrints");
        foreach (FoundBadPrint bad in badPrints)
        {
            json.WriteStartObject();
            json.WriteString("file", bad.File);
            json.WriteNumber("line", bad.Line);
            json.WriteString("time", Text(bad.Time));
            json.WriteNumber("price", bad.Price);
            json.WriteNumber("expectedPrice", bad.ExpectedPrice);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCsv(TextWriter output, PairsReport report)
    {
        IEnumerable<string> names = report.Pairs[0].Figures.Concat(report.Pairs[0].Details).Select(static figure => figure.Name);
        output.Write(string.Join(',', ["pair", "from", "to", "intervalSeconds", .. names]) + "\n");
        foreach (PairReport pair in report.Pairs)
        {
            IEnumerable<string> values = pair.Figures.Concat(pair.Details).Select(static figure => figure.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "");
            output.Write(string.Join(',', [CsvText.Field(pair.Pair), Text(pair.From), Text(pair.To), pair.Interval.TotalSeconds.ToString("R", CultureInfo.InvariantCulture), .. values]) + "\n");
        }
    }

    internal static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
