using System.Globalization;

namespace Tidemark.Data.Importers.Prices;

/// <summary>The prices of one file, in any dialect that <c>docs/reference/formats.md</c> lists, gzipped or not: times ascending, each once.</summary>
public sealed class PriceSeries
{
    private PriceSeries(string path, PriceBar[] bars, long[] lines, long[] widenedLines)
    {
        Path = path;
        Bars = bars;
        Lines = lines;
        WidenedLines = widenedLines;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The bars in the order of time; at least one. All of them have a range, or none.</summary>
    public IReadOnlyList<PriceBar> Bars { get; }

    /// <summary>For each bar the line of the file on which it stands, counted from 1.</summary>
    public IReadOnlyList<long> Lines { get; }

    /// <summary>The lines of the bars whose open or close was recorded outside of low to high, as demeter-fetch does now and then. Each of
    /// them was paid, so the bar's range here is wide enough to hold both.</summary>
    public IReadOnlyList<long> WidenedLines { get; }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file; the dialect is found out from its first row.</param>
    /// <exception cref="TapeFormatException">The file is missing, of no known dialect, without prices, or damaged.</exception>
    public static PriceSeries Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using (TapeStream beginning = TapeStream.Open(path, PriceRows.Expected))
        {
            _ = FileBeginning.Read(beginning, PriceRows.Expected);
        }
        using TapeStream stream = TapeStream.Open(path, PriceRows.Expected);
        using PriceRows rows = new(stream);
        List<PriceBar> bars = [];
        List<long> lines = [];
        List<long> widenedLines = [];
        while (rows.TryRead(out PriceBar bar))
        {
            if (bars.Count > 0 && bar.Time <= bars[^1].Time)
            {
                throw rows.Problem(bar.Time == bars[^1].Time
                    ? $"the time {Text(bar.Time)} stands twice; each time is expected once; remove the double"
                    : $"the time {Text(bar.Time)} stands after {Text(bars[^1].Time)}; ascending times are expected; sort the file by time");
            }
            if (Math.Min(bar.Open, bar.Close) < bar.Low || Math.Max(bar.Open, bar.Close) > bar.High)
            {
                widenedLines.Add(rows.Line);
                bar = bar with { High = Math.Max(bar.High, Math.Max(bar.Open, bar.Close)), Low = Math.Min(bar.Low, Math.Min(bar.Open, bar.Close)) };
            }
            bars.Add(bar);
            lines.Add(rows.Line);
        }
        return bars.Count > 0
            ? new PriceSeries(path, [.. bars], [.. lines], [.. widenedLines])
            : throw rows.Problem("the file holds no prices; at least one row is expected below the names of the columns; check that it was written completely");
    }

    /// <summary>How many of the bars are of a time or of before it.</summary>
    /// <param name="time">The time.</param>
    public int CountUpTo(DateTimeOffset time) => SortedTimes.CountUpTo(Bars, static bar => bar.Time, time);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
