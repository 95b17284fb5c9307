using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Figures of an answer by their names.</summary>
internal static class JsonPath
{
    /// <summary>The element to which names, or places in a list, separated by dots lead.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, static (found, name) => int.TryParse(name, CultureInfo.InvariantCulture, out int index) ? found[index] : found.GetProperty(name));
}
