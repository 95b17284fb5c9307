using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>Multiplication and division over the full 512-bit product.</summary>
[SkipLocalsInit]
public static class FullMath
{
    /// <summary>The 512-bit product as two halves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MultiplyFull(in UInt256 left, in UInt256 right, out UInt256 high, out UInt256 low)
    {
        ulong a0 = left.U0, a1 = left.U1, a2 = left.U2, a3 = left.U3;
        ulong b0 = right.U0, b1 = right.U1, b2 = right.U2, b3 = right.U3;
        if ((a2 | a3 | b2 | b3) == 0)
        {
            ulong c = Limb.Multiply(a0, b0, out ulong s0);
            c = Limb.MultiplyAdd(a1, b0, c, out ulong s1);
            ulong s2 = c;
            c = Limb.MultiplyAdd(a0, b1, s1, out s1);
            ulong s3 = Limb.MultiplyAdd(a1, b1, s2, c, out s2);
            high = default;
            low = new UInt256(s0, s1, s2, s3);
            return;
        }
        if ((a2 | a3) == 0)
        {
            (a0, b0) = (b0, a0);
            (a1, b1) = (b1, a1);
            (a2, b2) = (b2, a2);
            (a3, b3) = (b3, a3);
        }
        ulong carry = Limb.Multiply(a0, b0, out ulong r0);
        carry = Limb.MultiplyAdd(a1, b0, carry, out ulong r1);
        carry = Limb.MultiplyAdd(a2, b0, carry, out ulong r2);
        ulong r4 = Limb.MultiplyAdd(a3, b0, carry, out ulong r3);
        ulong r5 = 0, r6 = 0, r7 = 0;
        if ((b1 | b2 | b3) != 0)
        {
            carry = Limb.MultiplyAdd(a0, b1, r1, out r1);
            carry = Limb.MultiplyAdd(a1, b1, r2, carry, out r2);
            carry = Limb.MultiplyAdd(a2, b1, r3, carry, out r3);
            r5 = Limb.MultiplyAdd(a3, b1, r4, carry, out r4);
            if ((b2 | b3) != 0)
            {
                carry = Limb.MultiplyAdd(a0, b2, r2, out r2);
                carry = Limb.MultiplyAdd(a1, b2, r3, carry, out r3);
                carry = Limb.MultiplyAdd(a2, b2, r4, carry, out r4);
                r6 = Limb.MultiplyAdd(a3, b2, r5, carry, out r5);
                carry = Limb.MultiplyAdd(a0, b3, r3, out r3);
                carry = Limb.MultiplyAdd(a1, b3, r4, carry, out r4);
                carry = Limb.MultiplyAdd(a2, b3, r5, carry, out r5);
                r7 = Limb.MultiplyAdd(a3, b3, r6, carry, out r6);
            }
        }
        low = new UInt256(r0, r1, r2, r3);
        high = new UInt256(r4, r5, r6, r7);
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

    /// <summary>As <see cref="MulDiv(in UInt256, in UInt256, in UInt256)"/> or <see cref="MulDivRoundingUp"/>, straight into the
    /// result's place: to copy limbs that were just written stalls the processor.</summary>
    internal static void MulDiv(in UInt256 left, in UInt256 right, in UInt256 divisor, bool roundUp, out UInt256 quotient) =>
        Check(roundUp ? TryMulDivRoundingUp(left, right, divisor, out quotient) : TryMulDiv(left, right, divisor, out quotient), divisor);

    /// <summary>floor(left * right / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256
    /// bits.</summary>
    public static bool TryMulDiv(in UInt256 left, in UInt256 right, in UInt256 divisor, out UInt256 quotient)
    {
        MultiplyFull(left, right, out UInt256 high, out UInt256 low);
        return TryDivRem512(high, low, divisor, out quotient, out _);
    }

    /// <summary>ceil(left * right / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256
    /// bits.</summary>
    public static bool TryMulDivRoundingUp(in UInt256 left, in UInt256 right, in UInt256 divisor, out UInt256 quotient)
    {
        MultiplyFull(left, right, out UInt256 high, out UInt256 low);
        if (!TryDivRem512(high, low, divisor, out quotient, out UInt256 remainder))
        {
            return false;
        }
        if (remainder.IsZero)
        {
            return true;
        }
        ulong u0 = unchecked(quotient.U0 + 1);
        if (u0 != 0)
        {
            quotient = new UInt256(u0, quotient.U1, quotient.U2, quotient.U3);
            return true;
        }
        return UInt256.TryAdd(quotient, UInt256.One, out quotient);
    }

    /// <summary>ceil(dividend / divisor).</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 DivRoundingUp(in UInt256 dividend, in UInt256 divisor)
    {
        DivRem(dividend, divisor, out UInt256 quotient, out UInt256 remainder);
        return remainder.IsZero ? quotient : quotient + UInt256.One;
    }

    /// <summary>The largest integer whose square is not above <paramref name="value"/>.</summary>
    public static UInt256 Sqrt(in UInt256 value) => SquareRoot.Floor(value);

    /// <summary>Divides the 512-bit number high * 2^256 + low; false, and zeros, where the divisor is zero or the quotient needs more than
    /// 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDivRem512(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        if (divisor.IsZero || high >= divisor)
        {
            quotient = default;
            remainder = default;
            return false;
        }
        if (divisor.U3 != 0)
        {
            LongDivision.Divide256(high, low, divisor, out quotient, out remainder);
        }
        else if (divisor.U2 != 0)
        {
            LongDivision.Divide192(high, low, divisor, out quotient, out remainder);
        }
        else if (divisor.U1 != 0)
        {
            LongDivision.Divide128(high, low, divisor, out quotient, out remainder);
        }
        else
        {
            LongDivision.Divide64(high, low, divisor.U0, out quotient, out remainder);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(bool done, in UInt256 divisor)
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
