using Tidemark.Data.Importers.Prices;

namespace Tidemark.Data.Importers;

/// <summary>The rows of a file of a time and numbers each.</summary>
internal sealed class TimedRows : IDisposable
{
    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly CsvColumn _time;
    private readonly TimeSpan _utcOffset;

    /// <summary>Opens the file and reads the row that names the columns.</summary>
    /// <exception cref="TapeFormatException">The file cannot be read, or has no column of times.</exception>
    public TimedRows(string path, string expected, ReadOnlySpan<string> timeNames, TimeSpan utcOffset)
    {
        using (TapeStream beginning = TapeStream.Open(path, expected))
        {
            _ = FileBeginning.Read(beginning, expected);
        }
        _rows = new CsvRows(TapeStream.Open(path, expected));
        _fields = new CsvFields(_rows);
        _utcOffset = utcOffset;
        try
        {
            _time = Require(timeNames);
        }
        catch (TapeFormatException)
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <summary>The file as the user named it.</summary>
    public string Path => _rows.Path;

    /// <summary>The line of the row that was read last, counted from 1.</summary>
    public long Line => _rows.Line;

    /// <summary>Makes an exception at the row that was read last.</summary>
    public TapeFormatException Problem(string problem) => _rows.Problem(problem);

    /// <summary>A column by the first of its names that the file has.</summary>
    /// <exception cref="TapeFormatException">The file has none of them.</exception>
    public CsvColumn Require(params ReadOnlySpan<string> names) => CsvColumn.FirstOf(_rows, names) is { Index: >= 0 } column
        ? column
        : throw _rows.Problem($"there is no column {string.Join(" or ", names!)}, and the first row begins with '{TapeText.Show(_rows[0])}'; check the file, or name the column so");

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="TapeFormatException">The row is damaged.</exception>
    public bool TryRead(out DateTimeOffset time)
    {
        time = default;
        if (!_rows.TryRead())
        {
            return false;
        }
        ReadOnlySpan<byte> text = _rows[_time.Index];
        if (!PriceTime.TryParse(text, out time))
        {
            throw _fields.Wrong(_time, text, PriceTime.Description);
        }
        time = PriceTime.HasZone(text) ? time : time - _utcOffset;
        return true;
    }

    /// <summary>Reads a finite number of the row that is not below a bound.</summary>
    /// <exception cref="TapeFormatException">It is not one.</exception>
    public double Number(CsvColumn column, double least, string expected) => _fields.RequireNumber(column, least, expected);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
