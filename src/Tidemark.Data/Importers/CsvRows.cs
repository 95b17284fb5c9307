using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Tidemark.Data.Importers;

/// <summary>The rows of a comma-separated file (RFC 4180) as UTF-8 bytes, one at a time, without an allocation per row. The first row
/// names the columns; each other row has as many fields. Empty lines are passed over; a byte order mark and CRLF are accepted.</summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>The longest row that is read, in bytes.</summary>
    public const int LongestRow = 4 << 20;

    private const int MostColumns = 512;
    private const byte Quote = (byte)'"';
    private const byte Comma = (byte)',';
    private const byte NewLine = (byte)'\n';

    private readonly TapeStream _stream;
    private readonly int[] _fieldStarts = new int[MostColumns];
    private readonly int[] _fieldEnds = new int[MostColumns];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
    private int _fieldCount;
    private int _rowStart;
    private int _filled;
    private bool _endOfFile;
    private long _nextLine = 1;

    /// <summary>Takes over the stream and reads the row that names the columns.</summary>
    /// <exception cref="TapeFormatException">The file is empty, or its first row is damaged.</exception>
    public CsvRows(TapeStream stream)
    {
        _stream = stream;
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith(Encoding.UTF8.Preamble))
        {
            _rowStart = Encoding.UTF8.Preamble.Length;
        }
        if (!TryReadRow())
        {
            throw new TapeFormatException(Path, 1, "the file is empty; a row with the names of the columns is expected; check that it was written completely");
        }
        ColumnCount = _fieldCount;
        for (int i = 0; i < ColumnCount; i++)
        {
            string name = Encoding.UTF8.GetString(this[i]);
            if (!_columns.TryAdd(name, i) && name.Length > 0)
            {
                throw Problem($"the column '{TapeText.Show(name)}' stands twice; each column is expected once; remove one of them");
            }
        }
    }

    /// <summary>The file as the user named it.</summary>
    public string Path => _stream.Path;

    /// <summary>The line on which the current row begins, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>A field of the current row, without the quotation marks around it; valid until the next row is read.</summary>
    public ReadOnlySpan<byte> this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_buffer, _fieldStarts[column], _fieldEnds[column] - _fieldStarts[column]);
    }

    /// <summary>The place of a column, or -1 where the file has none of that name.</summary>
    public int IndexOf(string column) => _columns.TryGetValue(column, out int index) ? index : -1;

    /// <summary>The place of a column that the dialect cannot do without.</summary>
    /// <exception cref="TapeFormatException">The file has no such column.</exception>
    public int Require(string column, TapeFormat format) =>
        _columns.TryGetValue(column, out int index)
            ? index
            : throw new TapeFormatException(Path, Line, $"there is no column '{column}'; the format {TapeFormatNames.NameOf(format)} needs it; check the first row and --format");

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="TapeFormatException">The row is damaged.</exception>
    public bool TryRead()
    {
        if (!TryReadRow())
        {
            return false;
        }
        return _fieldCount == ColumnCount ? true
            : throw Problem(_fieldCount < ColumnCount && _endOfFile && _rowStart == _filled
                ? FormattableString.Invariant($"the last row has {_fieldCount} of {ColumnCount} fields; the file seems to be cut off; get it again")
                : FormattableString.Invariant($"the row has {_fieldCount} fields; {ColumnCount} are expected, as in the first row; repair the row"));
    }

    /// <summary>Makes an exception at the current row.</summary>
    public TapeFormatException Problem(string problem) => new(Path, Line, problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryReadRow()
    {
        long lastLine = Line;
        while (true)
        {
            Line = _nextLine;
            int next = ScanRow();
            if (next >= 0)
            {
                bool isEmpty = _fieldCount == 1 && _fieldEnds[0] == _fieldStarts[0] && _buffer[_rowStart] != Quote;
                _rowStart = next;
                if (!isEmpty)
                {
                    return true;
                }
            }
            else if (_endOfFile)
            {
                if (_rowStart == _filled)
                {
                    Line = lastLine;
                    return false;
                }
                throw Problem("a quotation mark is opened and never closed; it is expected around a whole field; the file may be cut off: get it again");
            }
            else
            {
                Fill();
            }
        }
    }

    /// <summary>Finds the fields of the row at <see cref="_rowStart"/>. The start of the next row, or -1 where the row does not end in the
    /// buffer.</summary>
    private int ScanRow()
    {
        byte[] buffer = _buffer;
        int filled = _filled;
        int position = _rowStart;
        int fieldStart = position;
        int count = 0;
        uint nonAscii = 0;
        while (position + Vector256<byte>.Count <= filled)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref buffer[position]);
            nonAscii |= block.ExtractMostSignificantBits();
            uint marks = (Vector256.Equals(block, Vector256.Create(Comma)) | Vector256.Equals(block, Vector256.Create(NewLine))
                | Vector256.Equals(block, Vector256.Create(Quote))).ExtractMostSignificantBits();
            for (; marks != 0; marks &= marks - 1)
            {
                int at = position + BitOperations.TrailingZeroCount(marks);
                if (buffer[at] == Quote)
                {
                    return ScanQuotedRow();
                }
                AddField(count++, fieldStart, at);
                fieldStart = at + 1;
                if (buffer[at] == NewLine)
                {
                    return EndRow(count, at, 1, nonAscii != 0);
                }
            }
            position += Vector256<byte>.Count;
        }
        for (; position < filled; position++)
        {
            byte mark = buffer[position];
            nonAscii |= mark & 0x80u;
            if (mark == Quote)
            {
                return ScanQuotedRow();
            }
            if (mark is Comma or NewLine)
            {
                AddField(count++, fieldStart, position);
                fieldStart = position + 1;
                if (mark == NewLine)
                {
                    return EndRow(count, position, 1, nonAscii != 0);
                }
            }
        }
        if (!_endOfFile || _rowStart == filled)
        {
            return -1;
        }
        AddField(count++, fieldStart, filled);
        return EndRow(count, filled, 1, nonAscii != 0);
    }

    /// <summary>As <see cref="ScanRow"/>, for a row with quotation marks: its end is found first, then its fields.</summary>
    private int ScanQuotedRow()
    {
        byte[] buffer = _buffer;
        int end = FindEndOfQuotedRow(out int lines);
        if (end < 0)
        {
            return -1;
        }
        int count = 0;
        for (int position = _rowStart; ; position++)
        {
            bool isQuoted = position < end && buffer[position] == Quote;
            int start = isQuoted ? position + 1 : position;
            if (isQuoted)
            {
                position = Unquote(start, end, out int fieldEnd);
                AddField(count++, start, fieldEnd);
                // A carriage return between the closing mark and the end of the row belongs to the line end.
                position += position + 1 == end && buffer[position] == (byte)'\r' ? 1 : 0;
            }
            else
            {
                int length = buffer.AsSpan(start, end - start).IndexOfAny(Comma, Quote);
                position = length < 0 ? end : start + length;
                AddField(count++, start, position);
            }
            if (position == end)
            {
                return EndRow(count, end, lines, hasNonAscii: true);
            }
            if (buffer[position] != Comma)
            {
                throw Problem("a quotation mark stands inside a field; it is expected only around a whole field, and twice for itself; repair the row");
            }
        }
    }

    private int FindEndOfQuotedRow(out int lines)
    {
        lines = 1;
        bool isQuoted = false;
        for (int position = _rowStart; ; position++)
        {
            int length = _buffer.AsSpan(position, _filled - position).IndexOfAny(Quote, NewLine);
            if (length < 0)
            {
                return _endOfFile && !isQuoted ? _filled : -1;
            }
            position += length;
            if (_buffer[position] == Quote)
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted)
            {
                return position;
            }
            else
            {
                lines++;
            }
        }
    }

    /// <summary>Finds the end of a quoted field's content and writes doubled marks in it once. The position behind the closing mark.</summary>
    private int Unquote(int start, int rowEnd, out int fieldEnd)
    {
        Span<byte> rest = _buffer.AsSpan(0, rowEnd);
        fieldEnd = start;
        for (int position = start; ; position++)
        {
            int length = rest[position..].IndexOf(Quote);
            if (length < 0)
            {
                throw Problem("a quotation mark is opened and never closed; it is expected around a whole field; repair the row");
            }
            rest.Slice(position, length).CopyTo(rest[fieldEnd..]);
            fieldEnd += length;
            position += length + 1;
            if (position >= rowEnd || rest[position] != Quote)
            {
                return position;
            }
            rest[fieldEnd++] = Quote;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddField(int index, int start, int end)
    {
        if (index >= MostColumns)
        {
            throw Problem(FormattableString.Invariant($"the row has more than {MostColumns} fields; this is no event tape; check the file"));
        }
        _fieldStarts[index] = start;
        _fieldEnds[index] = end;
    }

    private int EndRow(int count, int rowEnd, int lines, bool hasNonAscii)
    {
        int last = count - 1;
        if (rowEnd > _fieldStarts[last] && _fieldEnds[last] == rowEnd && _buffer[rowEnd - 1] == (byte)'\r')
        {
            _fieldEnds[last]--;
        }
        if (hasNonAscii && !Utf8.IsValid(_buffer.AsSpan(_rowStart, rowEnd - _rowStart)))
        {
            throw Problem("the row is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv");
        }
        _fieldCount = count;
        _nextLine += lines;
        return rowEnd < _filled ? rowEnd + 1 : rowEnd;
    }

    private void Fill()
    {
        if (_rowStart > 0)
        {
            _buffer.AsSpan(_rowStart, _filled - _rowStart).CopyTo(_buffer);
            _filled -= _rowStart;
            _rowStart = 0;
        }
        if (_filled == _buffer.Length)
        {
            if (_filled >= LongestRow)
            {
                throw new TapeFormatException(Path, _nextLine, FormattableString.Invariant($"a row is longer than {LongestRow} bytes; this is no event tape, or a quotation mark is never closed; check the file"));
            }
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        int read = _stream.Read(_buffer.AsSpan(_filled), _nextLine);
        _filled += read;
        _endOfFile = read == 0;
    }
}
