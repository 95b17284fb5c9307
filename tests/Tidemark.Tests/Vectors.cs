using System.Text.Json;

namespace Tidemark.Tests;

/// <summary>The check values of <c>../shared/docs/vectors.json</c>.</summary>
internal static class Vectors
{
    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Docs("vectors.json")));

    public static Vector Named(string name) => WithPrefix(name).Single(vector => vector.Name == name);

    public static IEnumerable<Vector> WithPrefix(string prefix) =>
        Document.RootElement.GetProperty("vectors").EnumerateArray()
            .Where(element => element.GetProperty("name").GetString()!.StartsWith(prefix, StringComparison.Ordinal))
            .Select(element => new Vector(element.GetProperty("name").GetString()!, element.GetProperty("inputs"), element.GetProperty("expected")));

    public sealed record Vector(string Name, JsonElement Inputs, JsonElement Expected);
}
