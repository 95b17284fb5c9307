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
        bool isAscending = sqrtPriceAX96 <= sqrtPriceBX96;
        Amount0(
            isAscending ? sqrtPriceAX96 : sqrtPriceBX96, isAscending ? sqrtPriceBX96 : sqrtPriceAX96, liquidity, roundUp, out UInt256 amount);
        return amount;
    }

    /// <summary>Token 1 between two prices: <c>L (√b - √a)</c>.</summary>
    /// <param name="sqrtPriceAX96">One price.</param>
    /// <param name="sqrtPriceBX96">The other price; the order does not matter.</param>
    /// <param name="liquidity">Liquidity, at most 128 bits.</param>
    /// <param name="roundUp">Up for what the pool receives, down for what it pays.</param>
    /// <exception cref="OverflowException">The amount needs more than 256 bits, which prices of at most 160 bits exclude.</exception>
    public static UInt256 GetAmount1Delta(in UInt256 sqrtPriceAX96, in UInt256 sqrtPriceBX96, UInt128 liquidity, bool roundUp)
    {
        bool isAscending = sqrtPriceAX96 <= sqrtPriceBX96;
        Amount1(
            isAscending ? sqrtPriceAX96 : sqrtPriceBX96, isAscending ? sqrtPriceBX96 : sqrtPriceAX96, liquidity, roundUp, out UInt256 amount);
        return amount;
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
        UInt256 next;
        if (zeroForOne)
        {
            PriceAfterToken0In(sqrtPriceX96, liquidity, amountIn, out next);
        }
        else
        {
            PriceAfterToken1In(sqrtPriceX96, liquidity, amountIn, out next);
        }
        return next;
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
        UInt256 next;
        if (zeroForOne)
        {
            PriceAfterToken1Out(sqrtPriceX96, liquidity, amountOut, out next);
        }
        else
        {
            PriceAfterToken0Out(sqrtPriceX96, liquidity, amountOut, out next);
        }
        return next;
    }

    /// <summary>As <see cref="GetAmount0Delta"/>, for prices in ascending order.</summary>
    internal static void Amount0(in UInt256 lower, in UInt256 upper, UInt128 liquidity, bool roundUp, out UInt256 amount)
    {
        UInt256 numerator = Q96.FromInteger(liquidity);
        UInt256 difference = UInt256.SubtractWrapping(upper, lower);
        if (lower.IsUInt128 && upper.IsUInt128)
        {
            // Rounding twice in one direction is rounding once: one division by the product of the prices, where it fits.
            FullMath.MulDiv(numerator, difference, UInt256.MultiplyWrapping(lower, upper), roundUp, out amount);
            return;
        }
        FullMath.MulDiv(numerator, difference, upper, roundUp, out UInt256 quotient);
        amount = roundUp ? FullMath.DivRoundingUp(quotient, lower) : quotient / lower;
    }

    /// <summary>As <see cref="GetAmount1Delta"/>, for prices in ascending order.</summary>
    internal static void Amount1(in UInt256 lower, in UInt256 upper, UInt128 liquidity, bool roundUp, out UInt256 amount)
    {
        FullMath.MultiplyFull(liquidity, UInt256.SubtractWrapping(upper, lower), out UInt256 high, out UInt256 low);
        if (high.U0 >> 32 != 0 || high.U1 != 0)
        {
            throw new OverflowException("The amount needs more than 256 bits.");
        }
        amount = new UInt256(
            (low.U1 >> 32) | (low.U2 << 32), (low.U2 >> 32) | (low.U3 << 32), (low.U3 >> 32) | (high.U0 << 32), high.U0 >> 32);
        if (roundUp && (low.U0 | (low.U1 & uint.MaxValue)) != 0)
        {
            amount += UInt256.One;
        }
    }

    /// <summary>As <see cref="GetNextSqrtPriceFromInput"/>, for token 0.</summary>
    internal static void PriceAfterToken0In(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountIn, out UInt256 next)
    {
        if (amountIn.IsZero)
        {
            next = sqrtPriceX96;
            return;
        }
        UInt256 numerator = Q96.FromInteger(liquidity);
        if (UInt256.TryMultiply(amountIn, sqrtPriceX96, out UInt256 product) && UInt256.TryAdd(numerator, product, out UInt256 denominator))
        {
            FullMath.MulDiv(numerator, sqrtPriceX96, denominator, roundUp: true, out next);
            return;
        }
        next = FullMath.DivRoundingUp(numerator, (numerator / sqrtPriceX96) + amountIn);
    }

    /// <summary>As <see cref="GetNextSqrtPriceFromInput"/>, for token 1.</summary>
    internal static void PriceAfterToken1In(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountIn, out UInt256 next)
    {
        Q96.Ratio(amountIn, liquidity, roundUp: false, out UInt256 rise);
        if (!UInt256.TryAdd(sqrtPriceX96, rise, out next) || !IsPrice(next))
        {
            throw TooLong();
        }
    }

    /// <summary>As <see cref="GetNextSqrtPriceFromOutput"/>, for token 0.</summary>
    internal static void PriceAfterToken0Out(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountOut, out UInt256 next)
    {
        if (amountOut.IsZero)
        {
            next = sqrtPriceX96;
            return;
        }
        UInt256 numerator = Q96.FromInteger(liquidity);
        if (!UInt256.TryMultiply(amountOut, sqrtPriceX96, out UInt256 product) || product >= numerator)
        {
            throw Unpayable();
        }
        FullMath.MulDiv(numerator, sqrtPriceX96, UInt256.SubtractWrapping(numerator, product), roundUp: true, out next);
        if (!IsPrice(next))
        {
            throw TooLong();
        }
    }

    /// <summary>As <see cref="GetNextSqrtPriceFromOutput"/>, for token 1.</summary>
    internal static void PriceAfterToken1Out(in UInt256 sqrtPriceX96, UInt128 liquidity, in UInt256 amountOut, out UInt256 next)
    {
        Q96.Ratio(amountOut, liquidity, roundUp: true, out UInt256 fall);
        if (fall >= sqrtPriceX96)
        {
            throw Unpayable();
        }
        next = UInt256.SubtractWrapping(sqrtPriceX96, fall);
    }

    // The contract keeps prices in 160 bits and refuses a longer one.
    private static bool IsPrice(in UInt256 price) => (price.U2 >> 32 | price.U3) == 0;

    private static OverflowException TooLong() => new("The price needs more than 160 bits.");

    private static OverflowException Unpayable() => new("The pool cannot pay the amount at any price.");
}
