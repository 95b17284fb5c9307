using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Amm.Numerics;

/// <summary>Reads unsigned integers of 256 bits from text. The kernels work on UTF-8; text in UTF-16 is narrowed first.</summary>
internal static class NumberReader
{
    /// <summary>The number of decimal digits of 2^256 - 1.</summary>
    internal const int MaxDigits = 78;

    private const int ChunkDigits = 19;
    private const ulong ChunkScale = 10_000_000_000_000_000_000;

    /// <summary>Reads decimal digits, or hexadecimal ones behind <c>0x</c>; nothing else is allowed, and leading zeros are.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> utf8, out UInt256 value) =>
        utf8.Length >= 2 && utf8[0] == (byte)'0' && (utf8[1] | 0x20) == (byte)'x'
            ? TryReadHexadecimal(utf8[2..], out value)
            : TryReadDecimal(utf8, out value);

    /// <summary>As the overload for UTF-8.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out UInt256 value)
    {
        Span<byte> utf8 = stackalloc byte[2 + MaxDigits];
        if (text.Length > utf8.Length)
        {
            // A value has at most 78 digits, so more can only be leading zeros.
            bool hexadecimal = text[0] == '0' && (text[1] | 0x20) == 'x';
            ReadOnlySpan<char> digits = text[(hexadecimal ? 2 : 0)..].TrimStart('0');
            if (digits.Length > MaxDigits || Ascii.FromUtf16(digits, utf8, out int kept) != OperationStatus.Done)
            {
                value = default;
                return false;
            }
            ReadOnlySpan<byte> trimmed = kept == 0 ? "0"u8 : utf8[..kept];
            return hexadecimal ? TryReadHexadecimal(trimmed, out value) : TryReadDecimal(trimmed, out value);
        }
        if (Ascii.FromUtf16(text, utf8, out int length) != OperationStatus.Done)
        {
            value = default;
            return false;
        }
        return TryRead(utf8[..length], out value);
    }

    /// <summary>Reads decimal digits only.</summary>
    internal static bool TryReadDecimal(ReadOnlySpan<byte> digits, out UInt256 value)
    {
        value = default;
        if (digits.Length > MaxDigits)
        {
            digits = digits.TrimStart((byte)'0');
            if (digits.IsEmpty)
            {
                return true;
            }
        }
        if (digits.Length is 0 or > MaxDigits)
        {
            return false;
        }
        int first = ((digits.Length - 1) % ChunkDigits) + 1;
        if (!TryReadChunk(digits[..first], out ulong u0))
        {
            return false;
        }
        ulong u1 = 0, u2 = 0, u3 = 0, carry = 0;
        for (digits = digits[first..]; !digits.IsEmpty; digits = digits[ChunkDigits..])
        {
            if (!TryReadChunk(digits[..ChunkDigits], out ulong chunk))
            {
                return false;
            }
            carry = Limb.MultiplyAdd(u0, ChunkScale, chunk, out u0);
            carry = Limb.MultiplyAdd(u1, ChunkScale, carry, out u1);
            carry = Limb.MultiplyAdd(u2, ChunkScale, carry, out u2);
            carry = Limb.MultiplyAdd(u3, ChunkScale, carry, out u3);
        }
        // Four chunks stay below 10^76, so only the last can overflow.
        if (carry != 0)
        {
            return false;
        }
        value = new UInt256(u0, u1, u2, u3);
        return true;
    }

    /// <summary>Reads <c>digits[.digits]</c> times 10^<paramref name="decimals"/>, exactly, for 0 to 255 decimals.</summary>
    internal static bool TryReadScaled(ReadOnlySpan<char> text, int decimals, out UInt256 value)
    {
        value = default;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.IsEmpty || fraction.IsEmpty != point < 0 || fraction.Length > decimals)
        {
            return false;
        }
        whole = whole.TrimStart('0');
        if (whole.Length > MaxDigits)
        {
            return false;
        }
        Span<byte> digits = stackalloc byte[MaxDigits + byte.MaxValue];
        digits.Fill((byte)'0');
        if (Ascii.FromUtf16(whole, digits, out _) != OperationStatus.Done
            || Ascii.FromUtf16(fraction, digits[whole.Length..], out _) != OperationStatus.Done)
        {
            return false;
        }
        int length = whole.Length + decimals;
        return length == 0 || TryReadDecimal(digits[..length], out value);
    }

    /// <summary>Reads one to nineteen decimal digits, eight at a time where there are as many.</summary>
    private static bool TryReadChunk(ReadOnlySpan<byte> digits, out ulong value)
    {
        unchecked
        {
            value = 0;
            while (digits.Length >= 8)
            {
                ulong text = BinaryPrimitives.ReadUInt64LittleEndian(digits);
                // Every byte is 0x30 to 0x39: its high half is 3, and stays 3 when 6 is added.
                if (((text & 0xF0F0F0F0F0F0F0F0) | (((text + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) != 0x3333333333333333)
                {
                    return false;
                }
                // Neighbours are joined to pairs, pairs to fours, and fours to eight digits.
                text -= 0x3030303030303030;
                text = (text * 10) + (text >> 8);
                text = (((text & 0x000000FF000000FF) * 0x000F424000000064) + (((text >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
                value = (value * 100_000_000) + text;
                digits = digits[8..];
            }
            foreach (byte character in digits)
            {
                uint digit = (uint)character - '0';
                if (digit > 9)
                {
                    return false;
                }
                value = (value * 10) + digit;
            }
            return true;
        }
    }

    private static bool TryReadHexadecimal(ReadOnlySpan<byte> digits, out UInt256 value)
    {
        value = default;
        if (digits.IsEmpty)
        {
            return false;
        }
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > 64)
        {
            return false;
        }
        ulong u0 = 0, u1 = 0, u2 = 0, u3 = 0;
        foreach (byte character in digits)
        {
            uint digit = unchecked((uint)character - '0');
            if (digit > 9)
            {
                uint letter = unchecked(((uint)character | 0x20) - 'a');
                if (letter > 5)
                {
                    return false;
                }
                digit = letter + 10;
            }
            u3 = (u3 << 4) | (u2 >> 60);
            u2 = (u2 << 4) | (u1 >> 60);
            u1 = (u1 << 4) | (u0 >> 60);
            u0 = (u0 << 4) | digit;
        }
        value = new UInt256(u0, u1, u2, u3);
        return true;
    }
}
