using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.IntegrationTests.Cli;

namespace Tidemark.IntegrationTests.Docs;

/// <summary>Every row of the worked examples: the command prints the figure that the page says is right, to the last digit that it prints.</summary>
public sealed partial class WorkedExampleTests
{
    private const int LeastRows = 40;

    [Fact]
    public async Task Rows_OfThePage_AreWhatTheCommandsPrint()
    {
        Match[] rows = [.. Row().Matches(await File.ReadAllTextAsync(Repository.Path("docs", "concepts", "worked-examples.md"), TestContext.Current.CancellationToken)).Cast<Match>()];
        Assert.True(rows.Length >= LeastRows, $"{rows.Length} rows found");
        List<string> wrong = [];
        foreach (IGrouping<string, Match> command in rows.GroupBy(static row => row.Groups["command"].Value))
        {
            TidemarkResult result = await TidemarkProcess.RunAsync([.. command.Key.Split(' '), "--json"]);
            Assert.True(result.ExitCode == 0, $"'{command.Key}': {result.Error}");
            using JsonDocument document = JsonDocument.Parse(result.Output);
            foreach (Match row in command)
            {
                JsonElement figure = document.RootElement;
                foreach (string name in row.Groups["field"].Value.Split('.'))
                {
                    figure = figure.GetProperty(name);
                }
                string right = row.Groups["right"].Value;
                int decimals = right.Contains('.', StringComparison.Ordinal) ? right.Length - right.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
                double unit = Math.Pow(10, -decimals);
                if (Math.Abs(figure.GetDouble() - double.Parse(right, CultureInfo.InvariantCulture)) > 0.5000001 * unit)
                {
                    wrong.Add($"{command.Key}, {row.Groups["field"].Value}: the page says {right}, the command {figure.GetRawText()}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^\|[^|]*\| `(?<command>[a-z][^`|]*)` \| `(?<field>[^`|]*)` \| (?<right>-?[0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
