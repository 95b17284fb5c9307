using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>Knuth's algorithm D (The Art of Computer Programming, volume 2, section 4.3.1) for a dividend of 512 bits, unrolled for each
/// length of the divisor. All limbs live in locals, so an output may be the same variable as an input.</summary>
/// <remarks>Every method needs high to be below the divisor, so that the quotient has at most four limbs, and the divisor's top limb for
/// its length to be nonzero. Divisor and dividend are shifted left until the divisor's top bit is set; the remainder is shifted back.</remarks>
internal static class LongDivision
{
    /// <summary>Divides by a divisor of one limb.</summary>
    internal static void Divide64(in UInt256 high, in UInt256 low, ulong divisor, out UInt256 quotient, out UInt256 remainder)
    {
        ulong r = high.U0;
        ulong u0 = low.U0;
        ulong q3 = 0, q2 = 0, q1 = 0;
        if ((r | low.U3) != 0)
        {
            q3 = Limb.DivRem(r, low.U3, divisor, out r);
        }
        if ((r | low.U2) != 0)
        {
            q2 = Limb.DivRem(r, low.U2, divisor, out r);
        }
        if ((r | low.U1) != 0)
        {
            q1 = Limb.DivRem(r, low.U1, divisor, out r);
        }
        ulong q0 = Limb.DivRem(r, u0, divisor, out r);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(r, 0, 0, 0);
    }

