using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>The formulas of the pair and of its periphery, in the contracts' own order of operations, so that a product that overflows there
/// overflows here. Nothing throws; where the status is not <see cref="UniswapV2Status.Ok"/> the result is zero.</summary>
public static class UniswapV2Math
{
    /// <summary>The most that the pair pays for an exact input, in base units, rounding down: the pair gains.</summary>
    /// <remarks><c>UniswapV2Library.getAmountOut</c>: <c>in·(d−n)·reserveOut / (reserveIn·d + in·(d−n))</c> for a fee n/d.</remarks>
    public static UniswapV2Status AmountOut(in UInt256 amountIn, in UInt256 reserveIn, in UInt256 reserveOut, UniswapV2Fee fee, out UInt256 amountOut)
    {
        amountOut = default;
        if (amountIn.IsZero)
        {
            return UniswapV2Status.InsufficientInputAmount;
        }
        if (reserveIn.IsZero || reserveOut.IsZero)
        {
            return UniswapV2Status.InsufficientLiquidity;
        }
        if (!UInt256.TryMultiply(amountIn, (ulong)(fee.Denominator - fee.Numerator), out UInt256 amountInAfterFee)
            || !UInt256.TryMultiply(amountInAfterFee, reserveOut, out UInt256 numerator)
            || !UInt256.TryMultiply(reserveIn, (ulong)fee.Denominator, out UInt256 denominator))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        if (!UInt256.TryAdd(denominator, amountInAfterFee, out denominator))
        {
            return UniswapV2Status.AdditionOverflow;
        }
        return Divide(numerator, denominator, out amountOut);
    }

    /// <summary>What the periphery pays in for an exact output, in base units: rounded down, plus one, so never less than the pair needs and
    /// one more than that where the division has no remainder.</summary>
    /// <remarks><c>UniswapV2Library.getAmountIn</c>: <c>reserveIn·out·d / ((reserveOut−out)·(d−n)) + 1</c> for a fee n/d.</remarks>
    public static UniswapV2Status AmountIn(in UInt256 amountOut, in UInt256 reserveIn, in UInt256 reserveOut, UniswapV2Fee fee, out UInt256 amountIn)
    {
        amountIn = default;
        if (amountOut.IsZero)
        {
            return UniswapV2Status.InsufficientOutputAmount;
        }
        if (reserveIn.IsZero || reserveOut.IsZero)
        {
            return UniswapV2Status.InsufficientLiquidity;
        }
        if (!UInt256.TryMultiply(reserveIn, amountOut, out UInt256 numerator) || !UInt256.TryMultiply(numerator, (ulong)fee.Denominator, out numerator))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        if (!UInt256.TrySubtract(reserveOut, amountOut, out UInt256 remaining))
        {
            return UniswapV2Status.SubtractionUnderflow;
        }
        if (!UInt256.TryMultiply(remaining, (ulong)(fee.Denominator - fee.Numerator), out UInt256 denominator))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        UniswapV2Status status = Divide(numerator, denominator, out UInt256 quotient);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        if (UInt256.TryAdd(quotient, UInt256.One, out UInt256 sum))
        {
            amountIn = sum;
            return UniswapV2Status.Ok;
        }
        return UniswapV2Status.AdditionOverflow;
    }

    /// <summary>The LP tokens that the protocol gets for the growth of √k since <paramref name="kLast"/>, rounding down: the LPs gain. Zero
    /// where <paramref name="kLast"/> is zero or k has not grown.</summary>
    /// <remarks><c>UniswapV2Pair._mintFee</c>, with the share of <see cref="UniswapV2ProtocolShare"/>. Reserves are below 2^112.</remarks>
    public static UniswapV2Status ProtocolLiquidity(
        in UInt256 totalSupply, in UInt256 reserve0, in UInt256 reserve1, in UInt256 kLast, UniswapV2ProtocolShare share, out UInt256 liquidity)
    {
        liquidity = default;
        if (kLast.IsZero)
        {
            return UniswapV2Status.Ok;
        }
        if (!UInt256.TryMultiply(reserve0, reserve1, out UInt256 k))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        UInt256 rootK = FullMath.Sqrt(k);
        UInt256 rootKLast = FullMath.Sqrt(kLast);
        if (rootK <= rootKLast)
        {
            return UniswapV2Status.Ok;
        }
        if (!UInt256.TryMultiply(totalSupply, UInt256.SubtractWrapping(rootK, rootKLast), out UInt256 numerator)
            || !UInt256.TryMultiply(numerator, (ulong)share.Numerator, out numerator)
            || !UInt256.TryMultiply(rootK, (ulong)(share.Denominator - share.Numerator), out UInt256 denominator)
            || !UInt256.TryMultiply(rootKLast, (ulong)share.Numerator, out UInt256 addend))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        return UInt256.TryAdd(denominator, addend, out denominator) ? Divide(numerator, denominator, out liquidity) : UniswapV2Status.AdditionOverflow;
    }

    /// <summary>left·right/divisor, rounding down, where the product must fit in 256 bits as it must in the contract.</summary>
    public static UniswapV2Status Share(in UInt256 left, in UInt256 right, in UInt256 divisor, out UInt256 quotient)
    {
        quotient = default;
        return UInt256.TryMultiply(left, right, out UInt256 product) ? Divide(product, divisor, out quotient) : UniswapV2Status.MultiplicationOverflow;
    }

    /// <summary>The pair's own check of a swap: the balances less the fee on what came in must multiply to at least the product of the
    /// reserves before.</summary>
    /// <remarks><c>(balance0·d0 − in0·n0)·(balance1·d1 − in1·n1) ≥ reserve0·reserve1·d0·d1</c> for fees n0/d0 and n1/d1. What came in is never
    /// above the balance, so no difference is negative.</remarks>
    public static UniswapV2Status CheckK(
        in UniswapV2Amounts balances, in UniswapV2Amounts amountsIn, in UniswapV2Amounts reserves, UniswapV2Fee fee0, UniswapV2Fee fee1)
    {
        if (!TryAdjust(balances.Amount0, amountsIn.Amount0, fee0, out UInt256 adjusted0)
            || !TryAdjust(balances.Amount1, amountsIn.Amount1, fee1, out UInt256 adjusted1)
            || !UInt256.TryMultiply(adjusted0, adjusted1, out UInt256 product)
            || !UInt256.TryMultiply(reserves.Amount0, reserves.Amount1, out UInt256 k)
            || !UInt256.TryMultiply(k, (ulong)fee0.Denominator * fee1.Denominator, out UInt256 scaledK))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        return product < scaledK ? UniswapV2Status.K : UniswapV2Status.Ok;
    }

    private static bool TryAdjust(in UInt256 balance, in UInt256 amountIn, UniswapV2Fee fee, out UInt256 adjusted)
    {
        bool fits = UInt256.TryMultiply(balance, (ulong)fee.Denominator, out UInt256 scaled)
            & UInt256.TryMultiply(amountIn, (ulong)fee.Numerator, out UInt256 kept);
        adjusted = UInt256.SubtractWrapping(scaled, kept);
        return fits;
    }

    private static UniswapV2Status Divide(in UInt256 dividend, in UInt256 divisor, out UInt256 quotient)
    {
        if (divisor.IsZero)
        {
            quotient = default;
            return UniswapV2Status.DivisionByZero;
        }
        FullMath.DivRem(dividend, divisor, out quotient, out _);
        return UniswapV2Status.Ok;
    }
}
