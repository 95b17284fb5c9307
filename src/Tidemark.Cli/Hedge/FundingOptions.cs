using System.CommandLine;
using System.Globalization;
using Tidemark.Analytics;
using Tidemark.Cli.Amms;
using Tidemark.Data.Importers.Rates;

namespace Tidemark.Cli.Hedge;

/// <summary>The options that say what the short receives in funding: a rate, or a record of rates.</summary>
internal sealed class FundingOptions
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly Option<double?> _apr = NumberOption.Single("--funding-apr", "The funding rate of a year on the short's size, as a fraction: plus is received by the short, minus is paid.", "F", "a number", static _ => true);
    private readonly Option<string?> _file = new("--funding") { Description = "Instead, recorded funding rates: a CSV file with a time and a rate for each interval; its days are the horizon.", HelpName = "FILE" };
    private readonly Option<DateTimeOffset?> _from = Time("--from", "With --funding: from this time on (default: the file's first).");
    private readonly Option<DateTimeOffset?> _to = Time("--to", "With --funding: up to this time (default: the file's last).");

    public IEnumerable<Option> All => [_apr, _file, _from, _to];

    /// <summary>The funding, where given.</summary>
    public FundingTerms? Read(ParseResult result)
    {
        double? apr = result.GetValue(_apr);
        if (result.GetValue(_file) is not { } file)
        {
            return result.GetValue(_from) is not null || result.GetValue(_to) is not null ? throw new CommandInputException("--from and --to are of a record of funding; give --funding too.")
                : apr is { } rate ? new FundingTerms(rate, null, "as given", _apr.Name) : null;
        }
        return apr is null ? Recorded(file, result)
            : throw new CommandInputException("--funding-apr and --funding say the same thing; give one of them.");
    }

    private FundingTerms Recorded(string file, ParseResult result)
    {
        FundingSeries series = FundingSeries.Read(file);
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

    private static Option<DateTimeOffset?> Time(string name, string description)
    {
        Option<DateTimeOffset?> option = new(name) { Description = description, HelpName = "TIME" };
        option.CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (DateTimeOffset.TryParseExact(word, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
            {
                return time;
            }
            result.AddError($"'{word}' is no time that {name} takes; write a date such as 2022-01-01, or a time such as 2022-01-01T08:00:00Z.");
            return null;
        };
        return option;
    }
}
