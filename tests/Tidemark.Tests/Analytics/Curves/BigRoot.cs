using System.Numerics;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Roots of integers of any length.</summary>
internal static class BigRoot
{
    /// <summary>The largest integer whose square is not above the number.</summary>
    public static BigInteger SquareRoot(BigInteger number)
    {
        BigInteger root = BigInteger.One << (int)((number.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (number / root)) / 2;
            if (next >= root)
            {
                return root;
            }
            root = next;
        }
    }
}
