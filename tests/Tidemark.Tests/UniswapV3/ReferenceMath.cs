using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

/// <summary>The pool's formulas word for word from the contract's behaviour, with big integers and no shortcut. It shares no code with the
/// product, so agreement says something.</summary>
internal static class ReferenceMath
{
    public static readonly BigInteger Q96 = BigInteger.One << 96;
    public static readonly BigInteger Q128 = BigInteger.One << 128;
    public static readonly BigInteger MaxUInt128 = (BigInteger.One << 128) - 1;
    public static readonly BigInteger MaxUInt160 = (BigInteger.One << 160) - 1;
    public static readonly BigInteger MaxUInt256 = (BigInteger.One << 256) - 1;

    public static BigInteger DivUp(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;

    public static BigInteger MulDiv(BigInteger left, BigInteger right, BigInteger divisor, bool roundUp = false)
    {
        ReferenceRevertException.Require(!divisor.IsZero);
        BigInteger result = roundUp ? DivUp(left * right, divisor) : left * right / divisor;
        ReferenceRevertException.Require(result <= MaxUInt256);
        return result;
    }

    public static BigInteger Amount0(BigInteger priceA, BigInteger priceB, BigInteger liquidity, bool roundUp)
    {
        (BigInteger lower, BigInteger upper) = priceA <= priceB ? (priceA, priceB) : (priceB, priceA);
        ReferenceRevertException.Require(lower > 0);
        BigInteger scaled = MulDiv(liquidity << 96, upper - lower, upper, roundUp);
        return roundUp ? DivUp(scaled, lower) : scaled / lower;
    }

    public static BigInteger Amount1(BigInteger priceA, BigInteger priceB, BigInteger liquidity, bool roundUp) =>
        MulDiv(liquidity, BigInteger.Abs(priceB - priceA), Q96, roundUp);

    public static BigInteger NextPriceFromInput(BigInteger price, BigInteger liquidity, BigInteger amountIn, bool zeroForOne)
    {
        ReferenceRevertException.Require(price > 0 && liquidity > 0);
        if (!zeroForOne)
        {
            return Price(price + MulDiv(amountIn, Q96, liquidity));
        }
        if (amountIn.IsZero)
        {
            return price;
        }
        BigInteger numerator = liquidity << 96;
        BigInteger product = amountIn * price;
        // The contract notices both overflows by what wraps; then it takes the form that needs no product.
        if (product <= MaxUInt256 && numerator + product <= MaxUInt256)
        {
            return Price(MulDiv(numerator, price, numerator + product, roundUp: true));
        }
        BigInteger denominator = (numerator / price) + amountIn;
        ReferenceRevertException.Require(denominator <= MaxUInt256);
        return DivUp(numerator, denominator);
    }

    public static BigInteger NextPriceFromOutput(BigInteger price, BigInteger liquidity, BigInteger amountOut, bool zeroForOne)
    {
        ReferenceRevertException.Require(price > 0 && liquidity > 0);
        if (zeroForOne)
        {
            BigInteger quotient = MulDiv(amountOut, Q96, liquidity, roundUp: true);
            ReferenceRevertException.Require(price > quotient);
            return price - quotient;
        }
        if (amountOut.IsZero)
        {
            return price;
        }
        BigInteger numerator = liquidity << 96;
        BigInteger product = amountOut * price;
        ReferenceRevertException.Require(product <= MaxUInt256 && numerator > product);
        return Price(MulDiv(numerator, price, numerator - product, roundUp: true));
    }

    /// <summary>One step. <paramref name="amountRemaining"/> is of the input where not negative, of the output where negative.</summary>
    public static (BigInteger Next, BigInteger AmountIn, BigInteger AmountOut, BigInteger Fee) Step(
        BigInteger current, BigInteger target, BigInteger liquidity, BigInteger amountRemaining, int feePips)
    {
        bool zeroForOne = current >= target;
        bool exactIn = amountRemaining >= 0;
        BigInteger next;
        BigInteger amountIn = 0;
        BigInteger amountOut = 0;
        if (exactIn)
        {
            BigInteger lessFee = MulDiv(amountRemaining, 1_000_000 - feePips, 1_000_000);
            amountIn = zeroForOne ? Amount0(target, current, liquidity, true) : Amount1(current, target, liquidity, true);
            next = lessFee >= amountIn ? target : NextPriceFromInput(current, liquidity, lessFee, zeroForOne);
        }
        else
        {
            amountOut = zeroForOne ? Amount1(target, current, liquidity, false) : Amount0(current, target, liquidity, false);
            next = -amountRemaining >= amountOut ? target : NextPriceFromOutput(current, liquidity, -amountRemaining, zeroForOne);
        }
        bool reached = next == target;
        if (!reached || !exactIn)
        {
            amountIn = zeroForOne ? Amount0(next, current, liquidity, true) : Amount1(current, next, liquidity, true);
        }
        if (!reached || exactIn)
        {
            amountOut = zeroForOne ? Amount1(next, current, liquidity, false) : Amount0(current, next, liquidity, false);
        }
        if (!exactIn && amountOut > -amountRemaining)
        {
            amountOut = -amountRemaining;
        }
        BigInteger fee = exactIn && next != target ? amountRemaining - amountIn : MulDiv(amountIn, feePips, 1_000_000 - feePips, roundUp: true);
        return (next, amountIn, amountOut, fee);
    }

    private static BigInteger Price(BigInteger price)
    {
        ReferenceRevertException.Require(price <= MaxUInt160);
        return price;
    }
}