    /// <summary>Divides by a divisor of two limbs.</summary>
    internal static void Divide128(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = BitOperations.LeadingZeroCount(divisor.U1);
        ulong d1 = Limb.ShiftLeft(divisor.U1, divisor.U0, shift);
        ulong d0 = divisor.U0 << shift;
        ulong r1 = Limb.ShiftLeft(high.U1, high.U0, shift);
        ulong r0 = Limb.ShiftLeft(high.U0, low.U3, shift);
        ulong u3 = Limb.ShiftLeft(low.U3, low.U2, shift);
        ulong u2 = Limb.ShiftLeft(low.U2, low.U1, shift);
        ulong u1 = Limb.ShiftLeft(low.U1, low.U0, shift);
        ulong u0 = low.U0 << shift;
        ulong q3 = Step(ref r1, ref r0, u3, d1, d0);
        ulong q2 = Step(ref r1, ref r0, u2, d1, d0);
        ulong q1 = Step(ref r1, ref r0, u1, d1, d0);
        ulong q0 = Step(ref r1, ref r0, u0, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(Limb.ShiftRight(r1, r0, shift), r1 >> shift, 0, 0);
    }

    /// <summary>Divides by a divisor of three limbs.</summary>
    internal static void Divide192(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = BitOperations.LeadingZeroCount(divisor.U2);
        ulong d2 = Limb.ShiftLeft(divisor.U2, divisor.U1, shift);
        ulong d1 = Limb.ShiftLeft(divisor.U1, divisor.U0, shift);
        ulong d0 = divisor.U0 << shift;
        ulong r2 = Limb.ShiftLeft(high.U2, high.U1, shift);
        ulong r1 = Limb.ShiftLeft(high.U1, high.U0, shift);
        ulong r0 = Limb.ShiftLeft(high.U0, low.U3, shift);
        ulong u3 = Limb.ShiftLeft(low.U3, low.U2, shift);
        ulong u2 = Limb.ShiftLeft(low.U2, low.U1, shift);
        ulong u1 = Limb.ShiftLeft(low.U1, low.U0, shift);
        ulong u0 = low.U0 << shift;
        ulong q3 = Step(ref r2, ref r1, ref r0, u3, d2, d1, d0);
        ulong q2 = Step(ref r2, ref r1, ref r0, u2, d2, d1, d0);
        ulong q1 = Step(ref r2, ref r1, ref r0, u1, d2, d1, d0);
        ulong q0 = Step(ref r2, ref r1, ref r0, u0, d2, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(Limb.ShiftRight(r1, r0, shift), Limb.ShiftRight(r2, r1, shift), r2 >> shift, 0);
    }

    /// <summary>Divides by a divisor of four limbs.</summary>
    internal static void Divide256(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = BitOperations.LeadingZeroCount(divisor.U3);
        ulong d3 = Limb.ShiftLeft(divisor.U3, divisor.U2, shift);
        ulong d2 = Limb.ShiftLeft(divisor.U2, divisor.U1, shift);
        ulong d1 = Limb.ShiftLeft(divisor.U1, divisor.U0, shift);
        ulong d0 = divisor.U0 << shift;
        ulong r3 = Limb.ShiftLeft(high.U3, high.U2, shift);
        ulong r2 = Limb.ShiftLeft(high.U2, high.U1, shift);
        ulong r1 = Limb.ShiftLeft(high.U1, high.U0, shift);
        ulong r0 = Limb.ShiftLeft(high.U0, low.U3, shift);
        ulong u3 = Limb.ShiftLeft(low.U3, low.U2, shift);
        ulong u2 = Limb.ShiftLeft(low.U2, low.U1, shift);
        ulong u1 = Limb.ShiftLeft(low.U1, low.U0, shift);
        ulong u0 = low.U0 << shift;
        ulong q3 = Step(ref r3, ref r2, ref r1, ref r0, u3, d3, d2, d1, d0);
        ulong q2 = Step(ref r3, ref r2, ref r1, ref r0, u2, d3, d2, d1, d0);
        ulong q1 = Step(ref r3, ref r2, ref r1, ref r0, u1, d3, d2, d1, d0);
        ulong q0 = Step(ref r3, ref r2, ref r1, ref r0, u0, d3, d2, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(
            Limb.ShiftRight(r1, r0, shift), Limb.ShiftRight(r2, r1, shift), Limb.ShiftRight(r3, r2, shift), r3 >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref ulong r1, ref ulong r0, ulong u, ulong d1, ulong d0)
    {
        if (r1 == 0 && r0 < d1)
        {
            r1 = r0;
            r0 = u;
            // One limb may still be left over: (r0, u) is below the divisor, since r0 is below its top limb.
            return 0;
        }
        ulong quotient = DivideThreeByTwo(r1, r0, u, d1, d0, out ulong t1, out ulong t0);
        r1 = t1;
        r0 = t0;
        return quotient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref ulong r2, ref ulong r1, ref ulong r0, ulong u, ulong d2, ulong d1, ulong d0)
    {
        unchecked
        {
            if (r2 == 0 && r1 < d2)
            {
                r2 = r1;
                r1 = r0;
                r0 = u;
                return 0;
            }
            ulong quotient = Estimate(r2, r1, r0, d2, d1, out ulong t2, out ulong t1, out ulong t0);
            ulong p1 = Math.BigMul(quotient, d0, out ulong p0);
            ulong borrow = 0;
            r0 = Limb.Subtract(u, p0, ref borrow);
            r1 = Limb.Subtract(t0, p1, ref borrow);
            r2 = Limb.Subtract(t1, 0, ref borrow);
            if (borrow > t2)
            {
                quotient--;
                ulong carry = 0;
                r0 = Limb.Add(r0, d0, ref carry);
                r1 = Limb.Add(r1, d1, ref carry);
                r2 = Limb.Add(r2, d2, ref carry);
            }
            return quotient;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref ulong r3, ref ulong r2, ref ulong r1, ref ulong r0, ulong u, ulong d3, ulong d2, ulong d1, ulong d0)
    {
        unchecked
        {
            if (r3 == 0 && r2 < d3)
            {
                r3 = r2;
                r2 = r1;
                r1 = r0;
                r0 = u;
                return 0;
            }
            ulong quotient = Estimate(r3, r2, r1, d3, d2, out ulong t2, out ulong t1, out ulong t0);
            ulong p1 = Math.BigMul(quotient, d0, out ulong p0);
            ulong p2 = Limb.MultiplyAdd(quotient, d1, p1, out p1);
            ulong borrow = 0;
            ulong s0 = Limb.Subtract(u, p0, ref borrow);
            ulong s1 = Limb.Subtract(r0, p1, ref borrow);
            r2 = Limb.Subtract(t0, p2, ref borrow);
            r3 = Limb.Subtract(t1, 0, ref borrow);
            r1 = s1;
            r0 = s0;
            if (borrow > t2)
            {
                quotient--;
                ulong carry = 0;
                r0 = Limb.Add(r0, d0, ref carry);
                r1 = Limb.Add(r1, d1, ref carry);
                r2 = Limb.Add(r2, d2, ref carry);
                r3 = Limb.Add(r3, d3, ref carry);
            }
            return quotient;
        }
    }

    /// <summary>A quotient limb from the top three limbs of the remainder and the top two of the divisor: right or one too large.
    /// (t2, t1, t0) is what those three limbs leave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Estimate(ulong r2, ulong r1, ulong r0, ulong d1, ulong d0, out ulong t2, out ulong t1, out ulong t0)
    {
        if (r2 == d1 && r1 == d0)
        {
            // The two-limb quotient would be 2^64 or more; the true limb is at most 2^64 - 1.
            ulong carry = 0;
            t0 = Limb.Add(r0, d0, ref carry);
            t1 = Limb.Add(0, d1, ref carry);
            t2 = carry;
            return ulong.MaxValue;
        }
        t2 = 0;
        return DivideThreeByTwo(r2, r1, r0, d1, d0, out t1, out t0);
    }

    /// <summary>Divides three limbs by two, exactly; the divisor's top bit is set and (r2, r1) is below the divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DivideThreeByTwo(ulong r2, ulong r1, ulong r0, ulong d1, ulong d0, out ulong t1, out ulong t0)
    {
        unchecked
        {
            ulong quotient = ulong.MaxValue;
            ulong rest = r1 + d1;
            bool restFits = rest >= d1;
            if (r2 < d1)
            {
                quotient = Limb.DivRem(r2, r1, d1, out rest);
                restFits = true;
            }
            ulong p1 = Math.BigMul(quotient, d0, out ulong p0);
            // The top limb alone gives a quotient that is at most two too large.
            while (restFits && (p1 > rest || (p1 == rest && p0 > r0)))
            {
                quotient--;
                p1 -= p0 < d0 ? 1UL : 0UL;
                p0 -= d0;
                rest += d1;
                restFits = rest >= d1;
            }
            t0 = r0 - p0;
            t1 = rest - p1 - (r0 < p0 ? 1UL : 0UL);
            return quotient;
        }
    }
}
