using System.Text.Json;

namespace Tidemark.Cli.Output;

/// <summary>A figure in JSON.</summary>
internal static class JsonFigure
{
    /// <summary>Writes a figure without the sign of a zero; null where there is none.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number + 0.0);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
