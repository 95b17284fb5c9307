using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>One step of a swap: within constant liquidity, towards a target price.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), section 6.2.3; rounding as v3-core <c>SwapMath</c>.</remarks>
public static class SwapMath
{
    /// <summary>Fees are in millionths of the amount in.</summary>
    public const int PipsDenominator = 1_000_000;

    /// <summary>Moves the price from <paramref name="sqrtPriceCurrentX96"/> towards <paramref name="sqrtPriceTargetX96"/> until the amount is
    /// used up or the target is reached.</summary>
    /// <param name="sqrtPriceCurrentX96">The price before the step.</param>
    /// <param name="sqrtPriceTargetX96">The price not to go beyond; below the current one, token 0 goes in.</param>
    /// <param name="liquidity">The active liquidity; where zero, the price moves to the target for free.</param>
    /// <param name="amountRemaining">What remains to be swapped: of the input with its fee, or of the output.</param>
    /// <param name="exactIn">Whether the amount is of the input.</param>
    /// <param name="feePips">The fee in millionths of the input, below one million.</param>
    /// <returns>The step. Amount in and fee round up, amount out rounds down: the pool gains.</returns>
    public static SwapStep ComputeSwapStep(
        in UInt256 sqrtPriceCurrentX96, in UInt256 sqrtPriceTargetX96, UInt128 liquidity, in UInt256 amountRemaining, bool exactIn, int feePips)
    {
        if (liquidity == UInt128.Zero)
        {
            return new SwapStep { SqrtPriceNextX96 = sqrtPriceTargetX96 };
        }
        bool zeroForOne = sqrtPriceTargetX96 <= sqrtPriceCurrentX96;
        return exactIn
            ? StepIn(sqrtPriceCurrentX96, sqrtPriceTargetX96, liquidity, amountRemaining, zeroForOne, feePips)
            : StepOut(sqrtPriceCurrentX96, sqrtPriceTargetX96, liquidity, amountRemaining, zeroForOne, feePips);
    }

    private static SwapStep StepIn(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, bool zeroForOne, int feePips)
    {
        ulong withoutFee = (ulong)(PipsDenominator - feePips);
        UInt256 amountLessFee = FullMath.MulDiv(amountRemaining, withoutFee, PipsDenominator);
        bool reached = !TryNextFromInput(current, target, liquidity, amountLessFee, zeroForOne, out UInt256 next);
        UInt256 amountIn;
        UInt256 amountOut;
        if (zeroForOne)
        {
            amountIn = SqrtPriceMath.GetAmount0Delta(next, current, liquidity, roundUp: true);
            amountOut = SqrtPriceMath.GetAmount1Delta(next, current, liquidity, roundUp: false);
        }
        else
        {
            amountIn = SqrtPriceMath.GetAmount1Delta(current, next, liquidity, roundUp: true);
            amountOut = SqrtPriceMath.GetAmount0Delta(current, next, liquidity, roundUp: false);
        }
        return new SwapStep
        {
            SqrtPriceNextX96 = next,
            AmountIn = amountIn,
            AmountOut = amountOut,
            FeeAmount = reached
                ? FullMath.MulDivRoundingUp(amountIn, (ulong)feePips, withoutFee)
                : UInt256.SubtractWrapping(amountRemaining, amountIn),
        };
    }

    private static SwapStep StepOut(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, bool zeroForOne, int feePips)
    {
        UInt256 amountOut = zeroForOne
            ? SqrtPriceMath.GetAmount1Delta(target, current, liquidity, roundUp: false)
            : SqrtPriceMath.GetAmount0Delta(current, target, liquidity, roundUp: false);
        UInt256 next = target;
        if (amountRemaining < amountOut)
        {
            next = SqrtPriceMath.GetNextSqrtPriceFromOutput(current, liquidity, amountRemaining, zeroForOne);
            amountOut = zeroForOne
                ? SqrtPriceMath.GetAmount1Delta(next, current, liquidity, roundUp: false)
                : SqrtPriceMath.GetAmount0Delta(current, next, liquidity, roundUp: false);
        }
        UInt256 amountIn = zeroForOne
            ? SqrtPriceMath.GetAmount0Delta(next, current, liquidity, roundUp: true)
            : SqrtPriceMath.GetAmount1Delta(current, next, liquidity, roundUp: true);
        return new SwapStep
        {
            SqrtPriceNextX96 = next,
            AmountIn = amountIn,
            // The price was rounded so that the amount out may exceed what was asked for.
            AmountOut = amountOut > amountRemaining ? amountRemaining : amountOut,
            FeeAmount = FullMath.MulDivRoundingUp(amountIn, (ulong)feePips, (ulong)(PipsDenominator - feePips)),
        };
    }

    // False, and the target, where the amount reaches it. The contract compares the amount with what the target costs; comparing prices
    // says the same, because each rounds the same inequality to the next integer, and it needs no division for the cost.
    private static bool TryNextFromInput(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountIn, bool zeroForOne, out UInt256 next)
    {
        if (zeroForOne)
        {
            UInt256 numerator = (UInt256)liquidity << 96;
            if (UInt256.TryMultiply(amountIn, current, out UInt256 product) && UInt256.TryAdd(numerator, product, out UInt256 denominator))
            {
                next = FullMath.MulDivRoundingUp(numerator, current, denominator);
                if (next > target)
                {
                    return true;
                }
                next = target;
                return false;
            }
            // Amounts that overflow the exact quotient are rounded otherwise, so here the cost decides.
            bool reaches = amountIn >= SqrtPriceMath.GetAmount0Delta(target, current, liquidity, roundUp: true);
            next = reaches ? target : SqrtPriceMath.GetNextSqrtPriceFromInput(current, liquidity, amountIn, zeroForOne: true);
            return !reaches;
        }
        if (FullMath.TryMulDiv(amountIn, Q96.One, liquidity, out UInt256 quotient)
            && UInt256.TryAdd(current, quotient, out next) && next < target)
        {
            return true;
        }
        next = target;
        return false;
    }
}
