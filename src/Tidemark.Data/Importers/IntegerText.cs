using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Parses decimal integers from UTF-8 text, digits only: no spaces, no plus sign, no separators, no hexadecimal.</summary>
internal static class IntegerText
{
    /// <summary>Parses at most 2^64 - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParseUInt64(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return false;
        }
        ulong result = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // A byte below '0' wraps to a large number, which is no digit either.
            uint digit = unchecked((uint)text[i] - '0');
            if (digit > 9 || (i >= 19 && result > (ulong.MaxValue - digit) / 10))
            {
                return false;
            }
            result = unchecked((result * 10) + digit);
        }
        value = result;
        return true;
    }

    /// <summary>Parses at most 2^32 - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParseUInt32(ReadOnlySpan<byte> text, out uint value)
    {
        bool parsed = TryParseUInt64(text, out ulong wide) && wide <= uint.MaxValue;
        value = parsed ? unchecked((uint)wide) : 0;
        return parsed;
    }

    /// <summary>Parses an optional minus sign and digits.</summary>
    public static bool TryParseInt32(ReadOnlySpan<byte> text, out int value)
    {
        bool negative = text.Length > 1 && text[0] == (byte)'-';
        bool parsed = TryParseUInt64(negative ? text[1..] : text, out ulong wide) && wide <= int.MaxValue;
        value = !parsed ? 0 : negative ? -(int)wide : (int)wide;
        return parsed;
    }

    /// <summary>Parses at most 2^256 - 1.</summary>
    public static bool TryParseUInt256(ReadOnlySpan<byte> text, out UInt256 value)
    {
        if (text.Length <= 19)
        {
            bool parsed = TryParseUInt64(text, out ulong low);
            value = low;
            return parsed;
        }
        value = default;
        return (text[1] | 0x20) != (byte)'x' && UInt256.TryParse(text, out value);
    }

    /// <summary>Parses an optional minus sign and digits; from -2^255 to 2^255 - 1.</summary>
    public static bool TryParseInt256(ReadOnlySpan<byte> text, out Int256 value)
    {
        bool negative = text.Length > 1 && text[0] == (byte)'-';
        value = default;
        if (!TryParseUInt256(negative ? text[1..] : text, out UInt256 magnitude))
        {
            return false;
        }
        value = Int256.FromTwosComplement(negative ? UInt256.SubtractWrapping(default, magnitude) : magnitude);
        return magnitude.IsZero || value.IsNegative == negative;
    }
}
