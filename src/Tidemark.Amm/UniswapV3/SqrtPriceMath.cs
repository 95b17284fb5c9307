using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>Token amounts between two prices, and the price after an amount.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), sections 6.2.3 and 6.29 to 6.30; rounding as v3-core <c>SqrtPriceMath</c>:
/// always against whoever trades or deposits. All prices are square roots in units of 2^-96, all amounts base units.</remarks>
[SkipLocalsInit]
public static class SqrtPriceMath
{
    /// <summary>Token 0 between two prices: <c>L (1/√a - 1/√b)</c>.</summary>
    /// <param name="sqrtPriceAX96">One price, above zero.</param>
    /// <param name="sqrtPriceBX96">The other price, above zero; the order does not matter.</param>
    /// <param name="liquidity">Liquidity, at most 128 bits.</param>
    /// <param name="roundUp">Up for what the pool receives, down for what it pays.</param>
    /// <exception cref="DivideByZeroException">A price is zero.</exception>
    public static UInt256 GetAmount0Delta(in UInt256 sqrtPriceAX96, in UInt256 sqrtPriceBX96, UInt128 liquidity, bool roundUp)
    {
        if (sqrtPriceBX96 < sqrtPriceAX96)
        {
            return GetAmount0Delta(sqrtPriceBX96, sqrtPriceAX96, liquidity, roundUp);
        }
        UInt256 numerator = Q96.FromInteger(liquidity);
        UInt256 difference = UInt256.SubtractWrapping(sqrtPriceBX96, sqrtPriceAX96);
        if (sqrtPriceBX96.IsUInt128 && sqrtPriceAX96.IsUInt128)
        {
            // Rounding twice in one direction is rounding once: one division by the product of the prices, where it fits.
            UInt256 prices = UInt256.MultiplyWrapping(sqrtPriceAX96, sqrtPriceBX96);
            return roundUp ? FullMath.MulDivRoundingUp(numerator, difference, prices) : FullMath.MulDiv(numerator, difference, prices);
        }
        return roundUp
            ? FullMath.DivRoundingUp(FullMath.MulDivRoundingUp(numerator, difference, sqrtPriceBX96), sqrtPriceAX96)
            : FullMath.MulDiv(numerator, difference, sqrtPriceBX96) / sqrtPriceAX96;
    }

    /// <summary>Token 1 between two prices: <c>L (√b - √a)</c>.</summary>
    /// <param name="sqrtPriceAX96">One price.</param>
    /// <param name="sqrtPriceBX96">The other price; the order does not matter.</param>
    /// <param name="liquidity">Liquidity, at most 128 bits.</param>
    /// <param name="roundUp">Up for what the pool receives, down for what it pays.</param>
    /// <exception cref="OverflowException">The amount needs more than 256 bits, which prices of at most 160 bits exclude.</exception>
    public static UInt256 GetAmount1Delta(in UInt256 sqrtPriceAX96, in UInt256 sqrtPriceBX96, UInt128 liquidity, bool roundUp)
    {
        UInt256 difference = sqrtPriceAX96 < sqrtPriceBX96
            ? UInt256.SubtractWrapping(sqrtPriceBX96, sqrtPriceAX96)
            : UInt256.SubtractWrapping(sqrtPriceAX96, sqrtPriceBX96);
        FullMath.MultiplyFull(liquidity, difference, out UInt256 high, out UInt256 low);
        if (high.U0 >> 32 != 0 || high.U1 != 0)
        {
            throw new OverflowException("The amount needs more than 256 bits.");
        }
        UInt256 amount = new(
            (low.U1 >> 32) | (low.U2 << 32), (low.U2 >> 32) | (low.U3 << 32), (low.U3 >> 32) | (high.U0 << 32), high.U0 >> 32);
        return roundUp && (low.U0 | (low.U1 & uint.MaxValue)) != 0 ? amount + UInt256.One : amount;
    }

    /// <summary>The price after an amount of the input token went in, rounded so that the pool does not lose.</summary>
    /// <param name="sqrtPriceX96">The price before, above zero.</param>
    /// <param name="liquidity">Liquidity, above zero.</param>
    /// <param name="amountIn">The input without its fee.</param>
    /// <param name="zeroForOne">Whether token 0 goes in, and so the price falls.</param>
    /// <exception cref="DivideByZeroException">The price or the liquidity is zero.</exception>
    /// <exception cref="OverflowException">The price would need more than 160 bits.</exception>
    public static UInt256 GetNextSqrtPriceFromInput(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountIn, bool zeroForOne)
    {
        if (!zeroForOne)
        {
            return Price(sqrtPriceX96 + FullMath.MulDiv(amountIn, Q96.One, liquidity));
        }
        if (amountIn.IsZero)
        {
            return sqrtPriceX96;
        }
        UInt256 numerator = Q96.FromInteger(liquidity);
        return UInt256.TryMultiply(amountIn, sqrtPriceX96, out UInt256 product) && UInt256.TryAdd(numerator, product, out UInt256 denominator)
            ? FullMath.MulDivRoundingUp(numerator, sqrtPriceX96, denominator)
            : FullMath.DivRoundingUp(numerator, (numerator / sqrtPriceX96) + amountIn);
    }

    /// <summary>The price after an amount of the output token went out, rounded so that the pool does not lose.</summary>
    /// <param name="sqrtPriceX96">The price before, above zero.</param>
    /// <param name="liquidity">Liquidity, above zero.</param>
    /// <param name="amountOut">The output; less than the pool can pay at any price.</param>
    /// <param name="zeroForOne">Whether token 1 goes out, and so the price falls.</param>
    /// <exception cref="DivideByZeroException">The liquidity is zero.</exception>
    /// <exception cref="OverflowException">The pool cannot pay the amount at any price of at most 160 bits above zero.</exception>
    public static UInt256 GetNextSqrtPriceFromOutput(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountOut, bool zeroForOne)
    {
        if (zeroForOne)
        {
            UInt256 fall = FullMath.MulDivRoundingUp(amountOut, Q96.One, liquidity);
            return fall < sqrtPriceX96 ? UInt256.SubtractWrapping(sqrtPriceX96, fall) : throw Unpayable();
        }
        if (amountOut.IsZero)
        {
            return sqrtPriceX96;
        }
        UInt256 numerator = Q96.FromInteger(liquidity);
        return UInt256.TryMultiply(amountOut, sqrtPriceX96, out UInt256 product) && product < numerator
            ? Price(FullMath.MulDivRoundingUp(numerator, sqrtPriceX96, UInt256.SubtractWrapping(numerator, product)))
            : throw Unpayable();
    }

    // The contract keeps prices in 160 bits and refuses a longer one.
    private static UInt256 Price(in UInt256 price) =>
        (price.U2 >> 32 | price.U3) == 0 ? price : throw new OverflowException("The price needs more than 160 bits.");

    private static OverflowException Unpayable() => new("The pool cannot pay the amount at any price.");
}
