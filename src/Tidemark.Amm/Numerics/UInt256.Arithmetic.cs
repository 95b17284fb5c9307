using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

public readonly partial struct UInt256
{
    /// <summary>The largest exponent of <see cref="PowerOfTen"/>.</summary>
    public const int MaxPowerOfTen = 77;

    private static ReadOnlySpan<ulong> SmallPowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
        1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Adds modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 AddWrapping(in UInt256 left, in UInt256 right)
    {
        _ = TryAdd(left, right, out UInt256 sum);
        return sum;
    }

    /// <summary>Subtracts modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 SubtractWrapping(in UInt256 left, in UInt256 right)
    {
        _ = TrySubtract(left, right, out UInt256 difference);
        return difference;
    }

    /// <summary>Multiplies modulo 2^256.</summary>
    public static UInt256 MultiplyWrapping(in UInt256 left, in UInt256 right)
    {
        unchecked
        {
            ulong c = Limb.Multiply(left.U0, right.U0, out ulong p0);
            c = Limb.MultiplyAdd(left.U1, right.U0, c, out ulong p1);
            c = Limb.MultiplyAdd(left.U2, right.U0, c, out ulong p2);
            ulong p3 = (left.U3 * right.U0) + c;
            c = Limb.MultiplyAdd(left.U0, right.U1, p1, out p1);
            c = Limb.MultiplyAdd(left.U1, right.U1, p2, c, out p2);
            p3 += (left.U2 * right.U1) + c;
            c = Limb.MultiplyAdd(left.U0, right.U2, p2, out p2);
            p3 += (left.U1 * right.U2) + c + (left.U0 * right.U3);
            return new UInt256(p0, p1, p2, p3);
        }
    }

    /// <summary>Negates modulo 2^256: the two's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 NegateWrapping(in UInt256 value) => SubtractWrapping(default, value);

    /// <summary>Adds; false where the sum needs more than 256 bits, and then <paramref name="sum"/> is the sum modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(in UInt256 left, in UInt256 right, out UInt256 sum)
    {
        ulong carry = 0;
        ulong s0 = Limb.Add(left.U0, right.U0, ref carry);
        ulong s1 = Limb.Add(left.U1, right.U1, ref carry);
        ulong s2 = Limb.Add(left.U2, right.U2, ref carry);
        ulong s3 = Limb.Add(left.U3, right.U3, ref carry);
        sum = new UInt256(s0, s1, s2, s3);
        return carry == 0;
    }

    /// <summary>Subtracts; false where the difference is negative, and then <paramref name="difference"/> is the difference modulo
    /// 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySubtract(in UInt256 left, in UInt256 right, out UInt256 difference)
    {
        ulong borrow = 0;
        ulong d0 = Limb.Subtract(left.U0, right.U0, ref borrow);
        ulong d1 = Limb.Subtract(left.U1, right.U1, ref borrow);
        ulong d2 = Limb.Subtract(left.U2, right.U2, ref borrow);
        ulong d3 = Limb.Subtract(left.U3, right.U3, ref borrow);
        difference = new UInt256(d0, d1, d2, d3);
        return borrow == 0;
    }

    /// <summary>Multiplies; false where the product needs more than 256 bits, and then <paramref name="product"/> is the product modulo
    /// 2^256.</summary>
    public static bool TryMultiply(in UInt256 left, in UInt256 right, out UInt256 product)
    {
        FullMath.MultiplyFull(left, right, out UInt256 high, out product);
        return high.IsZero;
    }

    /// <summary>10^exponent; the scale of a token with that many decimals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not in 0 to <see cref="MaxPowerOfTen"/>.</exception>
    public static UInt256 PowerOfTen(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MaxPowerOfTen);
        UInt256 power = One;
        for (; exponent > 19; exponent -= 19)
        {
            power = MultiplyWrapping(power, SmallPowersOfTen[19]);
        }
        return MultiplyWrapping(power, SmallPowersOfTen[exponent]);
    }
}
