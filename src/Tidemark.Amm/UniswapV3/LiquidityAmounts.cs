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

    /// <summary>The liquidity that a position manager mints for at most these tokens.</summary>
    /// <param name="sqrtPriceX96">The square-root price in units of 2^-96.</param>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick, above the lower one.</param>
    /// <param name="amount0">Token 0 offered, base units.</param>
    /// <param name="amount1">Token 1 offered, base units.</param>
    /// <returns>The liquidity, rounded down so that no more than what is offered is due; the larger one of what the two tokens allow is not used up.</returns>
    /// <remarks>Behaviour as v3-periphery <c>LiquidityAmounts.getLiquidityForAmounts</c>, which rounds the product of both roots to 2^-96 first.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A tick is out of bounds, the range is empty or upside down, or the liquidity needs more than 128 bits.</exception>
    public static UInt128 Of(in UInt256 sqrtPriceX96, int tickLower, int tickUpper, in UInt256 amount0, in UInt256 amount1)
    {
        if (tickLower >= tickUpper)
        {
            throw new ArgumentOutOfRangeException(nameof(tickUpper), tickUpper, $"The upper tick must be above the lower one, {tickLower}.");
        }
        UInt256 lower = TickMath.GetSqrtPriceAtTick(tickLower);
        UInt256 upper = TickMath.GetSqrtPriceAtTick(tickUpper);
        UInt256 price = UInt256.Max(lower, UInt256.Min(sqrtPriceX96, upper));
        UInt256 limit = UInt128.MaxValue;
        UInt256 by0 = price == upper ? limit : For0(price, upper, amount0);
        UInt256 by1 = price == lower ? limit : FullMath.MulDiv(amount1, Q96.One, price - lower);
        UInt256 least = UInt256.Min(by0, by1);
        return least.IsUInt128
            ? (UInt128)least
            : throw new ArgumentOutOfRangeException(nameof(amount0), $"{amount0} and {amount1} of the tokens make more liquidity than 128 bits hold.");
    }

    private static UInt256 For0(in UInt256 lower, in UInt256 upper, in UInt256 amount0) =>
        FullMath.MulDiv(amount0, FullMath.MulDiv(lower, upper, Q96.One), upper - lower);
}
