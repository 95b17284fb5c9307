namespace Tidemark.Amm.Numerics;

public readonly partial struct UInt256
{
    /// <summary>Parses decimal digits, or hexadecimal ones behind <c>0x</c>; false, and zero, where the text is anything else or does not
    /// fit.</summary>
    /// <remarks>Nothing else is allowed: no white space, plus sign, separators or exponent. Leading zeros are.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt256 value) => NumberReader.TryRead(text, out value);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out UInt256)"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static UInt256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out UInt256 value) ? value : throw NotANumber(text);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out UInt256)"/> does; the provider is not used.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UInt256 result) => TryParse(s, out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out UInt256)"/> does; the provider is not used.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static UInt256 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>Parses decimal digits, or hexadecimal ones behind <c>0x</c> from UTF-8; false, and zero, where the text is anything else or
    /// does not fit.</summary>
    /// <remarks>Nothing else is allowed: no white space, plus sign, separators or exponent. Leading zeros are.</remarks>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out UInt256 value) => NumberReader.TryRead(utf8Text, out value);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out UInt256)"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static UInt256 Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse(utf8Text, out UInt256 value) ? value : throw NotANumber(System.Text.Encoding.UTF8.GetString(utf8Text));

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out UInt256)"/> does; the provider is not used.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out UInt256 result) => TryParse(utf8Text, out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{byte}, out UInt256)"/> does; the provider is not used.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static UInt256 Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out UInt256)"/> does; null is refused and the provider is not
    /// used.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out UInt256 result) => TryParse(s.AsSpan(), out result);

    /// <summary>Parses as <see cref="TryParse(ReadOnlySpan{char}, out UInt256)"/> does; the provider is not used.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static UInt256 Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <summary>Parses an amount in whole tokens, such as <c>1234.5</c>, to base units: the number times 10^<paramref name="decimals"/>,
    /// exactly.
    /// False, and zero, where the text is not such a number, has more than <paramref name="decimals"/> fractional digits, or does not
    /// fit.</summary>
    /// <param name="text">Digits, and optionally a point with digits on both sides.</param>
    /// <param name="decimals">The token's decimals, 0 to 255.</param>
    /// <param name="value">The amount in base units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not in 0 to 255.</exception>
    public static bool TryFromDecimal(ReadOnlySpan<char> text, int decimals, out UInt256 value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, byte.MaxValue);
        return NumberReader.TryReadScaled(text, decimals, out value);
    }

    /// <summary>Parses as <see cref="TryFromDecimal"/> does.</summary>
    /// <exception cref="FormatException">The text is not a number, has too many fractional digits, or does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not in 0 to 255.</exception>
    public static UInt256 FromDecimal(ReadOnlySpan<char> text, int decimals) =>
        TryFromDecimal(text, decimals, out UInt256 value)
            ? value
            : throw new FormatException($"'{text}' is not an amount with at most {decimals} decimals that fits in an unsigned integer of 256 bits.");

    private static FormatException NotANumber(ReadOnlySpan<char> text) => new($"'{text}' is not an unsigned integer of at most 256 bits.");
}
