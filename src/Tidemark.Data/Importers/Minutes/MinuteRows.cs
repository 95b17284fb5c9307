using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers.Minutes;

/// <summary>Reads the rows of a file of minute bars.</summary>
internal sealed class MinuteRows : IDisposable
{
    private const int AmountBits = 255;
    private const int LiquidityBits = 128;

    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly CsvColumn _time;
    private readonly CsvColumn _open;
    private readonly CsvColumn _lowest;
    private readonly CsvColumn _highest;
    private readonly CsvColumn _close;
    private readonly CsvColumn _amount0;
    private readonly CsvColumn _amount1;
    private readonly CsvColumn _liquidity;

    /// <summary>Takes over the stream and reads the row that names the columns.</summary>
    public MinuteRows(TapeStream stream)
    {
        _rows = new CsvRows(stream);
        _fields = new CsvFields(_rows);
        _time = Required("timestamp");
        _open = Required("openTick");
        _lowest = Required("lowestTick");
        _highest = Required("highestTick");
        _close = Required("closeTick");
        _amount0 = Required("inAmount0");
        _amount1 = Required("inAmount1");
        _liquidity = Required("currentLiquidity");
    }

    public TapeFormatException Problem(string problem) => _rows.Problem(problem);

    public bool TryRead(out MinuteBar bar, out bool isWidened)
    {
        (bar, isWidened) = (default, false);
        if (!_rows.TryRead())
        {
            return false;
        }
        long seconds = _fields.TryTime(_time, out long time) ? time : throw Missing(_time);
        (int open, int lowest, int highest, int close) = (Tick(_open), Tick(_lowest), Tick(_highest), Tick(_close));
        if (lowest > highest)
        {
            throw _rows.Problem($"lowestTick is {lowest} and highestTick is {highest}; the lower one is expected to be at most the higher one; repair the row");
        }
        (int low, int high) = (Math.Min(lowest, Math.Min(open, close)), Math.Max(highest, Math.Max(open, close)));
        isWidened = low < lowest || high > highest;
        UInt256 liquidity = Whole(_liquidity, LiquidityBits);
        bar = new MinuteBar(seconds, low, high, close, Whole(_amount0, AmountBits), Whole(_amount1, AmountBits), (UInt128)liquidity);
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private int Tick(CsvColumn column) => _fields.TryTickWithFraction(column, out int tick) ? tick : throw Missing(column);

    private UInt256 Whole(CsvColumn column, int bits) => _fields.TryUInt256(column, bits, out UInt256 value) ? value : throw Missing(column);

    private TapeFormatException Missing(CsvColumn column) => _rows.Problem($"{column.Name} is empty; a value is expected in every row of minute bars; repair the row");

    private CsvColumn Required(string name)
    {
        var column = CsvColumn.Optional(_rows, name);
        return column.Index >= 0 ? column
            : throw _rows.Problem($"there is no column {name}, which demeter-fetch's minute bars have; check the file");
    }
}
