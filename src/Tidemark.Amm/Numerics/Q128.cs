using System.Runtime.CompilerServices;
namespace Tidemark.Amm.Numerics;

/// <summary>Fixed point with 128 fractional bits, the scale of fee growth.</summary>
[SkipLocalsInit]
public static class Q128
{
    /// <summary>2^128.</summary>
    public static UInt256 One => new(0, 0, 1, 0);

    /// <summary>floor(dividend * 2^128 / divisor); false, and zero, where the divisor is zero or the quotient needs more than 256 bits.</summary>
    internal static bool TryRatio(in UInt256 dividend, UInt128 divisor, out UInt256 quotient) => FullMath.TryDivRem512(
        new UInt256(dividend.U2, dividend.U3, 0, 0), new UInt256(0, 0, dividend.U0, dividend.U1), divisor, out quotient, out _);
}
