using System.Text;

namespace Tidemark.Amm.Numerics;

public readonly partial struct UInt256
{
    /// <summary>Decimal digits.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>Formats the value, the same in every culture.</summary>
    /// <param name="format">Null, empty, D, G or R: decimal digits. x or X: hexadecimal digits, without a prefix, as many as are needed or
    /// as many as the number behind the letter says (up to 64).</param>
    /// <param name="formatProvider">Not used.</param>
    /// <exception cref="FormatException">The format is none of these.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        Span<byte> buffer = stackalloc byte[NumberWriter.MaxLength];
        return Encoding.ASCII.GetString(buffer[NumberWriter.Write(this, negative: false, this, format, buffer)..]);
    }

    /// <summary>Formats as <see cref="ToString(string, IFormatProvider)"/> does; false, and nothing written, where the destination is too
    /// short.</summary>
    /// <exception cref="FormatException">The format is none of those.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<byte> buffer = stackalloc byte[NumberWriter.MaxLength];
        return NumberWriter.TryCopy(buffer[NumberWriter.Write(this, negative: false, this, format, buffer)..], destination, out charsWritten);
    }

    /// <summary>Formats as <see cref="ToString(string, IFormatProvider)"/> does, to UTF-8; false, and nothing written, where the
    /// destination is too short.</summary>
    /// <exception cref="FormatException">The format is none of those.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<byte> buffer = stackalloc byte[NumberWriter.MaxLength];
        return NumberWriter.TryCopy(buffer[NumberWriter.Write(this, negative: false, this, format, buffer)..], utf8Destination, out bytesWritten);
    }

    /// <summary>The amount in whole tokens: the value divided by 10^<paramref name="decimals"/>, exactly, without trailing zeros behind the
    /// point.</summary>
    /// <param name="decimals">The token's decimals, 0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not in 0 to 255.</exception>
    public string ToDecimalString(int decimals) => NumberWriter.Scaled(this, negative: false, decimals);
}
