using System.Text;

namespace Tidemark.Data.Importers;

/// <summary>Finds out the dialect of a file from its first bytes; the name of the file plays no part.</summary>
internal static class TapeFormatDetector
{
    private static string Known =>
        "a file of the format " + string.Join(", ", TapeFormatNames.All.Take(TapeFormatNames.All.Count - 1)) + " or " + TapeFormatNames.All[^1];

    /// <summary>Reads the beginning of the file.</summary>
    /// <exception cref="TapeFormatException">The file cannot be read, or its content is of no known dialect.</exception>
    public static TapeFormat Detect(string path)
    {
        byte[] beginning;
        using (TapeStream stream = TapeStream.Open(path))
        {
            beginning = FileBeginning.Read(stream, Known);
        }
        ReadOnlySpan<byte> content = beginning;
        if (content.StartsWith("SQLite format 3\0"u8))
        {
            return TapeFormat.Bella;
        }
        content = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        content = content.TrimStart(" \t\r\n"u8);
        if (content.IsEmpty)
        {
            throw new TapeFormatException(path, 1, $"the file is empty; {Known} is expected; check that it was written completely");
        }
        return content[0] is (byte)'{' or (byte)'[' ? TapeFormat.Logs : FromColumns(path);
    }

    private static TapeFormat FromColumns(string path)
    {
        using TapeStream stream = TapeStream.Open(path);
        using CsvRows rows = new(stream);
        bool Has(string column) => rows.IndexOf(column) >= 0;

        if (Has("topics") || Has("pool_topics"))
        {
            return TapeFormat.DemeterRaw;
        }
        if (Has("position_id") && Has("owner") && Has("tx_type"))
        {
            throw rows.Problem("these are demeter-fetch's positions; a tape with all events of one pool is expected; read the tick or raw file of that day");
        }
        if (Has("tx_type"))
        {
            return Has("pool_tx_index") ? TapeFormat.DemeterTick : TapeFormat.DemeterPoolTick;
        }
        if (Has("closeTick") && Has("netAmount0"))
        {
            throw rows.Problem("these are demeter-fetch's minute bars, which hold no events; a tape with all events of one pool is expected; read the tick or raw file of that day");
        }
        return Has("event") || Has("block_number") ? TapeFormat.Csv
            : throw rows.Problem($"the first column is '{TapeText.Show(rows[0])}'; {Known} is expected; check the file, or name the format with --format");
    }
}
