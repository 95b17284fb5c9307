using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>Fixed point with 96 fractional bits, the scale of square-root prices.</summary>
[SkipLocalsInit]
public static class Q96
{
    /// <summary>How many bits are fractional.</summary>
    internal const int Resolution = 96;

    /// <summary>2^96.</summary>
    public static UInt256 One => new(0, 1UL << 32, 0, 0);

    /// <summary>value * 2^96; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static UInt256 FromInteger(UInt128 value)
    {
        unchecked
        {
            ulong low = (ulong)value;
            ulong high = (ulong)(value >> 64);
            return new UInt256(0, low << 32, (high << 32) | (low >> 32), high >> 32);
        }
    }

    /// <summary>floor(dividend * 2^96 / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    internal static bool TryRatio(in UInt256 dividend, UInt128 divisor, out UInt256 quotient)
    {
        // A shift puts together what a multiplication would: high is what 256 bits do not hold.
        ulong u0 = dividend.U0, u1 = dividend.U1, u2 = dividend.U2, u3 = dividend.U3;
        UInt256 low = new(0, u0 << 32, (u1 << 32) | (u0 >> 32), (u2 << 32) | (u1 >> 32));
        UInt256 high = new((u3 << 32) | (u2 >> 32), u3 >> 32, 0, 0);
        return FullMath.TryDivRem512(high, low, divisor, out quotient, out _);
    }
}
