using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.IntegrationTests.Cli;

namespace Tidemark.IntegrationTests.Docs;

/// <summary>The JSON of <c>explain</c> has the fields that its page lists, and no others.</summary>
public sealed partial class ExplainSchemaTests
{
    [Fact]
    public async Task Fields_OfTheJson_AreThoseOfThePage()
    {
        HashSet<string> written = [];
        foreach (string[] arguments in new[] { new[] { RecordedData.Day, "--all" }, [RecordedData.Day, "--token-id", "638922"], [TapeFolder.Sample, "--full-range", "--amount0", "1", "--amount1", "1"] })
        {
            JsonElement json = await TidemarkProcess.JsonAsync(["explain", .. arguments]);
            Collect(json, "", written);
        }
        string[] documented = [.. Documented().Order(StringComparer.Ordinal)];
        Assert.True(documented.Length > 100);
        Assert.Equal(documented, written.Order(StringComparer.Ordinal));
    }

    // The fields of a position and of the sums stand alike wherever they are.
    private static void Collect(JsonElement element, string path, HashSet<string> fields)
    {
        if (path is "positions" or "total")
        {
            fields.Add(path);
            path = "";
        }
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, path, fields);
            }
        }
        else
        {
            fields.Add(path);
        }
    }

    private static IEnumerable<string> Documented() =>
        File.ReadLines(Repository.Path("docs", "reference", "explain.md")).SkipWhile(static line => line != "## JSON").SkipWhile(static line => !line.StartsWith("| field |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|')).SelectMany(static row => Name().Matches(row.Split('|')[1]).SelectMany(static match => Expanded(match.Groups["name"].Value)));

    private static IEnumerable<string> Expanded(string name)
    {
        int open = name.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [name];
        }
        int close = name.IndexOf('}', open);
        return name[(open + 1)..close].Split(',').SelectMany(word => Expanded($"{name[..open]}{word}{name[(close + 1)..]}"));
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
