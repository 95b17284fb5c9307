using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

public readonly partial struct UInt256
{
    /// <summary>Whether two values are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in UInt256 left, in UInt256 right) =>
        ((left.U0 ^ right.U0) | (left.U1 ^ right.U1) | (left.U2 ^ right.U2) | (left.U3 ^ right.U3)) == 0;

    /// <summary>Whether two values differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in UInt256 left, in UInt256 right) => !(left == right);

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(in UInt256 left, in UInt256 right) =>
        left.U3 != right.U3 ? left.U3 < right.U3
        : left.U2 != right.U2 ? left.U2 < right.U2
        : left.U1 != right.U1 ? left.U1 < right.U1
        : left.U0 < right.U0;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(in UInt256 left, in UInt256 right) => right < left;

    /// <summary>Whether <paramref name="left"/> is not larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(in UInt256 left, in UInt256 right) => !(right < left);

    /// <summary>Whether <paramref name="left"/> is not smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(in UInt256 left, in UInt256 right) => !(left < right);

    /// <summary>Adds.</summary>
    /// <exception cref="OverflowException">The sum needs more than 256 bits.</exception>
    public static UInt256 operator +(in UInt256 left, in UInt256 right) => TryAdd(left, right, out UInt256 sum) ? sum : Overflow();

    /// <summary>Subtracts.</summary>
    /// <exception cref="OverflowException">The difference is negative.</exception>
    public static UInt256 operator -(in UInt256 left, in UInt256 right) => TrySubtract(left, right, out UInt256 difference) ? difference : Overflow();

    /// <summary>Multiplies.</summary>
    /// <exception cref="OverflowException">The product needs more than 256 bits.</exception>
    public static UInt256 operator *(in UInt256 left, in UInt256 right) => TryMultiply(left, right, out UInt256 product) ? product : Overflow();

    /// <summary>Divides, rounding down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(in UInt256 left, in UInt256 right)
    {
        FullMath.DivRem(left, right, out UInt256 quotient, out _);
        return quotient;
    }

    /// <summary>The remainder of the division that rounds down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(in UInt256 left, in UInt256 right)
    {
        FullMath.DivRem(left, right, out _, out UInt256 remainder);
        return remainder;
    }

    /// <summary>Bitwise and.</summary>
    public static UInt256 operator &(in UInt256 left, in UInt256 right) =>
        new(left.U0 & right.U0, left.U1 & right.U1, left.U2 & right.U2, left.U3 & right.U3);

    /// <summary>Bitwise or.</summary>
    public static UInt256 operator |(in UInt256 left, in UInt256 right) =>
        new(left.U0 | right.U0, left.U1 | right.U1, left.U2 | right.U2, left.U3 | right.U3);

    /// <summary>Bitwise exclusive or.</summary>
    public static UInt256 operator ^(in UInt256 left, in UInt256 right) =>
        new(left.U0 ^ right.U0, left.U1 ^ right.U1, left.U2 ^ right.U2, left.U3 ^ right.U3);

    /// <summary>Bitwise complement.</summary>
    public static UInt256 operator ~(in UInt256 value) => new(~value.U0, ~value.U1, ~value.U2, ~value.U3);

    /// <summary>Shifts left; bits beyond the 256th are lost, as in the virtual machine. Shifting by 256 or more gives zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static UInt256 operator <<(in UInt256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int bits = count & 63;
        ulong u0 = value.U0 << bits;
        ulong u1 = Limb.ShiftLeft(value.U1, value.U0, bits);
        ulong u2 = Limb.ShiftLeft(value.U2, value.U1, bits);
        return (count >> 6) switch
        {
            0 => new UInt256(u0, u1, u2, Limb.ShiftLeft(value.U3, value.U2, bits)),
            1 => new UInt256(0, u0, u1, u2),
            2 => new UInt256(0, 0, u0, u1),
            3 => new UInt256(0, 0, 0, u0),
            _ => default,
        };
    }

    /// <summary>Shifts right; the bits shifted out are lost (rounds down). Shifting by 256 or more gives zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static UInt256 operator >>(in UInt256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int bits = count & 63;
        ulong u3 = value.U3 >> bits;
        ulong u2 = Limb.ShiftRight(value.U3, value.U2, bits);
        ulong u1 = Limb.ShiftRight(value.U2, value.U1, bits);
        return (count >> 6) switch
        {
            0 => new UInt256(Limb.ShiftRight(value.U1, value.U0, bits), u1, u2, u3),
            1 => new UInt256(u1, u2, u3, 0),
            2 => new UInt256(u2, u3, 0, 0),
            3 => new UInt256(u3, 0, 0, 0),
            _ => default,
        };
    }

    [DoesNotReturn]
    private static UInt256 Overflow() => throw new OverflowException("The result does not fit in an unsigned integer of 256 bits.");
}
