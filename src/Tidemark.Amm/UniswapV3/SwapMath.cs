using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>One step of a swap: within constant liquidity, towards a target price.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), section 6.2.3; rounding as v3-core <c>SwapMath</c>.</remarks>
[SkipLocalsInit]
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
        Compute(
            sqrtPriceCurrentX96, sqrtPriceTargetX96, liquidity, amountRemaining, exactIn, feePips,
            out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount);
        return new SwapStep { SqrtPriceNextX96 = next, AmountIn = amountIn, AmountOut = amountOut, FeeAmount = feeAmount };
    }

    /// <summary>As <see cref="ComputeSwapStep"/>, without the copies of a large struct.</summary>
    internal static void Compute(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, bool exactIn, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        if (liquidity == UInt128.Zero)
        {
            next = target;
            amountIn = default;
            amountOut = default;
            feeAmount = default;
            return;
        }
        bool zeroForOne = target <= current;
        if (exactIn)
        {
            StepIn(current, target, liquidity, amountRemaining, zeroForOne, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
        else
        {
            StepOut(current, target, liquidity, amountRemaining, zeroForOne, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepIn(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, bool zeroForOne, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        ulong withoutFee = (ulong)(PipsDenominator - feePips);
        UInt256 amountLessFee = LessFee(amountRemaining, withoutFee);
        bool reached = !TryNextFromInput(current, target, liquidity, amountLessFee, zeroForOne, out next);
        if (zeroForOne)
        {
            amountIn = !reached && IsWholeInput(current, next, liquidity, amountLessFee)
                ? amountLessFee
                : SqrtPriceMath.GetAmount0Delta(next, current, liquidity, roundUp: true);
            amountOut = SqrtPriceMath.GetAmount1Delta(next, current, liquidity, roundUp: false);
        }
        else
        {
            amountIn = SqrtPriceMath.GetAmount1Delta(current, next, liquidity, roundUp: true);
            amountOut = SqrtPriceMath.GetAmount0Delta(current, next, liquidity, roundUp: false);
        }
        feeAmount = reached
            ? FullMath.MulDivRoundingUp(amountIn, (ulong)feePips, withoutFee)
            : UInt256.SubtractWrapping(amountRemaining, amountIn);
    }

    private static UInt256 LessFee(in UInt256 amount, ulong withoutFee)
    {
        if (amount.IsUInt64)
        {
            // withoutFee is at most the denominator, so the quotient is at most the amount and fits in one limb.
            ulong high = Limb.Multiply(amount.U0, withoutFee, out ulong low);
            return Limb.DivRem(high, low, PipsDenominator, out _);
        }
        return FullMath.MulDiv(amount, withoutFee, PipsDenominator);
    }

    // The price after an input of token 0 is next = (N P + s) / D, with N = L 2^96, D = N + amount P and s, below D, what rounding up
    // added. So the input that moves the price there is ceil(N / next - N / P) = ceil(amount - s / (P next)): the whole amount where
    // D is at most P next. Both sides are compared by their lengths: D is below 2^(max + 1) and P next is at least 2^(sum - 2).
    private static bool IsWholeInput(in UInt256 current, in UInt256 next, UInt128 liquidity, in UInt256 amount)
    {
        int numerator = Q96.Resolution + 128 - (int)UInt128.LeadingZeroCount(liquidity);
        int product = amount.BitLength + current.BitLength;
        return Math.Max(numerator, product) + 1 <= current.BitLength + next.BitLength - 2 && product <= 255;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepOut(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, bool zeroForOne, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        amountOut = zeroForOne
            ? SqrtPriceMath.GetAmount1Delta(target, current, liquidity, roundUp: false)
            : SqrtPriceMath.GetAmount0Delta(current, target, liquidity, roundUp: false);
        next = target;
        if (amountRemaining < amountOut)
        {
            next = SqrtPriceMath.GetNextSqrtPriceFromOutput(current, liquidity, amountRemaining, zeroForOne);
            amountOut = zeroForOne
                ? SqrtPriceMath.GetAmount1Delta(next, current, liquidity, roundUp: false)
                : SqrtPriceMath.GetAmount0Delta(current, next, liquidity, roundUp: false);
        }
        amountIn = zeroForOne
            ? SqrtPriceMath.GetAmount0Delta(next, current, liquidity, roundUp: true)
            : SqrtPriceMath.GetAmount1Delta(current, next, liquidity, roundUp: true);
        // The price was rounded so that the amount out may exceed what was asked for.
        amountOut = amountOut > amountRemaining ? amountRemaining : amountOut;
        feeAmount = FullMath.MulDivRoundingUp(amountIn, (ulong)feePips, (ulong)(PipsDenominator - feePips));
    }

    // False, and the target, where the amount reaches it. The contract compares the amount with what the target costs; comparing prices
    // says the same, because each rounds the same inequality to the next integer, and it needs no division for the cost.
    private static bool TryNextFromInput(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountIn, bool zeroForOne, out UInt256 next)
    {
        if (zeroForOne)
        {
            UInt256 numerator = Q96.FromInteger(liquidity);
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
        if (Q96.TryRatio(amountIn, liquidity, out UInt256 quotient)
            && UInt256.TryAdd(current, quotient, out next) && next < target)
        {
            return true;
        }
        next = target;
        return false;
    }
}
