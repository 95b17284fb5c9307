namespace Tidemark.Amm.Numerics;

/// <summary>Integer square roots by Zimmermann's Karatsuba square root (INRIA research report RR-3805): the root of the upper half,
/// one division for the lower half of the root, and at most one correction.</summary>
internal static class SquareRoot
{
    /// <summary>floor(sqrt(value)).</summary>
    internal static UInt256 Floor(in UInt256 value)
    {
        // An even shift keeps the root exact: floor(sqrt(n * 4^k)) / 2^k rounds down to floor(sqrt(n)).
        int shift = value.LeadingZeroCount & ~1;
        if (value.IsUInt64)
        {
            return value.IsZero ? default : Root64(value.U0 << (shift - 192)) >> ((shift - 192) / 2);
        }
        UInt256 n = value << shift;
        ulong root = Root128(n.U3, n.U2, out UInt128 remainder);
        if (value.IsUInt128)
        {
            return root >> ((shift - 128) / 2);
        }
        return Root256(root, remainder, n.U1, n.U0) >> (shift / 2);
    }

    /// <summary>floor(sqrt(value)) for a value of 2^62 or more, by Newton's iteration, each step doubling the number of right
    /// bits.</summary>
    private static ulong Root64(ulong value)
    {
        unchecked
        {
            ulong root = 1 + (value >> 62);
            root = (root << 1) + ((value >> 59) / root);
            root = (root << 3) + ((value >> 53) / root);
            root = (root << 7) + ((value >> 41) / root);
            root = (root << 15) + ((value >> 17) / root);
            // The last step gives the root or one more; for 2^32 the square wraps to zero, and minus one to the largest value, as it should.
            return (root * root) - 1 >= value ? root - 1 : root;
        }
    }

    /// <summary>floor(sqrt(high * 2^64 + low)) for a high of 2^62 or more, and what its square leaves.</summary>
    private static ulong Root128(ulong high, ulong low, out UInt128 remainder)
    {
        unchecked
        {
            ulong upper = Root64(high);
            ulong rest = high - (upper * upper);
            // (rest, next 32 bits) / (2 * upper), with numerator and denominator halved so that the numerator fits in 64 bits.
            ulong numerator = (rest << 31) | (low >> 33);
            ulong lower = Math.Min(numerator / upper, uint.MaxValue);
            ulong left = ((numerator - (lower * upper)) << 1) | ((low >> 32) & 1);
            ulong root = (upper << 32) + lower;
            UInt128 remains = ((UInt128)left << 32) + (low & uint.MaxValue);
            UInt128 square = lower * lower;
            if (remains < square)
            {
                root--;
                remains += ((UInt128)root << 1) + 1;
            }
            remainder = remains - square;
            return root;
        }
    }

    /// <summary>The root of 256 bits from the root and remainder of the upper 128.</summary>
    private static UInt256 Root256(ulong upper, UInt128 rest, ulong next, ulong last)
    {
        unchecked
        {
            // As in Root128, with a numerator of 128 bits: rest is at most 2 * upper, so half of it is at most upper.
            ulong high = (ulong)(rest >> 1);
            ulong low = ((ulong)rest << 63) | (next >> 1);
            if (high >= upper)
            {
                // The lower half would be 2^64, which is one too large.
                return new UInt256(ulong.MaxValue, upper, 0, 0);
            }
            ulong lower = Limb.DivRem(high, low, upper, out ulong half);
            UInt128 left = ((UInt128)half << 1) | (next & 1);
            UInt128 square = Math.BigMul(lower, lower);
            bool tooLarge = left <= ulong.MaxValue && new UInt128((ulong)left, last) < square;
            UInt128 root = new UInt128(upper, lower) - (tooLarge ? UInt128.One : UInt128.Zero);
            return root;
        }
    }
}
