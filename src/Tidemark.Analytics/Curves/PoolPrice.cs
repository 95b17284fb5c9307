using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Curves;

/// <summary>The price of an exact pool, as a number of the continuous world.</summary>
public static class PoolPrice
{
    /// <summary>The price of token 0 in token 1, in base units of both.</summary>
    /// <param name="sqrtPriceX96">The square-root price in units of 2^-96, as a V3 pool has it.</param>
    /// <returns><c>(sqrtPriceX96 / 2^96)^2</c>, to a relative 1e-15; zero for a pool without a price.</returns>
    public static double Of(in UInt256 sqrtPriceX96)
    {
        // 53 bits decide, and the part below 128 bits of a number that has more cannot reach them.
        double root = sqrtPriceX96.IsUInt128
            ? Math.ScaleB((double)(UInt128)sqrtPriceX96, -96)
            : Math.ScaleB((double)(UInt128)(sqrtPriceX96 >> 64), 64 - 96);
        return root * root;
    }
}
