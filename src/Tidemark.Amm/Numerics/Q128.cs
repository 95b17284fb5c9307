namespace Tidemark.Amm.Numerics;

/// <summary>Fixed point with 128 fractional bits, the scale of fee growth.</summary>
public static class Q128
{
    /// <summary>2^128.</summary>
    public static UInt256 One => new(0, 0, 1, 0);
}
