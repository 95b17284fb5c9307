using System.CommandLine;
using System.Globalization;
using Tidemark.Analytics;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Data.Importers.Rates;

namespace Tidemark.Cli.Hedge;

/// <summary>The options that say what the short receives in funding: a rate, or a record of rates.</summary>
internal sealed class FundingOptions
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly Option<double?> _apr = NumberOption.Single("--funding-apr", "The funding rate of a year on the short's size, as a fraction: plus is received by the short, minus is paid.", "F", "a number", static _ => true);
    private readonly Option<string?> _file = new("--funding") { Description = "Instead, recorded funding rates: a CSV file with a time and a rate for each interval; its days are the horizon.", HelpName = "FILE" };
    private readonly Option<DateTimeOffset?> _from = TimeOption.Create("--from", "With --funding: from this time on (default: the file's first).");
    private readonly Option<DateTimeOffset?> _to = TimeOption.Create("--to", "With --funding: up to this time (default: the file's last).");

    private readonly Option<double?> _offset = NumberOption.Single("--funding-utc-offset", "With --funding: the zone of its times that name none, as hours ahead of UTC (default 0).", "H", "a number of hours from -14 to 14", static value => value is >= -14 and <= 14);

    public IEnumerable<Option> All => [_apr, _file, _from, _to, _offset];

    /// <summary>The funding, where given.</summary>
    public FundingTerms? Read(ParseResult result)
    {
        double? apr = result.GetValue(_apr);
        if (result.GetValue(_file) is not { } file)
        {
            return new Option[] { _from, _to, _offset }.FirstOrDefault(option => result.GetResult(option) is not null) is { } stray ? throw new CommandInputException($"{stray.Name} is of a record of funding; give --funding too.")
                : apr is { } rate ? new FundingTerms(rate, null, "as given", _apr.Name) : null;
        }
        return apr is null ? Recorded(file, result)
            : throw new CommandInputException("--funding-apr and --funding say the same thing; give one of them.");
    }

    private FundingTerms Recorded(string file, ParseResult result)
    {
        FundingSeries series = FundingSeries.Read(file, TimeSpan.FromHours(result.GetValue(_offset) ?? 0));
        DateTimeOffset first = series.Rates[0].Time - series.Interval;
        DateTimeOffset last = series.Rates[^1].Time;
        DateTimeOffset from = result.GetValue(_from) ?? first;
        DateTimeOffset to = result.GetValue(_to) ?? last;
        if (from < first || to > last || from >= to)
        {
            throw new CommandInputException($"--from {Text(from)} --to {Text(to)} is no time within the record, which is from {Text(first)} to {Text(last)}.");
        }
        double years = (to - from).TotalDays / Year.Days;
        double sum = series.ToRatePath(from).Integral(0, years);
        return new FundingTerms(sum / years, years * Year.Days, $"sum of the rates from {Text(from)} to {Text(to)} * 365 / days = {Formula.Show(sum)} * 365 / {Formula.Show(years * Year.Days)}", file);
    }

    private static string Text(DateTimeOffset time) => time.ToString(TimeForm, CultureInfo.InvariantCulture);
}
