using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>What <c>--explain</c> owes a reader.</summary>
internal static class Explained
{
    /// <summary>Every figure has one formula, with an equals sign, a number where it is not just given, and a source; no formula is of no figure.</summary>
    public static void AssertEveryFigure(JsonElement report)
    {
        Dictionary<string, JsonElement> formulas = report.GetProperty("formulas").EnumerateArray().ToDictionary(static formula => formula.GetProperty("figure").GetString()!);
        string[] figures = [.. report.EnumerateObject().Where(static property => property.Name is not ("amm" or "parameters" or "notes" or "formulas")).SelectMany(static property => Figures(property.Name, property.Value)).Distinct()];
        // The table of cases shows no value of the position, but the formulas begin with its.
        Assert.Equal(figures.Append("poolValue").Distinct().Order(StringComparer.Ordinal), formulas.Keys.Append("poolValue").Distinct().Order(StringComparer.Ordinal));
        foreach (string figure in figures)
        {
            string expression = formulas[figure].GetProperty("expression").GetString()!;
            Assert.True(expression.Contains('=', StringComparison.Ordinal) && (expression.Any(char.IsAsciiDigit) || expression.StartsWith("as given", StringComparison.Ordinal)), $"{figure}: {expression}");
            Assert.NotEqual("", formulas[figure].GetProperty("source").GetString());
        }
    }

    /// <summary>The formula of a figure and where it comes from.</summary>
    public static (string Expression, string Source) Formula(JsonElement report, string figure)
    {
        JsonElement found = report.GetProperty("formulas").EnumerateArray().Single(formula => formula.GetProperty("figure").GetString() == figure);
        return (found.GetProperty("expression").GetString()!, found.GetProperty("source").GetString()!);
    }

    private static IEnumerable<string> Figures(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Figures($"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(row => Figures(path, row)),
        // What a row is about is no figure.
        JsonValueKind.String => [],
        _ => [path],
    };
}
