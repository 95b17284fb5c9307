using System.Numerics;

namespace Tidemark.Simulation.Positions;

/// <summary>Square roots of integers of any size, by Newton's iteration from above.</summary>
internal static class IntegerRoot
{
    /// <summary>The largest integer whose square is not above <paramref name="value"/>, which is not negative.</summary>
    public static BigInteger Floor(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        for (BigInteger next = (root + (value / root)) >> 1; next < root; next = (root + (value / root)) >> 1)
        {
            root = next;
        }
        return root;
    }
}
