using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Data.Importers.Rates;

/// <summary>The recorded funding of one perpetual: a rate at the end of each interval, none missing, each once.</summary>
public sealed class FundingSeries
{
    private const string Expected = "a CSV file of funding rates";

    private static readonly string[] TimeNames = ["time", "timestamp", "date", "Date", "fundingTime"];
    private static readonly string[] RateNames = ["rate", "funding_rate", "fundingRate", "Funding Rate"];

    private FundingSeries(string path, FundingRate[] rates, TimeSpan interval)
    {
        Path = path;
        Rates = rates;
        Interval = interval;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The rates in the order of time; at least two.</summary>
    public IReadOnlyList<FundingRate> Rates { get; }

    /// <summary>The time between two of them: the median of the file, in whole seconds.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="utcOffset">The zone of the times that have none, as what is ahead of UTC; exchanges' exports do not say it.</param>
    /// <exception cref="TapeFormatException">The file is missing, has no such columns, fewer than two rows, a missing or doubled row, or is damaged.</exception>
    public static FundingSeries Read(string path, TimeSpan utcOffset = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using TimedRows rows = new(path, Expected, TimeNames, utcOffset);
        CsvColumn rate = rows.Require(RateNames);
        List<FundingRate> rates = [];
        EvenSpacing spacing = new();
        while (rows.TryRead(out DateTimeOffset time))
        {
            spacing.Add(time, rows);
            rates.Add(new FundingRate(time, rows.Number(rate, double.MinValue, "a funding rate as a fraction, like 0.0001")));
        }
        return new FundingSeries(path, [.. rates], spacing.Check(rows));
    }

    /// <summary>The funding as a rate over time, from one interval before the first time on: its integral over intervals is the sum of their rates.</summary>
    /// <param name="beginning">The moment that is time zero.</param>
    public RatePath ToRatePath(DateTimeOffset beginning)
    {
        RatePoint[] points = new RatePoint[Rates.Count];
        DateTimeOffset from = Rates[0].Time - Interval;
        for (int i = 0; i < points.Length; i++)
        {
            double durationYears = (Rates[i].Time - from).TotalDays / Year.Days;
            points[i] = new RatePoint((from - beginning).TotalDays / Year.Days, Rates[i].RateFraction / durationYears);
            from = Rates[i].Time;
        }
        return RatePath.Historic(points);
    }
}
