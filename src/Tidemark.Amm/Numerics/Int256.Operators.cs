using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Amm.Numerics;

public readonly partial struct Int256
{
    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(in Int256 left, in Int256 right) => left._bits == right._bits;

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(in Int256 left, in Int256 right) => left._bits != right._bits;

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    public static bool operator <(in Int256 left, in Int256 right) =>
        left.IsNegative != right.IsNegative ? left.IsNegative : left._bits < right._bits;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    public static bool operator >(in Int256 left, in Int256 right) => right < left;

    /// <summary>Whether <paramref name="left"/> is not larger.</summary>
    public static bool operator <=(in Int256 left, in Int256 right) => !(right < left);

    /// <summary>Whether <paramref name="left"/> is not smaller.</summary>
    public static bool operator >=(in Int256 left, in Int256 right) => !(left < right);

    /// <summary>Adds.</summary>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Int256 operator +(in Int256 left, in Int256 right) => TryAdd(left, right, out Int256 sum) ? sum : Overflow();

    /// <summary>Subtracts.</summary>
    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Int256 operator -(in Int256 left, in Int256 right) => TrySubtract(left, right, out Int256 difference) ? difference : Overflow();

    /// <summary>Negates.</summary>
    /// <exception cref="OverflowException">The value is <see cref="MinValue"/>.</exception>
    public static Int256 operator -(in Int256 value) => value == MinValue ? Overflow() : NegateWrapping(value);

    /// <summary>Multiplies.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static Int256 operator *(in Int256 left, in Int256 right) => TryMultiply(left, right, out Int256 product) ? product : Overflow();

    /// <summary>Divides, rounding towards zero.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException"><see cref="MinValue"/> is divided by -1.</exception>
    public static Int256 operator /(in Int256 left, in Int256 right)
    {
        Int256 quotient = DivideWrapping(left, right);
        // Only MinValue / -1 = 2^255 does not fit, and only there do equal signs give a negative quotient.
        return quotient.IsNegative && left.IsNegative == right.IsNegative ? Overflow() : quotient;
    }

    /// <summary>The remainder of the division that rounds towards zero; it has the dividend's sign.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Int256 operator %(in Int256 left, in Int256 right)
    {
        FullMath.DivRem(left.Magnitude, right.Magnitude, out _, out UInt256 remainder);
        return new Int256(left.IsNegative ? UInt256.NegateWrapping(remainder) : remainder);
    }

    /// <summary>Bitwise and of the two's complements.</summary>
    public static Int256 operator &(in Int256 left, in Int256 right) => new(left._bits & right._bits);

    /// <summary>Bitwise or of the two's complements.</summary>
    public static Int256 operator |(in Int256 left, in Int256 right) => new(left._bits | right._bits);

    /// <summary>Bitwise exclusive or of the two's complements.</summary>
    public static Int256 operator ^(in Int256 left, in Int256 right) => new(left._bits ^ right._bits);

    /// <summary>Bitwise complement of the two's complement: -1 - value.</summary>
    public static Int256 operator ~(in Int256 value) => new(~value._bits);

    /// <summary>Shifts the two's complement left; bits beyond the 256th are lost, also the sign. Shifting by 256 or more gives
    /// zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Int256 operator <<(in Int256 value, int count) => new(value._bits << count);

    /// <summary>Shifts right and fills with the sign: divides by 2^count, rounding down (towards minus infinity). Shifting by 255 or more
    /// gives
    /// zero or minus one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Int256 operator >>(in Int256 value, int count) => new(value.IsNegative ? ~(~value._bits >> count) : value._bits >> count);

    [DoesNotReturn]
    private static Int256 Overflow() => throw new OverflowException("The result does not fit in a signed integer of 256 bits.");
}
