namespace Tidemark.Amm.Numerics;

public readonly partial struct Int256
{
    /// <summary>Adds modulo 2^256.</summary>
    public static Int256 AddWrapping(in Int256 left, in Int256 right) => new(UInt256.AddWrapping(left._bits, right._bits));

    /// <summary>Subtracts modulo 2^256.</summary>
    public static Int256 SubtractWrapping(in Int256 left, in Int256 right) => new(UInt256.SubtractWrapping(left._bits, right._bits));

    /// <summary>Multiplies modulo 2^256.</summary>
    public static Int256 MultiplyWrapping(in Int256 left, in Int256 right) => new(UInt256.MultiplyWrapping(left._bits, right._bits));

    /// <summary>Negates modulo 2^256: <see cref="MinValue"/> stays itself.</summary>
    public static Int256 NegateWrapping(in Int256 value) => new(UInt256.NegateWrapping(value._bits));

    /// <summary>Divides, rounding towards zero, modulo 2^256: <see cref="MinValue"/> / -1 is <see cref="MinValue"/>, as in the virtual
    /// machine.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero, where the virtual machine answers zero.</exception>
    public static Int256 DivideWrapping(in Int256 left, in Int256 right)
    {
        FullMath.DivRem(left.Magnitude, right.Magnitude, out UInt256 quotient, out _);
        return new Int256(left.IsNegative != right.IsNegative ? UInt256.NegateWrapping(quotient) : quotient);
    }

    /// <summary>Adds; false where the sum does not fit, and then <paramref name="sum"/> is the sum modulo 2^256.</summary>
    public static bool TryAdd(in Int256 left, in Int256 right, out Int256 sum)
    {
        Int256 result = AddWrapping(left, right);
        bool fits = left.IsNegative != right.IsNegative || result.IsNegative == left.IsNegative;
        sum = result;
        return fits;
    }

    /// <summary>Subtracts; false where the difference does not fit, and then <paramref name="difference"/> is the difference modulo
    /// 2^256.</summary>
    public static bool TrySubtract(in Int256 left, in Int256 right, out Int256 difference)
    {
        Int256 result = SubtractWrapping(left, right);
        bool fits = left.IsNegative == right.IsNegative || result.IsNegative == left.IsNegative;
        difference = result;
        return fits;
    }

    /// <summary>Multiplies; false where the product does not fit, and then <paramref name="product"/> is the product modulo
    /// 2^256.</summary>
    public static bool TryMultiply(in Int256 left, in Int256 right, out Int256 product)
    {
        bool negative = left.IsNegative != right.IsNegative;
        bool fits = UInt256.TryMultiply(left.Magnitude, right.Magnitude, out UInt256 magnitude);
        product = new Int256(negative ? UInt256.NegateWrapping(magnitude) : magnitude);
        return fits && (magnitude.IsZero || product.IsNegative == negative);
    }

    /// <summary>The distance from zero, as a signed integer.</summary>
    /// <exception cref="OverflowException">The value is <see cref="MinValue"/>; <see cref="Magnitude"/> has its distance.</exception>
    public static Int256 Abs(in Int256 value) => value.IsNegative ? -value : value;
}
