using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>Knuth's algorithm D (The Art of Computer Programming, volume 2, section 4.3.1) for a dividend of 512 bits, unrolled for each
/// length of the divisor. All limbs live in locals, so an output may be the same variable as an input.</summary>
/// <remarks>Every method needs high to be below the divisor, so that the quotient has at most four limbs, and the divisor's top limb for
/// its length to be nonzero. Divisor and dividend are shifted left until the divisor's top bit is set; the remainder is shifted
/// back. The methods are not inlined: where the profile of a run makes the compiler do so, a caller has too few registers for the limbs and
/// the division takes half as long again.</remarks>
[SkipLocalsInit]
internal static class LongDivision
{
    /// <summary>Divides by a divisor of one limb.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
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
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Divide128(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = BitOperations.LeadingZeroCount(divisor.U1);
        ulong d1 = Limb.ShiftLeft(divisor.U1, divisor.U0, shift);
        ulong d0 = divisor.U0 << shift;
        if ((d0 | (d1 << 1)) == 0)
        {
            DivideByPowerOfTwo(high, low, 127 - shift, out quotient, out remainder);
            return;
        }
        ulong r1 = Limb.ShiftLeft(high.U1, high.U0, shift);
        ulong r0 = Limb.ShiftLeft(high.U0, low.U3, shift);
        if (r1 >= d1)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q3 = Step(ref r1, ref r0, Limb.ShiftLeft(low.U3, low.U2, shift), d1, d0);
        if (r1 >= d1)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q2 = Step(ref r1, ref r0, Limb.ShiftLeft(low.U2, low.U1, shift), d1, d0);
        if (r1 >= d1)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q1 = Step(ref r1, ref r0, Limb.ShiftLeft(low.U1, low.U0, shift), d1, d0);
        if (r1 >= d1)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q0 = Step(ref r1, ref r0, low.U0 << shift, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(Limb.ShiftRight(r1, r0, shift), r1 >> shift, 0, 0);
    }

    /// <summary>Divides by a divisor of three limbs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Divide192(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = BitOperations.LeadingZeroCount(divisor.U2);
        ulong d2 = Limb.ShiftLeft(divisor.U2, divisor.U1, shift);
        ulong d1 = Limb.ShiftLeft(divisor.U1, divisor.U0, shift);
        ulong d0 = divisor.U0 << shift;
        if ((d0 | d1 | (d2 << 1)) == 0)
        {
            DivideByPowerOfTwo(high, low, 191 - shift, out quotient, out remainder);
            return;
        }
        ulong r2 = Limb.ShiftLeft(high.U2, high.U1, shift);
        ulong r1 = Limb.ShiftLeft(high.U1, high.U0, shift);
        ulong r0 = Limb.ShiftLeft(high.U0, low.U3, shift);
        if (r2 >= d2)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q3 = Step(ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U3, low.U2, shift), d2, d1, d0);
        if (r2 >= d2)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q2 = Step(ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U2, low.U1, shift), d2, d1, d0);
        if (r2 >= d2)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q1 = Step(ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U1, low.U0, shift), d2, d1, d0);
        if (r2 >= d2)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q0 = Step(ref r2, ref r1, ref r0, low.U0 << shift, d2, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(Limb.ShiftRight(r1, r0, shift), Limb.ShiftRight(r2, r1, shift), r2 >> shift, 0);
    }

    /// <summary>Divides by a divisor of four limbs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
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
        if (r3 >= d3)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q3 = Step(ref r3, ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U3, low.U2, shift), d3, d2, d1, d0);
        if (r3 >= d3)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q2 = Step(ref r3, ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U2, low.U1, shift), d3, d2, d1, d0);
        if (r3 >= d3)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q1 = Step(ref r3, ref r2, ref r1, ref r0, Limb.ShiftLeft(low.U1, low.U0, shift), d3, d2, d1, d0);
        if (r3 >= d3)
        {
            DivideSlowly(high, low, divisor, out quotient, out remainder);
            return;
        }
        ulong q0 = Step(ref r3, ref r2, ref r1, ref r0, low.U0 << shift, d3, d2, d1, d0);
        quotient = new UInt256(q0, q1, q2, q3);
        remainder = new UInt256(Limb.ShiftRight(r1, r0, shift), Limb.ShiftRight(r2, r1, shift), Limb.ShiftRight(r3, r2, shift), r3 >> shift);
    }

    /// <summary>Divides by 2^exponent, for an exponent of 64 to 191: the scales of prices and fee growth are such divisors.</summary>
    private static void DivideByPowerOfTwo(in UInt256 high, in UInt256 low, int exponent, out UInt256 quotient, out UInt256 remainder)
    {
        int shift = exponent & 63;
        ulong l0 = low.U0, l1 = low.U1, l2 = low.U2, l3 = low.U3, h0 = high.U0, h1 = high.U1, h2 = high.U2;
        ulong mask = (1UL << shift) - 1;
        if (exponent < 128)
        {
            quotient = new UInt256(
                Limb.ShiftRight(l2, l1, shift), Limb.ShiftRight(l3, l2, shift), Limb.ShiftRight(h0, l3, shift), Limb.ShiftRight(h1, h0, shift));
            remainder = new UInt256(l0, l1 & mask, 0, 0);
        }
        else
        {
            quotient = new UInt256(
                Limb.ShiftRight(l3, l2, shift), Limb.ShiftRight(h0, l3, shift), Limb.ShiftRight(h1, h0, shift), Limb.ShiftRight(h2, h1, shift));
            remainder = new UInt256(l0, l1, l2 & mask, 0);
        }
    }

    /// <summary>One quotient limb for a divisor of two limbs; r1 is below d1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref ulong r1, ref ulong r0, ulong u, ulong d1, ulong d0)
    {
        unchecked
        {
            if (r1 == 0 && r0 < d1)
            {
                r1 = r0;
                r0 = u;
                return 0;
            }
            ulong quotient = Limb.DivRem(r1, r0, d1, out ulong t1);
            ulong p1 = Limb.Multiply(quotient, d0, out ulong p0);
            ulong t0 = u - p0;
            p1 += u < p0 ? 1UL : 0UL;
            bool negative = t1 < p1;
            t1 -= p1;
            while (negative)
            {
                ulong carry = 0;
                quotient--;
                t0 = Limb.Add(t0, d0, ref carry);
                t1 = Limb.Add(t1, d1, ref carry);
                negative = carry == 0;
            }
            r1 = t1;
            r0 = t0;
            return quotient;
        }
    }

    /// <summary>One quotient limb for a divisor of three limbs; r2 is below d2.</summary>
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
            ulong quotient = Limb.DivRem(r2, r1, d2, out ulong t2);
            ulong p1 = Limb.Multiply(quotient, d0, out ulong p0);
            ulong t0 = u - p0;
            p1 += u < p0 ? 1UL : 0UL;
            ulong p2 = Limb.MultiplyAdd(quotient, d1, p1, out p1);
            ulong t1 = r0 - p1;
            p2 += r0 < p1 ? 1UL : 0UL;
            bool negative = t2 < p2;
            t2 -= p2;
            while (negative)
            {
                ulong carry = 0;
                quotient--;
                t0 = Limb.Add(t0, d0, ref carry);
                t1 = Limb.Add(t1, d1, ref carry);
                t2 = Limb.Add(t2, d2, ref carry);
                negative = carry == 0;
            }
            r2 = t2;
            r1 = t1;
            r0 = t0;
            return quotient;
        }
    }

    /// <summary>One quotient limb for a divisor of four limbs; r3 is below d3.</summary>
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
            ulong quotient = Limb.DivRem(r3, r2, d3, out ulong t3);
            ulong p1 = Limb.Multiply(quotient, d0, out ulong p0);
            ulong t0 = u - p0;
            p1 += u < p0 ? 1UL : 0UL;
            ulong p2 = Limb.MultiplyAdd(quotient, d1, p1, out p1);
            ulong t1 = r0 - p1;
            p2 += r0 < p1 ? 1UL : 0UL;
            ulong p3 = Limb.MultiplyAdd(quotient, d2, p2, out p2);
            ulong t2 = r1 - p2;
            p3 += r1 < p2 ? 1UL : 0UL;
            bool negative = t3 < p3;
            t3 -= p3;
            while (negative)
            {
                ulong carry = 0;
                quotient--;
                t0 = Limb.Add(t0, d0, ref carry);
                t1 = Limb.Add(t1, d1, ref carry);
                t2 = Limb.Add(t2, d2, ref carry);
                t3 = Limb.Add(t3, d3, ref carry);
                negative = carry == 0;
            }
            r3 = t3;
            r2 = t2;
            r1 = t1;
            r0 = t0;
            return quotient;
        }
    }

    /// <summary>Divides by a divisor of two to four limbs, with the one case that the fast methods leave out: a remainder whose top limb
    /// equals the divisor's, for which the division of two limbs by one would overflow.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DivideSlowly(in UInt256 high, in UInt256 low, in UInt256 divisor, out UInt256 quotient, out UInt256 remainder)
    {
        unchecked
        {
            int shift = 256 - divisor.BitLength;
            UInt256 d = divisor << shift;
            UInt256 rest = (high << shift) | (shift == 0 ? default : low >> (256 - shift));
            UInt256 next = low << shift;
            UInt256 result = default;
            for (int i = 0; i < 4; i++)
            {
                ulong limb = rest.U3 < d.U3 ? Limb.DivRem(rest.U3, rest.U2, d.U3, out _) : ulong.MaxValue;
                ulong carry = Limb.Multiply(limb, d.U0, out ulong p0);
                carry = Limb.MultiplyAdd(limb, d.U1, carry, out ulong p1);
                carry = Limb.MultiplyAdd(limb, d.U2, carry, out ulong p2);
                ulong top = rest.U3 - Limb.MultiplyAdd(limb, d.U3, carry, out ulong p3);
                UInt256 shifted = new(next.U3, rest.U0, rest.U1, rest.U2);
                top -= UInt256.TrySubtract(shifted, new UInt256(p0, p1, p2, p3), out rest) ? 0UL : 1UL;
                while (top != 0)
                {
                    limb--;
                    top += UInt256.TryAdd(rest, d, out rest) ? 0UL : 1UL;
                }
                result = new UInt256(limb, result.U0, result.U1, result.U2);
                next = new UInt256(0, next.U0, next.U1, next.U2);
            }
            quotient = result;
            remainder = rest >> shift;
        }
    }
}
