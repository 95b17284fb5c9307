using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>A report with its formulas.</summary>
internal static class ExplainedReport
{
    /// <summary>Every figure has a formula with a number in it and a source, and no formula is of no figure.</summary>
    public static void AssertComplete(JsonElement report)
    {
        Dictionary<string, (string Expression, string Source)> formulas = report.GetProperty("formulas").EnumerateArray().ToDictionary(
            static formula => formula.GetProperty("figure").GetString()!,
            static formula => (formula.GetProperty("expression").GetString()!, formula.GetProperty("source").GetString()!));
        string[] figures = [.. Figures("", report).Distinct()];
        Assert.Empty(figures.Except(formulas.Keys));
        Assert.Empty(formulas.Keys.Except(figures));
        Assert.All(formulas.Values, static formula => Assert.Contains(formula.Expression, char.IsAsciiDigit));
        Assert.All(formulas.Values, static formula => Assert.NotEmpty(formula.Source));
    }

    /// <summary>The source of a figure.</summary>
    public static string Source(JsonElement report, string figure) => report.GetProperty("formulas").EnumerateArray()
        .Single(formula => formula.GetProperty("figure").GetString() == figure).GetProperty("source").GetString()!;

    private static IEnumerable<string> Figures(string path, JsonElement element) => element.EnumerateObject().Where(static property => property.Name is not ("amm" or "parameters" or "notes" or "formulas")).SelectMany(property => property.Value.ValueKind switch
    {
        JsonValueKind.Object => Figures($"{path}{property.Name}.", property.Value),
        JsonValueKind.Array => property.Value.EnumerateArray().SelectMany(row => Figures($"{path}{property.Name}.", row)),
        _ => [path + property.Name],
    });
}
