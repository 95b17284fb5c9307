namespace Tidemark.Cli.Output;

/// <summary>Text in comma-separated output.</summary>
internal static class CsvText
{
    /// <summary>The text as one field, in quotation marks where it needs them (RFC 4180).</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
