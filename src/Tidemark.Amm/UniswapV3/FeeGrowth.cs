using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>Fees per unit of liquidity inside a range. All arithmetic is modulo 2^256: only differences over time have a meaning.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), section 6.3.</remarks>
public static class FeeGrowth
{
    /// <summary>The growth inside a range, of one token.</summary>
    /// <param name="tick">The current tick.</param>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick.</param>
    /// <param name="globalX128">The pool's growth.</param>
    /// <param name="outsideLowerX128">The growth outside the lower tick.</param>
    /// <param name="outsideUpperX128">The growth outside the upper tick.</param>
    /// <returns>Growth in units of 2^-128, modulo 2^256.</returns>
    public static UInt256 Inside(
        int tick, int tickLower, int tickUpper, in UInt256 globalX128, in UInt256 outsideLowerX128, in UInt256 outsideUpperX128)
    {
        UInt256 below = tick >= tickLower ? outsideLowerX128 : UInt256.SubtractWrapping(globalX128, outsideLowerX128);
        UInt256 above = tick < tickUpper ? outsideUpperX128 : UInt256.SubtractWrapping(globalX128, outsideUpperX128);
        return UInt256.SubtractWrapping(UInt256.SubtractWrapping(globalX128, below), above);
    }

    /// <summary>What liquidity earned between two readings of the growth inside its range.</summary>
    /// <param name="insideX128">The growth inside now.</param>
    /// <param name="insideLastX128">The growth inside at the earlier reading.</param>
    /// <param name="liquidity">The liquidity in between.</param>
    /// <returns>Base units, rounded down, modulo 2^128 as the contract stores them.</returns>
    public static UInt128 Owed(in UInt256 insideX128, in UInt256 insideLastX128, UInt128 liquidity)
    {
        FullMath.MultiplyFull(UInt256.SubtractWrapping(insideX128, insideLastX128), liquidity, out _, out UInt256 low);
        return new UInt128(low.U3, low.U2);
    }
}
