using System.Buffers;
using System.Buffers.Binary;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Parses hexadecimal text behind <c>0x</c>.</summary>
internal static class HexText
{
    /// <summary>Parses 32 bytes as a big-endian number.</summary>
    public static bool TryParseWord(ReadOnlySpan<byte> text, out UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        bool parsed = TryParseBytes(text, bytes, out int length) && length == 32;
        value = parsed ? ReadWord(bytes) : default;
        return parsed;
    }

    /// <summary>Parses an even number of digits into bytes; false where the text is not hexadecimal or does not fit.</summary>
    public static bool TryParseBytes(ReadOnlySpan<byte> text, Span<byte> bytes, out int length)
    {
        length = 0;
        return text.Length >= 2 && text[0] == (byte)'0' && (text[1] | 0x20) == (byte)'x' && text.Length % 2 == 0 && (text.Length / 2) - 1 <= bytes.Length
            && Convert.FromHexString(text[2..], bytes, out _, out length) == OperationStatus.Done;
    }

    /// <summary>Parses one to sixteen digits, as JSON-RPC writes quantities: <c>0x1b4</c>.</summary>
    public static bool TryParseQuantity(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.Length is < 3 or > 18 || text[0] != (byte)'0' || (text[1] | 0x20) != (byte)'x')
        {
            return false;
        }
        ulong result = 0;
        foreach (byte c in text[2..])
        {
            if (!char.IsAsciiHexDigit((char)c))
            {
                return false;
            }
            result = (result << 4) | (uint)(c <= (byte)'9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        value = result;
        return true;
    }

    /// <summary>Reads 32 big-endian bytes.</summary>
    public static UInt256 ReadWord(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes 32 big-endian bytes.</summary>
    public static void WriteWord(in UInt256 value, Span<byte> bytes)
    {
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[(24 - (8 * i))..], (ulong)((value >> (64 * i)) & ulong.MaxValue));
        }
    }
}
