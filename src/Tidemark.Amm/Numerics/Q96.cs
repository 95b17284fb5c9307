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

    /// <summary>dividend * 2^96 / divisor; false, and zero, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    internal static bool TryRatio(in UInt256 dividend, UInt128 divisor, bool roundUp, out UInt256 quotient)
    {
        Widen(dividend, out UInt256 high, out UInt256 low);
        return FullMath.TryDivRem512(high, low, divisor, out quotient, out UInt256 remainder)
            && (!roundUp || remainder.IsZero || UInt256.TryAdd(quotient, UInt256.One, out quotient));
    }

    /// <summary>dividend * 2^96 / divisor.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient needs more than 256 bits.</exception>
    internal static void Ratio(in UInt256 dividend, UInt128 divisor, bool roundUp, out UInt256 quotient) =>
        FullMath.Check(TryRatio(dividend, divisor, roundUp, out quotient), divisor);

    // A shift puts together what a multiplication would.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(in UInt256 value, out UInt256 high, out UInt256 low)
    {
        ulong u0 = value.U0, u1 = value.U1, u2 = value.U2, u3 = value.U3;
        low = new UInt256(0, u0 << 32, (u1 << 32) | (u0 >> 32), (u2 << 32) | (u1 >> 32));
        high = new UInt256((u3 << 32) | (u2 >> 32), u3 >> 32, 0, 0);
    }
}
