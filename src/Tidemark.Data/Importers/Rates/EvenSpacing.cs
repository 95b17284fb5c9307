using System.Globalization;

namespace Tidemark.Data.Importers.Rates;

/// <summary>Checks that the times of a series ascend at an even interval, so that no row is missing or stands twice.</summary>
internal sealed class EvenSpacing
{
    /// <summary>Exchanges stamp their rows some milliseconds early or late.</summary>
    private const double AllowedShare = 0.25;

    private readonly List<Row> _rows = [];

    /// <summary>Adds the time of the row that was read last.</summary>
    /// <exception cref="TapeFormatException">It is not behind the one before.</exception>
    public void Add(DateTimeOffset time, TimedRows rows)
    {
        if (_rows.Count > 0 && time <= _rows[^1].Time)
        {
            throw rows.Problem(time == _rows[^1].Time
                ? $"the time {Text(time)} stands twice; each time is expected once; remove the double"
                : $"the time {Text(time)} stands after {Text(_rows[^1].Time)}; ascending times are expected; sort the file by time, and name files in the order of time");
        }
        _rows.Add(new Row(time, rows.Path, rows.Line));
    }

    /// <summary>The interval, once all rows were added.</summary>
    /// <exception cref="TapeFormatException">There are fewer than two rows, or one is missing.</exception>
    public TimeSpan Check(TimedRows rows)
    {
        if (_rows.Count < 2)
        {
            throw rows.Problem(FormattableString.Invariant($"the series has {_rows.Count} rows; at least two are expected, for the time between them; check that it was written completely"));
        }
        long[] steps = [.. _rows.Zip(_rows.Skip(1), static (before, after) => (after.Time - before.Time).Ticks)];
        long[] sorted = [.. steps.Order()];
        TimeSpan interval = TimeSpan.FromSeconds(Math.Max(1, Math.Round(sorted[sorted.Length / 2] / (double)TimeSpan.TicksPerSecond)));
        for (int i = 0; i < steps.Length; i++)
        {
            if (Math.Abs(steps[i] - interval.Ticks) > AllowedShare * interval.Ticks)
            {
                Row row = _rows[i + 1];
                throw new TapeFormatException(row.Path, row.Line, $"the time {Text(row.Time)} stands {TimeSpan.FromTicks(steps[i]):c} after the one before; an even interval of {interval:c} is expected; {(steps[i] > interval.Ticks ? "complete the series, or use the part before the gap or the one behind it" : "remove the row that does not belong")}");
            }
        }
        return interval;
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private readonly record struct Row(DateTimeOffset Time, string Path, long Line);
}
