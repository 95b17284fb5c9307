using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tidemark.Amm.Numerics;

/// <summary>Writes integers of 256 bits as text. The kernels write UTF-8; text in UTF-16 is widened from it.</summary>
internal static class NumberWriter
{
    /// <summary>The most bytes that <see cref="Write"/> fills: a sign and 78 digits.</summary>
    internal const int MaxLength = 1 + NumberReader.MaxDigits;

    private const int ChunkDigits = 19;
    private const ulong ChunkScale = 10_000_000_000_000_000_000;

    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

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
            int start = WriteDigits(rest, buffer[..end]);
            end -= ChunkDigits;
            buffer[end..start].Fill((byte)'0');
        }
        return WriteDigits(u0, buffer[..end]);
    }

    private static int WriteDigits(ulong value, Span<byte> buffer)
    {
        int end = buffer.Length;
        while (value >= 100)
        {
            ulong rest = value / 100;
            int pair = (int)(value - (rest * 100)) * 2;
            value = rest;
            buffer[--end] = Pairs[pair + 1];
            buffer[--end] = Pairs[pair];
        }
        if (value >= 10)
        {
            buffer[--end] = Pairs[((int)value * 2) + 1];
            buffer[--end] = Pairs[(int)value * 2];
        }
        else
        {
            buffer[--end] = (byte)('0' + value);
        }
        return end;
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
