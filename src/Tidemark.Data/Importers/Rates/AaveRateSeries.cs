using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Data.Importers.Rates;

/// <summary>The recorded rates of one Aave reserve from one or more of demeter-fetch's files, at an even interval, none missing, each once.</summary>
public sealed class AaveRateSeries
{
    private const string Expected = "a CSV file of an Aave reserve's rates";

    private AaveRateSeries(AaveRate[] rates, TimeSpan interval)
    {
        Rates = rates;
        Interval = interval;
    }

    /// <summary>The rates in the order of time; at least two.</summary>
    public IReadOnlyList<AaveRate> Rates { get; }

    /// <summary>The time between two of them: the median, in whole seconds.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Reads files that follow one another.</summary>
    /// <param name="paths">The files in the order of time, each beginning where the one before ends.</param>
    /// <exception cref="ArgumentException">There are no paths.</exception>
    /// <exception cref="TapeFormatException">A file is missing, has no such columns, a missing or doubled row, an index that falls, or is damaged.</exception>
    public static AaveRateSeries Read(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
        {
            throw new ArgumentException("paths is empty; at least one file is needed.", nameof(paths));
        }
        List<AaveRate> rates = [];
        EvenSpacing spacing = new();
        TimeSpan interval = default;
        for (int i = 0; i < paths.Count; i++)
        {
            using TimedRows rows = new(paths[i], Expected, ["block_timestamp"], TimeSpan.Zero);
            CsvColumn supplyRate = rows.Require("liquidity_rate");
            CsvColumn borrowRate = rows.Require("variable_borrow_rate");
            CsvColumn supplyIndex = rows.Require("liquidity_index");
            CsvColumn borrowIndex = rows.Require("variable_borrow_index");
            AaveRate? before = rates.Count > 0 ? rates[^1] : null;
            while (rows.TryRead(out DateTimeOffset time))
            {
                spacing.Add(time, rows);
                AaveRate rate = new(
                    time,
                    rows.Number(supplyRate, 0, "a rate of 0 or above, as a fraction a year"),
                    rows.Number(borrowRate, 0, "a rate of 0 or above, as a fraction a year"),
                    rows.Number(supplyIndex, before?.SupplyIndex ?? 1, "an index of 1 or above that does not fall"),
                    rows.Number(borrowIndex, before?.BorrowIndex ?? 1, "an index of 1 or above that does not fall"));
                rates.Add(rate);
                before = rate;
            }
            interval = i + 1 == paths.Count ? spacing.Check(rows) : interval;
        }
        return new AaveRateSeries([.. rates], interval);
    }

    /// <summary>What borrowers pay over time, from the first row on, compounded by the second.</summary>
    /// <param name="beginning">The moment that is time zero.</param>
    public RatePath BorrowPath(DateTimeOffset beginning) => Path(beginning, static rate => rate.BorrowRateAnnual, Accrual.PerSecond);

    /// <summary>What suppliers earn over time, from the first row on, added at each row; without the premiums of flash loans that the index has in it.</summary>
    /// <param name="beginning">The moment that is time zero.</param>
    public RatePath SupplyPath(DateTimeOffset beginning) => Path(beginning, static rate => rate.SupplyRateAnnual, Accrual.Every(Interval.TotalDays / Year.Days));

    private RatePath Path(DateTimeOffset beginning, Func<AaveRate, double> rate, Accrual accrual) =>
        RatePath.Historic([.. Rates.Select(row => new RatePoint((row.Time - beginning).TotalDays / Year.Days, rate(row)))], accrual);
}
