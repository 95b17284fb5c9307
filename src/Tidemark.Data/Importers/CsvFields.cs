using System.Globalization;
using System.Runtime.CompilerServices;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads the fields of the current row of a comma-separated file as what they should be. A field is missing where its column is
/// missing or it is empty; a field that is there and is not what it should be is an error that names the line and the column.</summary>
internal sealed class CsvFields
{
    private readonly CsvRows _rows;

    /// <summary>Reads from rows.</summary>
    public CsvFields(CsvRows rows) => _rows = rows;

    /// <summary>Whether the field is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryText(CsvColumn column, out ReadOnlySpan<byte> text)
    {
        text = column.Index < 0 ? default : _rows[column.Index];
        return !text.IsEmpty;
    }

    /// <summary>Reads a whole number up to 2^64 - 1 that must be there.</summary>
    public ulong RequireUInt64(CsvColumn column)
    {
        ReadOnlySpan<byte> text = _rows[column.Index];
        return IntegerText.TryParseUInt64(text, out ulong value) ? value : throw Wrong(column, text, "a whole number of at most 64 bits");
    }

    /// <summary>Reads a whole number up to 2^32 - 1 that must be there.</summary>
    public uint RequireUInt32(CsvColumn column)
    {
        ReadOnlySpan<byte> text = _rows[column.Index];
        return IntegerText.TryParseUInt32(text, out uint value) ? value : throw Wrong(column, text, "a whole number of at most 32 bits");
    }

    /// <summary>Reads a finite number that must be there and is not below a bound.</summary>
    public double RequireNumber(CsvColumn column, double least, string expected)
    {
        ReadOnlySpan<byte> text = _rows[column.Index];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && double.IsFinite(number)
            ? number
            : throw Wrong(column, text, expected);
    }

    /// <summary>Reads a whole number of at most so many bits.</summary>
    public bool TryUInt256(CsvColumn column, int bits, out UInt256 value)
    {
        value = default;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return IntegerText.TryParseUInt256(text, out value) && value.BitLength <= bits ? true
            : throw Wrong(column, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to 2^{bits} - 1"));
    }

    /// <summary>Reads a whole number of at most so many bits, at most 255, that is never negative, into a signed number.</summary>
    public bool TryAmount(CsvColumn column, int bits, out Int256 value)
    {
        bool found = TryUInt256(column, Math.Min(bits, 255), out UInt256 magnitude);
        value = Int256.FromTwosComplement(magnitude);
        return found;
    }

    /// <summary>Reads a signed whole number of 256 bits.</summary>
    public bool TryInt256(CsvColumn column, out Int256 value)
    {
        value = default;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return IntegerText.TryParseInt256(text, out value) ? true : throw Wrong(column, text, "a whole number from -2^255 to 2^255 - 1");
    }

    /// <summary>Reads a tick.</summary>
    public bool TryTick(CsvColumn column, out int value)
    {
        value = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return IntegerText.TryParseInt32(text, out value) && SolidityRange.IsTick(value) ? true
            : throw Wrong(column, text, SolidityRange.TickDescription);
    }

    /// <summary>Reads a signed number of 24 bits.</summary>
    public bool TryInt24(CsvColumn column, out int value)
    {
        value = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return IntegerText.TryParseInt32(text, out value) && SolidityRange.IsInt24(value) ? true
            : throw Wrong(column, text, SolidityRange.Int24Description);
    }

    /// <summary>Reads a tick that is printed with a fraction of zero: <c>199045.0</c>.</summary>
    public bool TryTickWithFraction(CsvColumn column, out int value)
    {
        value = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return TryParseWhole(text, out value) && SolidityRange.IsTick(value) ? true : throw Wrong(column, text, SolidityRange.TickDescription);
    }

    /// <summary>Reads a signed number of 24 bits that is printed with a fraction of zero.</summary>
    public bool TryInt24WithFraction(CsvColumn column, out int value)
    {
        value = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return TryParseWhole(text, out value) && SolidityRange.IsInt24(value) ? true : throw Wrong(column, text, SolidityRange.Int24Description);
    }

    /// <summary>Reads a position manager's token id that is printed with a fraction of zero.</summary>
    public bool TryTokenIdWithFraction(CsvColumn column, out ulong value)
    {
        value = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        bool isId = TryParseWhole(text, out int id) && id >= 0;
        value = isId ? (ulong)id : throw Wrong(column, text, "a whole number from 0 to 2^31 - 1");
        return true;
    }

    /// <summary>Reads an address.</summary>
    public bool TryAddress(CsvColumn column, out Address value)
    {
        value = default;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return Address.TryParse(text, out value) ? true : throw Wrong(column, text, "an address, 0x and 40 hexadecimal digits");
    }

    /// <summary>Reads a word of 32 bytes: a transaction's hash.</summary>
    public bool TryHash(CsvColumn column, out UInt256 value)
    {
        value = default;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return HexText.TryParseWord(text, out value) ? true : throw Wrong(column, text, "0x and 64 hexadecimal digits");
    }

    /// <summary>Reads a time.</summary>
    public bool TryTime(CsvColumn column, out long seconds)
    {
        seconds = 0;
        if (!TryText(column, out ReadOnlySpan<byte> text))
        {
            return false;
        }
        return UtcTime.TryParse(text, out seconds) ? true
            : throw Wrong(column, text, "seconds since 1970 or a time like 2024-01-05T00:00:23Z");
    }

    /// <summary>Makes the exception for a field with a wrong value, at the current row.</summary>
    public TapeFormatException Wrong(CsvColumn column, ReadOnlySpan<byte> text, string expected) =>
        _rows.Problem(text.IsEmpty
            ? $"{column.Name} is empty; {expected} is expected; repair the row"
            : $"{column.Name} is '{TapeText.Show(text)}'; {expected} is expected; repair the row");

    private static bool TryParseWhole(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        int point = text.IndexOf((byte)'.');
        bool isWhole = point < 0 || (point + 1 < text.Length && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0);
        return isWhole && IntegerText.TryParseInt32(point < 0 ? text : text[..point], out value);
    }
}
