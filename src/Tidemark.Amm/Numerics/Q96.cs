namespace Tidemark.Amm.Numerics;

/// <summary>Fixed point with 96 fractional bits, the scale of square-root prices.</summary>
public static class Q96
{
    /// <summary>2^96.</summary>
    public static UInt256 One => new(0, 1UL << 32, 0, 0);
}
