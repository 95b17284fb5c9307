using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>The tokens that liquidity in a range stands for.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), equations 6.29 and 6.30.</remarks>
public static class LiquidityAmounts
{
    /// <summary>The tokens of liquidity in a range at a price.</summary>
    /// <param name="sqrtPriceX96">The square-root price in units of 2^-96.</param>
    /// <param name="tick">The pool's tick, which says where the range lies when the price is exactly on one.</param>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick.</param>
    /// <param name="liquidity">The liquidity.</param>
    /// <param name="roundUp">Up for a deposit, down for a withdrawal or a valuation.</param>
    /// <param name="amount0">Token 0, base units.</param>
    /// <param name="amount1">Token 1, base units.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tick is out of bounds.</exception>
    public static void Between(
        in UInt256 sqrtPriceX96, int tick, int tickLower, int tickUpper, UInt128 liquidity, bool roundUp, out UInt256 amount0, out UInt256 amount1)
    {
        UInt256 lower = TickMath.GetSqrtPriceAtTick(tickLower);
        UInt256 upper = TickMath.GetSqrtPriceAtTick(tickUpper);
        amount0 = tick >= tickUpper ? default : SqrtPriceMath.GetAmount0Delta(tick < tickLower ? lower : sqrtPriceX96, upper, liquidity, roundUp);
        amount1 = tick < tickLower ? default : SqrtPriceMath.GetAmount1Delta(lower, tick < tickUpper ? sqrtPriceX96 : upper, liquidity, roundUp);
    }
}
