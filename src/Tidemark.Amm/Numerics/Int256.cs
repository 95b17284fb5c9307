using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Tidemark.Amm.Numerics;

/// <summary>A signed integer of 256 bits in two's complement. <c>default</c> is zero.</summary>
/// <remarks>Operators are checked, as in <see cref="UInt256"/>.</remarks>
public readonly struct Int256 : IEquatable<Int256>, IComparable<Int256>, IComparable
{
    private readonly UInt256 _bits;

    private Int256(in UInt256 bits) => _bits = bits;

    /// <summary>Zero.</summary>
    public static Int256 Zero => default;

    /// <summary>One.</summary>
    public static Int256 One => new(UInt256.One);

    /// <summary>-2^255.</summary>
    public static Int256 MinValue => new(new UInt256(0, 0, 0, 1UL << 63));

    /// <summary>2^255 - 1.</summary>
    public static Int256 MaxValue => new(~new UInt256(0, 0, 0, 1UL << 63));

    /// <summary>Whether the value is zero.</summary>
    public bool IsZero => _bits.IsZero;

    /// <summary>Whether the value is below zero.</summary>
    public bool IsNegative => _bits.U3 >> 63 != 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => IsNegative ? -1 : IsZero ? 0 : 1;

    /// <summary>The distance from zero; exact also for <see cref="MinValue"/>.</summary>
    public UInt256 Magnitude => IsNegative ? UInt256.SubtractWrapping(default, _bits) : _bits;

    /// <summary>The same 256 bits, read as an unsigned integer.</summary>
    public UInt256 ToTwosComplement() => _bits;

    /// <summary>The same 256 bits, read as a signed integer.</summary>
    public static Int256 FromTwosComplement(in UInt256 bits) => new(bits);

    /// <summary>Widens; exact.</summary>
    public static implicit operator Int256(long value) =>
        new(new UInt256(unchecked((ulong)value), value < 0 ? ulong.MaxValue : 0, value < 0 ? ulong.MaxValue : 0, value < 0 ? ulong.MaxValue : 0));

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is above 2^255 - 1.</exception>
    public static explicit operator Int256(in UInt256 value) => value.U3 >> 63 == 0 ? new(value) : Overflow();

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is below zero.</exception>
    public static explicit operator UInt256(in Int256 value) => value.IsNegative ? throw new OverflowException("The value is below zero.") : value._bits;

    /// <summary>Compares.</summary>
    public static bool operator ==(in Int256 left, in Int256 right) => left._bits == right._bits;

    /// <summary>Compares.</summary>
    public static bool operator !=(in Int256 left, in Int256 right) => left._bits != right._bits;

    /// <summary>Compares.</summary>
    public static bool operator <(in Int256 left, in Int256 right) => left.IsNegative != right.IsNegative ? left.IsNegative : left._bits < right._bits;

    /// <summary>Compares.</summary>
    public static bool operator >(in Int256 left, in Int256 right) => right < left;

    /// <summary>Compares.</summary>
    public static bool operator <=(in Int256 left, in Int256 right) => !(right < left);

    /// <summary>Compares.</summary>
    public static bool operator >=(in Int256 left, in Int256 right) => !(left < right);

    /// <summary>Adds.</summary>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Int256 operator +(in Int256 left, in Int256 right)
    {
        Int256 sum = new(UInt256.AddWrapping(left._bits, right._bits));
        return left.IsNegative == right.IsNegative && sum.IsNegative != left.IsNegative ? Overflow() : sum;
    }

    /// <summary>Subtracts.</summary>
    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Int256 operator -(in Int256 left, in Int256 right)
    {
        Int256 difference = new(UInt256.SubtractWrapping(left._bits, right._bits));
        return left.IsNegative != right.IsNegative && difference.IsNegative != left.IsNegative ? Overflow() : difference;
    }

    /// <summary>Negates.</summary>
    /// <exception cref="OverflowException">The value is <see cref="MinValue"/>.</exception>
    public static Int256 operator -(in Int256 value) => value == MinValue ? Overflow() : new(UInt256.SubtractWrapping(default, value._bits));

    /// <inheritdoc/>
    public bool Equals(Int256 other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Int256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Int256 other) => this < other ? -1 : other < this ? 1 : 0;

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is Int256 other ? CompareTo(other) : throw new ArgumentException($"Expected an {nameof(Int256)}.", nameof(obj));

    /// <summary>Converts; exact.</summary>
    public BigInteger ToBigInteger() => IsNegative ? -Magnitude.ToBigInteger() : _bits.ToBigInteger();

    /// <summary>Parses an optional minus sign and decimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Int256 value)
    {
        value = default;
        bool negative = text.StartsWith("-", StringComparison.Ordinal);
        if (!UInt256.TryParse(negative ? text[1..] : text, out UInt256 magnitude))
        {
            return false;
        }
        UInt256 bits = negative ? UInt256.SubtractWrapping(default, magnitude) : magnitude;
        value = new Int256(bits);
        return magnitude.IsZero || value.IsNegative == negative;
    }

    /// <summary>Parses an optional minus sign and decimal digits.</summary>
    /// <exception cref="FormatException">The text is not a number, or does not fit.</exception>
    public static Int256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Int256 value) ? value : throw new FormatException($"'{text}' is not a signed integer of at most 256 bits.");

    /// <summary>Decimal digits, behind a minus sign where negative.</summary>
    public override string ToString() => IsNegative ? "-" + Magnitude : _bits.ToString();

    [DoesNotReturn]
    private static Int256 Overflow() => throw new OverflowException("The result does not fit in a signed integer of 256 bits.");
}
