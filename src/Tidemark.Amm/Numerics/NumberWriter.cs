using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tidemark.Amm.Numerics;

/// <summary>Writes integers of 256 bits as text. The kernels write UTF-8; text in UTF-16 is widened from it.</summary>
internal static class NumberWriter
{
    /// <summary>The bytes that <see cref="Write"/> needs: a sign, and five chunks, of which the first is written in full width.</summary>
    internal const int MaxLength = 1 + ChunkWidth + (4 * ChunkDigits);

    private const int ChunkDigits = 19;
    private const int ChunkWidth = 24;
    private const ulong ChunkScale = 10_000_000_000_000_000_000;

    /// <summary>Writes a number in one of the formats of <see cref="UInt256.ToString(string, IFormatProvider)"/> to the end of the buffer;
    /// returns where it begins.</summary>
    /// <param name="magnitude">The distance from zero, for decimal digits.</param>
    /// <param name="negative">Whether the number is below zero.</param>
    /// <param name="bits">The number in two's complement, for hexadecimal digits.</param>
    /// <param name="format">The format; empty is decimal.</param>
    /// <param name="buffer">At least <see cref="MaxLength"/> bytes.</param>
    internal static int Write(in UInt256 magnitude, bool negative, in UInt256 bits, ReadOnlySpan<char> format, Span<byte> buffer)
    {
        int start = buffer.Length;
        switch (format.IsEmpty ? 'D' : format[0])
        {
            case 'D' or 'd' or 'G' or 'g' or 'R' or 'r' when format.Length <= 1:
                start = WriteDecimal(magnitude, buffer);
                if (negative)
                {
                    buffer[--start] = (byte)'-';
                }
                return start;
            case 'x' or 'X':
                return WriteHexadecimal(bits, format[0], Precision(format), buffer);
            default:
                ThrowFormat(format);
                return start;
        }
    }

    /// <summary>Widens what <see cref="Write"/> wrote; false where the destination is too short.</summary>
    internal static bool TryCopy(ReadOnlySpan<byte> text, Span<char> destination, out int charsWritten)
    {
        if (text.Length > destination.Length)
        {
            charsWritten = 0;
            return false;
        }
        _ = Ascii.ToUtf16(text, destination, out charsWritten);
        return true;
    }

    /// <summary>Copies what <see cref="Write"/> wrote; false where the destination is too short.</summary>
    internal static bool TryCopy(ReadOnlySpan<byte> text, Span<byte> destination, out int bytesWritten)
    {
        bool fits = text.TryCopyTo(destination);
        bytesWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>Writes a number divided by 10^<paramref name="decimals"/>, exactly and without trailing zeros.</summary>
    internal static string Scaled(in UInt256 magnitude, bool negative, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, byte.MaxValue);
        Span<byte> digits = stackalloc byte[MaxLength + byte.MaxValue];
        digits.Fill((byte)'0');
        int point = digits.Length - decimals;
        int start = Math.Min(WriteDecimal(magnitude, digits), point - 1);
        ReadOnlySpan<byte> whole = digits[start..point];
        ReadOnlySpan<byte> fraction = digits[point..].TrimEnd((byte)'0');
        string sign = negative ? "-" : "";
        string text = sign + Encoding.ASCII.GetString(whole);
        return fraction.IsEmpty ? text : $"{text}.{Encoding.ASCII.GetString(fraction)}";
    }

    /// <summary>Writes decimal digits to the end of the buffer; returns where they begin.</summary>
    private static int WriteDecimal(in UInt256 value, Span<byte> buffer)
    {
        ulong u0 = value.U0, u1 = value.U1, u2 = value.U2, u3 = value.U3;
        int end = buffer.Length;
        while ((u1 | u2 | u3) != 0)
        {
            ulong rest = 0;
            if ((u2 | u3) != 0)
            {
                if (u3 != 0)
                {
                    u3 = Limb.DivRem(0, u3, ChunkScale, out rest);
                }
                u2 = Limb.DivRem(rest, u2, ChunkScale, out rest);
            }
            u1 = Limb.DivRem(rest, u1, ChunkScale, out rest);
            u0 = Limb.DivRem(rest, u0, ChunkScale, out rest);
            WriteChunk(rest, buffer[..end]);
            end -= ChunkDigits;
        }
        WriteChunk(u0, buffer[..end]);
        int start = end - ChunkWidth;
        int zeros = buffer[start..(end - 1)].IndexOfAnyExcept((byte)'0');
        return zeros < 0 ? end - 1 : start + zeros;
    }

    /// <summary>Writes 24 digits, with leading zeros, to the end of the buffer; the chunk to the left overwrites those beyond its
    /// place.</summary>
    private static void WriteChunk(ulong value, Span<byte> buffer)
    {
        Span<byte> chunk = buffer[^ChunkWidth..];
        ulong upper = value / 100_000_000;
        ulong top = upper / 100_000_000;
        BinaryPrimitives.WriteUInt64LittleEndian(chunk, EightDigits(top));
        BinaryPrimitives.WriteUInt64LittleEndian(chunk[8..], EightDigits(upper - (top * 100_000_000)));
        BinaryPrimitives.WriteUInt64LittleEndian(chunk[16..], EightDigits(value - (upper * 100_000_000)));
    }

    /// <summary>Eight ASCII digits of a number below 10^8, the first in the lowest byte.</summary>
    private static ulong EightDigits(ulong value)
    {
        unchecked
        {
            // The number is split into two lanes of four digits, four lanes of two and eight of one. 10486 / 2^20 and 103 / 2^10 divide by a
            // hundred and by ten, exactly for numbers as small as the lanes'.
            ulong fours = (value / 10_000) | ((value % 10_000) << 32);
            ulong hundreds = ((fours * 10_486) >> 20) & 0x0000007F_0000007F;
            ulong twos = hundreds | ((fours - (hundreds * 100)) << 16);
            ulong tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F;
            ulong ones = tens | ((twos - (tens * 10)) << 8);
            return ones | 0x3030303030303030;
        }
    }

    private static int WriteHexadecimal(in UInt256 value, char letter, int precision, Span<byte> buffer)
    {
        int count = Math.Max(Math.Max(precision, 1), (value.BitLength + 3) / 4);
        int start = buffer.Length;
        UInt256 rest = value;
        for (int i = 0; i < count; i++)
        {
            int digit = (int)(rest.U0 & 15);
            // The letter after 'x' minus ten steps is the place of 'a', and so for capitals.
            buffer[--start] = (byte)(digit < 10 ? '0' + digit : letter - ('x' - 'a') + digit - 10);
            rest >>= 4;
        }
        return start;
    }

    private static int Precision(ReadOnlySpan<char> format)
    {
        int precision = 0;
        foreach (char character in format[1..])
        {
            precision = char.IsAsciiDigit(character) ? (precision * 10) + (character - '0') : int.MaxValue;
            if (precision > 64)
            {
                ThrowFormat(format);
            }
        }
        return precision;
    }

    [DoesNotReturn]
    private static void ThrowFormat(ReadOnlySpan<char> format) =>
        throw new FormatException($"'{format}' is not a format of a 256-bit integer; D, G, R, and x or X with up to 64 digits are.");
}
