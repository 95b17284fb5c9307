namespace Tidemark.Data.Importers.Prices;

/// <summary>The bars of a price file, one row each. The first row says which dialect it is.</summary>
internal sealed class PriceRows : IDisposable
{
    public const string Expected = "a CSV file of prices";

    private static readonly string[] TimeNames = ["time", "timestamp", "date", "snapped_at"];
    private static readonly string[] VolumeNames = ["volume", "total_volume"];

    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly CsvColumn _time;
    private readonly CsvColumn _open;
    private readonly CsvColumn _high;
    private readonly CsvColumn _low;
    private readonly CsvColumn _close;
    private readonly CsvColumn _volume;
    private readonly bool _hasRange;
    private readonly bool _isTicks;

    /// <summary>Takes over the stream and reads the row that names the columns.</summary>
    /// <exception cref="TapeFormatException">The row is damaged, or lacks a column.</exception>
    public PriceRows(TapeStream stream)
    {
        _rows = new CsvRows(stream);
        _fields = new CsvFields(_rows);
        _isTicks = _rows.IndexOf("closeTick") >= 0;
        _time = Find(TimeNames);
        // A table that pandas writes has its index, here the time, in a first column without a name.
        _time = _time.Index < 0 && _rows[0].IsEmpty ? new CsvColumn(0, "time") : _time;
        _close = _isTicks ? Find("closeTick") : Find("close", "price");
        _open = Find(_isTicks ? "openTick" : "open");
        _high = Find(_isTicks ? "highestTick" : "high");
        _low = Find(_isTicks ? "lowestTick" : "low");
        _volume = _isTicks ? new CsvColumn(-1, "volume") : Find(VolumeNames);
        if (_time.Index < 0 || _close.Index < 0)
        {
            throw _rows.Problem($"the first row names no column of {(_time.Index < 0 ? "times" : "prices")}, and begins with '{TapeText.Show(_rows[0])}'; {string.Join(", ", TimeNames)} or a first column without a name is expected for the times, and close, price or closeTick for the prices; name them so");
        }
        int ranged = new[] { _open, _high, _low }.Count(static column => column.Index >= 0);
        _hasRange = ranged == 3;
        if (!_hasRange && (_isTicks || ranged > 0))
        {
            throw _rows.Problem($"of the columns {_open.Name}, {_high.Name} and {_low.Name} the first row names {ranged}; {(_isTicks ? "all" : "all or none")} of them are expected; check the file");
        }
    }

    /// <summary>The line of the bar that was read last, counted from 1.</summary>
    public long Line => _rows.Line;

    /// <summary>Makes an exception at the bar that was read last.</summary>
    public TapeFormatException Problem(string problem) => _rows.Problem(problem);

    /// <summary>Reads the next bar; false at the end.</summary>
    /// <param name="bar">The bar as it is recorded; its open and close may lie outside its range.</param>
    /// <exception cref="TapeFormatException">The row is damaged.</exception>
    public bool TryRead(out PriceBar bar)
    {
        bar = default;
        if (!_rows.TryRead())
        {
            return false;
        }
        ReadOnlySpan<byte> text = _rows[_time.Index];
        DateTimeOffset time = PriceTime.TryParse(text, out DateTimeOffset parsed) ? parsed : throw _fields.Wrong(_time, text, PriceTime.Description);
        double close = Price(_close);
        double open = _hasRange ? Price(_open) : close;
        double high = _hasRange ? Price(_high) : close;
        double low = _hasRange ? Price(_low) : close;
        if (low > high)
        {
            throw _rows.Problem($"{_low.Name} is '{TapeText.Show(_rows[_low.Index])}' and {_high.Name} is '{TapeText.Show(_rows[_high.Index])}'; the lower one is expected to be at most the higher one; repair the row");
        }
        bar = new PriceBar(time, open, high, low, close, _hasRange, Volume());
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    // Some dialects capitalise their names.
    private CsvColumn Find(params IEnumerable<string> names) =>
        CsvColumn.FirstOf(_rows, [.. names.SelectMany(static name => (string[])[name, char.ToUpperInvariant(name[0]) + name[1..]])]);

    private double Price(CsvColumn column)
    {
        if (_isTicks)
        {
            return _fields.TryTickWithFraction(column, out int tick) ? Math.Pow(1.0001, tick) : throw _fields.Wrong(column, _rows[column.Index], SolidityRange.TickDescription);
        }
        return _fields.RequireNumber(column, double.Epsilon, "a price above 0");
    }

    private double? Volume() => _fields.TryText(_volume, out _) ? _fields.RequireNumber(_volume, 0, "a volume of 0 or above") : null;
}
