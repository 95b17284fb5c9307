using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>The columns of an events CSV that say the same in every row: they describe the pool.</summary>
internal sealed class EventsCsvConstants
{
    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly EventsCsvColumns _fileColumns;
    private readonly CsvColumn[] _columns;
    private readonly byte[][] _first;
    private bool _hasFirst;

    /// <summary>Finds the columns that the file has.</summary>
    public EventsCsvConstants(CsvRows rows, CsvFields fields, EventsCsvColumns fileColumns)
    {
        _rows = rows;
        _fields = fields;
        _fileColumns = fileColumns;
        _columns = Array.FindAll([fileColumns.Pool, fileColumns.FeePips, fileColumns.TickSpacing], column => column.Index >= 0);
        _first = new byte[_columns.Length][];
        Header = new TapeHeader { Protocol = fileColumns.Protocol, Format = TapeFormatNames.NameOf(TapeFormat.Csv) };
    }

    /// <summary>What the columns say; complete once the first row has been checked.</summary>
    public TapeHeader Header { get; private set; }

    /// <summary>Takes the values of the first row, and compares those of each later row with them.</summary>
    /// <exception cref="TapeFormatException">A value differs, or is not what it should be.</exception>
    public void Check()
    {
        if (!_hasFirst)
        {
            TakeFirst();
            return;
        }
        for (int i = 0; i < _columns.Length; i++)
        {
            ReadOnlySpan<byte> text = _rows[_columns[i].Index];
            if (!text.SequenceEqual(_first[i]))
            {
                throw _rows.Problem($"{_columns[i].Name} is '{TapeText.Show(text)}', and '{TapeText.Show(_first[i])}' in the rows before; a tape is expected to hold one pool; write one file a pool");
            }
        }
    }

    private void TakeFirst()
    {
        _hasFirst = true;
        for (int i = 0; i < _columns.Length; i++)
        {
            _first[i] = _rows[_columns[i].Index].ToArray();
        }
        Header = Header with
        {
            Pool = _fields.TryAddress(_fileColumns.Pool, out Address pool) ? pool : null,
            FeePips = ReadSmall(_fileColumns.FeePips, 0, 999_999),
            TickSpacing = ReadSmall(_fileColumns.TickSpacing, 1, 16_383),
        };
    }

    private int? ReadSmall(CsvColumn column, int least, int most)
    {
        if (!_fields.TryUInt256(column, 256, out UInt256 value))
        {
            return null;
        }
        // Source of the bounds: v3-core UniswapV3Factory.enableFeeAmount.
        return value.IsUInt64 && (ulong)value >= (ulong)least && (ulong)value <= (ulong)most ? (int)(ulong)value
            : throw _fields.Wrong(column, _rows[column.Index], FormattableString.Invariant($"a whole number from {least} to {most}"));
    }
}
