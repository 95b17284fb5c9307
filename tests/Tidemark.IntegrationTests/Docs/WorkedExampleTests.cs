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
            JsonElement answer = await TidemarkProcess.JsonAsync([.. command.Key.Split(' ').Select(Argument)]);
            foreach (Match row in command)
            {
                JsonElement figure = answer.At(row.Groups["field"].Value);
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

    [Fact]
    public async Task MovesInHistory_OfThePage_AreThoseOfTheRecordedPrices()
    {
        string page = await File.ReadAllTextAsync(Repository.Path("docs", "concepts", "worked-examples.md"), TestContext.Current.CancellationToken);
        SortedDictionary<DateOnly, double> prices = [];
        foreach (string line in (await File.ReadAllLinesAsync(RecordedPrices("ethusd_daily.csv"), TestContext.Current.CancellationToken)).Skip(1))
        {
            string[] cells = line.Split(',');
            prices[DateOnly.ParseExact(cells[0][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)] = double.Parse(cells[1], CultureInfo.InvariantCulture);
        }

        Match[] rows = [.. History().Matches(page).Cast<Match>()];
        Assert.Equal(4, rows.Length);
        foreach (Match row in rows)
        {
            Assert.Equal(Price(row, "from"), row.Groups["price0"].Value);
            Assert.Equal(Price(row, "to"), row.Groups["price1"].Value);
        }

        DateOnly first = new(2021, 1, 1);
        double[] losses =
        [
            .. prices.Where(entry => entry.Key >= first && prices.ContainsKey(entry.Key.AddDays(365)))
                .Select(entry => prices[entry.Key.AddDays(365)] / entry.Value).Select(static ratio => 1 - (2 * Math.Sqrt(ratio) / (1 + ratio))),
        ];
        Assert.Contains(
            FormattableString.Invariant($"Of the {losses.Length} days of entry from 2021-01-01 whose year ends in the record, the mean loss after a year is {100 * losses.Average():F2} %, the worst {100 * losses.Max():F2} %."),
            page,
            StringComparison.Ordinal);

        double[] recorded = [.. prices.Where(price => price.Key >= first).Select(static price => price.Value)];
        double[] returns = [.. recorded.Skip(1).Zip(recorded, static (price, before) => Math.Log(price / before))];
        double variance = returns.Sum(move => Math.Pow(move - returns.Average(), 2)) / (returns.Length - 1);
        Assert.Contains(FormattableString.Invariant($"ETH had {Math.Sqrt(365 * variance):F2} in these years"), page, StringComparison.Ordinal);

        string Price(Match row, string day) => prices[DateOnly.ParseExact(row.Groups[day].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)].ToString("F4", CultureInfo.InvariantCulture);
    }

    // A file on the page is one of the recorded ones, which stand beside the repository, or a sample.
    private static string Argument(string word) => word.EndsWith(".yaml", StringComparison.Ordinal) ? Repository.Path(word.Split('/'))
        : !word.EndsWith(".csv", StringComparison.Ordinal) ? word
        : word.Contains("funding", StringComparison.Ordinal) ? RecordedData.Path("rates", word) : RecordedPrices(word);

    private static string RecordedPrices(string file) => RecordedData.Path("prices", file);

    [GeneratedRegex(@"^\| from (?<from>[0-9-]+) to (?<to>[0-9-]+)[^|]*\| `il constant-product --price0 (?<price0>[0-9.]+) --price1 (?<price1>[0-9.]+)`", RegexOptions.Multiline)]
    private static partial Regex History();

    [GeneratedRegex(@"^\|[^|]*\| `(?<command>[a-z][^`|]*)` \| `(?<field>[^`|]*)` \| (?<right>-?[0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
