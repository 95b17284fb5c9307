using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Tidemark.Amm.Numerics;

/// <summary>Arithmetic on single 64-bit limbs with explicit carries: the steps that the wide routines are made of.</summary>
internal static class Limb
{
    /// <summary>left * right; returns the high limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Multiply(ulong left, ulong right, out ulong low)
    {
        if (Bmi2.X64.IsSupported)
        {
            // Math.BigMul passes the low limb through memory; a second multiplication in registers is faster.
            low = unchecked(left * right);
            return Bmi2.X64.MultiplyNoFlags(left, right);
        }
        return Math.BigMul(left, right, out low);
    }

    /// <summary>left * right + addend, which always fits in 128 bits; returns the high limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong left, ulong right, ulong addend, out ulong low)
    {
        unchecked
        {
            ulong high = Multiply(left, right, out ulong product);
            low = product + addend;
            return high + (low < addend ? 1UL : 0UL);
        }
    }

    /// <summary>left * right + addend1 + addend2, which always fits in 128 bits; returns the high limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong left, ulong right, ulong addend1, ulong addend2, out ulong low)
    {
        unchecked
        {
            ulong high = Multiply(left, right, out ulong product);
            ulong sum = product + addend1;
            high += sum < addend1 ? 1UL : 0UL;
            low = sum + addend2;
            return high + (low < addend2 ? 1UL : 0UL);
        }
    }

    /// <summary>left + right + carry, with the new carry (0 or 1) in <paramref name="carry"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Add(ulong left, ulong right, ref ulong carry)
    {
        unchecked
        {
            ulong sum = left + right;
            ulong total = sum + carry;
            carry = (sum < left ? 1UL : 0UL) | (total < sum ? 1UL : 0UL);
            return total;
        }
    }

    /// <summary>left - right - borrow, with the new borrow (0 or 1) in <paramref name="borrow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Subtract(ulong left, ulong right, ref ulong borrow)
    {
        unchecked
        {
            ulong difference = left - right;
            ulong total = difference - borrow;
            borrow = (left < right ? 1UL : 0UL) | (difference < borrow ? 1UL : 0UL);
            return total;
        }
    }

    /// <summary>The high limb of (high, low) shifted left by 0 to 63 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ShiftLeft(ulong high, ulong low, int count) => (high << count) | ((low >> 1) >> (count ^ 63));

    /// <summary>The low limb of (high, low) shifted right by 0 to 63 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ShiftRight(ulong high, ulong low, int count) => (low >> count) | ((high << 1) << (count ^ 63));

    /// <summary>Divides (high, low) by a divisor that is above <paramref name="high"/>, so that the quotient fits in one limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong DivRem(ulong high, ulong low, ulong divisor, out ulong remainder)
    {
        if (X86Base.X64.IsSupported)
        {
            (ulong quotient, remainder) = X86Base.X64.DivRem(low, high, divisor);
            return quotient;
        }
        return DivRemPortable(high, low, divisor, out remainder);
    }

    /// <summary>As <see cref="DivRem"/>, for processors without a 128-by-64-bit division: Knuth's algorithm D on half limbs.</summary>
    internal static ulong DivRemPortable(ulong high, ulong low, ulong divisor, out ulong remainder)
    {
        unchecked
        {
            if (high == 0)
            {
                ulong quotient = low / divisor;
                remainder = low - (quotient * divisor);
                return quotient;
            }
            int shift = BitOperations.LeadingZeroCount(divisor);
            divisor <<= shift;
            high = ShiftLeft(high, low, shift);
            low <<= shift;
            ulong quotientHigh = HalfStep(high, low >> 32, divisor, out ulong partial);
            ulong quotientLow = HalfStep(partial, low & uint.MaxValue, divisor, out partial);
            remainder = partial >> shift;
            return (quotientHigh << 32) | quotientLow;
        }
    }

    /// <summary>Divides the 96-bit number partial * 2^32 + next by a divisor with its top bit set that is above
    /// <paramref name="partial"/>.</summary>
    private static ulong HalfStep(ulong partial, ulong next, ulong divisor, out ulong remainder)
    {
        unchecked
        {
            ulong divisorHigh = divisor >> 32;
            ulong divisorLow = divisor & uint.MaxValue;
            ulong quotient = partial / divisorHigh;
            ulong rest = partial - (quotient * divisorHigh);
            while (quotient > uint.MaxValue || quotient * divisorLow > ((rest << 32) | next))
            {
                quotient--;
                rest += divisorHigh;
                if (rest > uint.MaxValue)
                {
                    break;
                }
            }
            // Modulo 2^64 this is exact, since the true remainder is below the divisor.
            remainder = (partial << 32) + next - (quotient * divisor);
            return quotient;
        }
    }
}
