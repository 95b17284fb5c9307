namespace Tidemark.Amm.Numerics;

public readonly partial struct Int256
{
    /// <summary>Parses an optional minus sign and decimal digits, or hexadecimal ones behind <c>0x</c> (the distance from zero, not two's
    /// complement); false, and zero, where the text is anything else or does not fit.</summary>
    /// <remarks>Nothing else is allowed: no white space, plus sign, separators or exponent. Leading zeros are, and "-0" is zero.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out Int256 value)
    {
        bool negative = !text.IsEmpty && text[0] == '-';
        if (!NumberReader.TryRead(negative ? text[1..] : text, out UInt256 magnitude))
        {
            value = default;
            return false;
        }
        return TryFromMagnitude(magnitude, negative, out value);
    }

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out Int256)"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Int256 value) ? value : throw NotANumber(text);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out Int256)"/> does; the provider is not used.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Int256 result) => TryParse(s, out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out Int256)"/> does; the provider is not used.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>Parses an optional minus sign and decimal digits, or hexadecimal ones behind <c>0x</c> (the distance from zero, not two's
    /// complement) from UTF-8; false, and zero, where the text is anything else or does not fit.</summary>
    /// <remarks>Nothing else is allowed: no white space, plus sign, separators or exponent. Leading zeros are, and "-0" is zero.</remarks>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Int256 value)
    {
        bool negative = !utf8Text.IsEmpty && utf8Text[0] == '-';
        if (!NumberReader.TryRead(negative ? utf8Text[1..] : utf8Text, out UInt256 magnitude))
        {
            value = default;
            return false;
        }
        return TryFromMagnitude(magnitude, negative, out value);
    }

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out Int256)"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse(utf8Text, out Int256 value) ? value : throw NotANumber(System.Text.Encoding.UTF8.GetString(utf8Text));

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out Int256)"/> does; the provider is not used.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Int256 result) => TryParse(utf8Text, out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out Int256)"/> does; the provider is not used.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out Int256)"/> does; null is refused and the provider is not
    /// used.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out Int256 result) => TryParse(s.AsSpan(), out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out Int256)"/> does; the provider is not used.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <summary>Parses an amount in whole tokens, such as <c>-1234.5</c>, to base units: the number times 10^<paramref name="decimals"/>,
    /// exactly.
    /// False, and zero, where the text is not such a number, has more than <paramref name="decimals"/> fractional digits, or does not
    /// fit.</summary>
    /// <param name="text">An optional minus sign, digits, and optionally a point with digits on both sides.</param>
    /// <param name="decimals">The token's decimals, 0 to 255.</param>
    /// <param name="value">The amount in base units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not in 0 to 255.</exception>
    public static bool TryFromDecimal(ReadOnlySpan<char> text, int decimals, out Int256 value)
    {
        bool negative = !text.IsEmpty && text[0] == '-';
        if (!UInt256.TryFromDecimal(negative ? text[1..] : text, decimals, out UInt256 magnitude))
        {
            value = default;
            return false;
        }
        return TryFromMagnitude(magnitude, negative, out value);
    }

    /// <summary>Parses as <see cref="TryFromDecimal"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, has too many fractional digits, or does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not in 0 to 255.</exception>
    public static Int256 FromDecimal(ReadOnlySpan<char> text, int decimals) =>
        TryFromDecimal(text, decimals, out Int256 value)
            ? value
            : throw new FormatException($"'{text}' is not an amount with at most {decimals} decimals that fits in a signed integer of 256 bits.");

    private static FormatException NotANumber(ReadOnlySpan<char> text) => new($"'{text}' is not a signed integer of at most 256 bits.");

    private static bool TryFromMagnitude(in UInt256 magnitude, bool negative, out Int256 value)
    {
        Int256 signed = new(negative ? UInt256.NegateWrapping(magnitude) : magnitude);
        bool fits = magnitude.IsZero || signed.IsNegative == negative;
        value = fits ? signed : default;
        return fits;
    }
}
