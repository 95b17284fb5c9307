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
        if (exactIn && zeroForOne)
        {
            StepIn0(current, target, liquidity, amountRemaining, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
        else if (exactIn)
        {
            StepIn1(current, target, liquidity, amountRemaining, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
        else if (zeroForOne)
        {
            StepOut1(current, target, liquidity, amountRemaining, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
        else
        {
            StepOut0(current, target, liquidity, amountRemaining, feePips, out next, out amountIn, out amountOut, out feeAmount);
        }
    }

    // Token 0 goes in and the price falls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepIn0(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        LessFee(amountRemaining, (ulong)(PipsDenominator - feePips), out UInt256 amountLessFee);
        if (!IsShort(current, target, liquidity, amountLessFee))
        {
            SqrtPriceMath.Amount0(target, current, liquidity, roundUp: true, out amountIn);
            if (amountLessFee >= amountIn)
            {
                next = target;
                SqrtPriceMath.Amount1(target, current, liquidity, roundUp: false, out amountOut);
                Fee(amountIn, feePips, out feeAmount);
                return;
            }
        }
        SqrtPriceMath.PriceAfterToken0In(current, liquidity, amountLessFee, out next);
        amountIn = amountLessFee;
        if (!IsWholeInput(current, next, liquidity, amountLessFee))
        {
            SqrtPriceMath.Amount0(next, current, liquidity, roundUp: true, out amountIn);
        }
        SqrtPriceMath.Amount1(next, current, liquidity, roundUp: false, out amountOut);
        feeAmount = UInt256.SubtractWrapping(amountRemaining, amountIn);
    }

    // Token 1 goes in and the price rises.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepIn1(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        LessFee(amountRemaining, (ulong)(PipsDenominator - feePips), out UInt256 amountLessFee);
        SqrtPriceMath.Amount1(current, target, liquidity, roundUp: true, out amountIn);
        if (amountLessFee >= amountIn)
        {
            next = target;
            SqrtPriceMath.Amount0(current, target, liquidity, roundUp: false, out amountOut);
            Fee(amountIn, feePips, out feeAmount);
            return;
        }
        SqrtPriceMath.PriceAfterToken1In(current, liquidity, amountLessFee, out next);
        // The price is rounded down by less than one unit, which costs less than liquidity / 2^96: the whole amount where that is at most one.
        amountIn = amountLessFee;
        if (liquidity >> Q96.Resolution != UInt128.Zero)
        {
            SqrtPriceMath.Amount1(current, next, liquidity, roundUp: true, out amountIn);
        }
        SqrtPriceMath.Amount0(current, next, liquidity, roundUp: false, out amountOut);
        feeAmount = UInt256.SubtractWrapping(amountRemaining, amountIn);
    }

    // Whether the lengths of the numbers show that the amount does not pay for L 2^96 (P - T) / (P T), without the division.
    private static bool IsShort(in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amount)
    {
        int fall = UInt256.SubtractWrapping(current, target).BitLength;
        int cost = BitLength(liquidity) + Q96.Resolution + fall;
        return fall != 0 && cost - 2 >= amount.BitLength + current.BitLength + target.BitLength;
    }

    private static int BitLength(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    private static void LessFee(in UInt256 amount, ulong withoutFee, out UInt256 lessFee)
    {
        if (amount.IsUInt64)
        {
            // withoutFee is at most the denominator, so the quotient is at most the amount and fits in one limb.
            ulong high = Limb.Multiply(amount.U0, withoutFee, out ulong low);
            lessFee = new UInt256(Limb.DivRem(high, low, PipsDenominator, out _), 0, 0, 0);
            return;
        }
        FullMath.MulDiv(amount, withoutFee, PipsDenominator, roundUp: false, out lessFee);
    }

    private static void Fee(in UInt256 amountIn, int feePips, out UInt256 fee) =>
        FullMath.MulDiv(amountIn, (ulong)feePips, (ulong)(PipsDenominator - feePips), roundUp: true, out fee);

    // The price after an input of token 0 is next = (N P + s) / D, with N = L 2^96, D = N + amount P and s, below D, what rounding up
    // added. So the input that moves the price there is ceil(N / next - N / P) = ceil(amount - s / (P next)): the whole amount where
    // D is at most P next. Both sides are compared by their lengths: D is below 2^(max + 1) and P next is at least 2^(sum - 2).
    private static bool IsWholeInput(in UInt256 current, in UInt256 next, UInt128 liquidity, in UInt256 amount)
    {
        int product = amount.BitLength + current.BitLength;
        return Math.Max(BitLength(liquidity) + Q96.Resolution, product) + 1 <= current.BitLength + next.BitLength - 2 && product <= 255;
    }

    // Token 1 goes out and the price falls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepOut1(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        SqrtPriceMath.Amount1(target, current, liquidity, roundUp: false, out amountOut);
        next = target;
        if (amountRemaining < amountOut)
        {
            SqrtPriceMath.PriceAfterToken1Out(current, liquidity, amountRemaining, out next);
            SqrtPriceMath.Amount1(next, current, liquidity, roundUp: false, out amountOut);
        }
        SqrtPriceMath.Amount0(next, current, liquidity, roundUp: true, out amountIn);
        Fee(amountIn, feePips, out feeAmount);
        Limit(ref amountOut, amountRemaining);
    }

    // Token 0 goes out and the price rises.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepOut0(
        in UInt256 current, in UInt256 target, UInt128 liquidity, in UInt256 amountRemaining, int feePips,
        out UInt256 next, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount)
    {
        SqrtPriceMath.Amount0(current, target, liquidity, roundUp: false, out amountOut);
        next = target;
        if (amountRemaining < amountOut)
        {
            SqrtPriceMath.PriceAfterToken0Out(current, liquidity, amountRemaining, out next);
            SqrtPriceMath.Amount0(current, next, liquidity, roundUp: false, out amountOut);
        }
        SqrtPriceMath.Amount1(current, next, liquidity, roundUp: true, out amountIn);
        Fee(amountIn, feePips, out feeAmount);
        Limit(ref amountOut, amountRemaining);
    }

    // The price was rounded so that the amount out may exceed what was asked for.
    private static void Limit(ref UInt256 amountOut, in UInt256 amountRemaining)
    {
        if (amountOut > amountRemaining)
        {
            amountOut = amountRemaining;
        }
    }
}
