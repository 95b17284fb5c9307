using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers.Minutes;

/// <summary>demeter-fetch's minute bars of one pool, gzipped or not: times ascending, each once.</summary>
public sealed class MinuteBars
{
    private const string Expected = "a CSV file of demeter-fetch's minute bars";

    private MinuteBars(string path, MinuteBar[] bars, int widenedCount)
    {
        Path = path;
        Bars = bars;
        WidenedCount = widenedCount;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The bars in the order of time; at least one.</summary>
    public IReadOnlyList<MinuteBar> Bars { get; }

    /// <summary>How many bars were recorded with an open or close outside of lowest to highest. Each of them was paid, so the bar's range here is wide
    /// enough to hold both.</summary>
    public int WidenedCount { get; }

    /// <summary>Whether the first row of a file names the columns of minute bars; false for a file that is not there, which its reader refuses.</summary>
    /// <param name="path">The file.</param>
    public static bool AreIn(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using TapeStream stream = TapeStream.Open(path, Expected);
            using CsvRows rows = new(stream);
            return rows.IndexOf("closeTick") >= 0 && rows.IndexOf("netAmount0") >= 0;
        }
        catch (TapeFormatException)
        {
            // A database, a dump of logs, nothing at all: whoever reads tapes says what is wrong with it.
            return false;
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TapeFormatException">The file is missing, without bars, or damaged.</exception>
    public static MinuteBars Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using TapeStream stream = TapeStream.Open(path, Expected);
        using MinuteRows rows = new(stream);
        List<MinuteBar> bars = [];
        int widened = 0;
        while (rows.TryRead(out MinuteBar bar, out bool isWidened))
        {
            if (bars.Count > 0 && bar.TimestampSeconds <= bars[^1].TimestampSeconds)
            {
                throw rows.Problem("the time is not after that of the row before; ascending times are expected, each once; sort the file by time");
            }
            bars.Add(bar);
            widened += isWidened ? 1 : 0;
        }
        return bars.Count > 0 ? new MinuteBars(path, [.. bars], widened)
            : throw rows.Problem("the file holds no bars; at least one is expected; check that it was written completely");
    }
}
