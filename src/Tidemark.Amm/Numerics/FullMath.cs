using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>Multiplication and division over the full 512-bit product.</summary>
public static class FullMath
{
    /// <summary>The 512-bit product as two halves.</summary>
    public static void MultiplyFull(in UInt256 left, in UInt256 right, out UInt256 high, out UInt256 low)
    {
        Span<ulong> a = [left.U0, left.U1, left.U2, left.U3];
        Span<ulong> b = [right.U0, right.U1, right.U2, right.U3];
        Span<ulong> r = stackalloc ulong[8];
        unchecked
        {
            for (int i = 0; i < 4; i++)
            {
                ulong carry = 0;
                for (int j = 0; j < 4; j++)
                {
                    UInt128 t = ((UInt128)a[i] * b[j]) + r[i + j] + carry;
                    r[i + j] = (ulong)t;
                    carry = (ulong)(t >> 64);
                }
                r[i + 4] = carry;
            }
        }
        low = new UInt256(r[0], r[1], r[2], r[3]);
        high = new UInt256(r[4], r[5], r[6], r[7]);
    }

    /// <summary>Divides, rounding down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static void DivRem(in UInt256 dividend, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder) =>
        Check(TryDivRem512(default, dividend, divisor, out quotient, out remainder), divisor);

    /// <summary>floor(left * right / divisor), with the full 512-bit product.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient needs more than 256 bits.</exception>
    public static UInt256 MulDiv(in UInt256 left, in UInt256 right, in UInt256 divisor)
    {
        Check(TryMulDiv(left, right, divisor, out UInt256 quotient), divisor);
        return quotient;
    }

    /// <summary>ceil(left * right / divisor), with the full 512-bit product.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient needs more than 256 bits.</exception>
    public static UInt256 MulDivRoundingUp(in UInt256 left, in UInt256 right, in UInt256 divisor)
    {
        Check(TryMulDivRoundingUp(left, right, divisor, out UInt256 quotient), divisor);
        return quotient;
    }

    /// <summary>floor(left * right / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    public static bool TryMulDiv(in UInt256 left, in UInt256 right, in UInt256 divisor, out UInt256 quotient)
    {
        MultiplyFull(left, right, out UInt256 high, out UInt256 low);
        return TryDivRem512(high, low, divisor, out quotient, out _);
    }

    /// <summary>ceil(left * right / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    public static bool TryMulDivRoundingUp(in UInt256 left, in UInt256 right, in UInt256 divisor, out UInt256 quotient)
    {
        MultiplyFull(left, right, out UInt256 high, out UInt256 low);
        if (!TryDivRem512(high, low, divisor, out quotient, out UInt256 remainder))
        {
            return false;
        }
        if (!remainder.IsZero && !UInt256.TryAdd(quotient, UInt256.One, out quotient))
        {
            quotient = default;
            return false;
        }
        return true;
    }

    /// <summary>ceil(dividend / divisor).</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 DivRoundingUp(in UInt256 dividend, in UInt256 divisor)
    {
        DivRem(dividend, divisor, out UInt256 quotient, out UInt256 remainder);
        return remainder.IsZero ? quotient : quotient + UInt256.One;
    }

    /// <summary>The largest integer whose square is not above <paramref name="value"/>.</summary>
    public static UInt256 Sqrt(in UInt256 value)
    {
        if (value.IsZero)
        {
            return default;
        }
        UInt256 x = UInt256.One << ((value.BitLength + 1) / 2);
        while (true)
        {
            UInt256 y = (x + (value / x)) >> 1;
            if (y >= x)
            {
                return x;
            }
            x = y;
        }
    }

    /// <summary>Divides the 512-bit number high * 2^256 + low; false, and zeros, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    public static bool TryDivRem512(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        if (divisor.IsZero || high >= divisor)
        {
            quotient = default;
            remainder = default;
            return false;
        }
        BigInteger dividend = (high.ToBigInteger() << 256) + low.ToBigInteger();
        BigInteger q = BigInteger.DivRem(dividend, divisor.ToBigInteger(), out BigInteger r);
        quotient = UInt256.FromBigInteger(q);
        remainder = UInt256.FromBigInteger(r);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(bool done, in UInt256 divisor)
    {
        if (!done)
        {
            Throw(divisor);
        }
    }

    private static void Throw(in UInt256 divisor)
    {
        if (divisor.IsZero)
        {
            throw new DivideByZeroException();
        }
        throw new OverflowException("The quotient does not fit in an unsigned integer of 256 bits.");
    }
}
