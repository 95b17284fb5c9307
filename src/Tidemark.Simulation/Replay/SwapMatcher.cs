using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Finds the form of a recorded swap: a log says what a swap did, not how it was asked for.</summary>
internal static class SwapMatcher
{
    private const PoolEventFields Compared =
        PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;

    /// <summary>Quotes the recorded swap in each form until one reproduces every recorded field.</summary>
    /// <param name="pool">The pool before the swap; not changed. Its last quote is that of <paramref name="outcome"/>.</param>
    /// <param name="swap">The recorded swap.</param>
    /// <param name="outcome">The matching outcome, or else the one that differs in the fewest fields.</param>
    /// <param name="revert">Why the pool refuses the swap, where it does in every form that applies.</param>
    /// <returns>The form; <see cref="SwapForm.None"/> where none matches.</returns>
    public static SwapForm Match(UniswapV3Pool pool, in PoolEvent swap, out SwapOutcome outcome, out UniswapV3Revert revert)
    {
        outcome = default;
        revert = UniswapV3Revert.ZeroAmount;
        bool zeroForOne = IsZeroForOne(pool, swap);
        int fewest = int.MaxValue;
        SwapForm closest = SwapForm.None;
        for (SwapForm form = SwapForm.ExactInput; form <= SwapForm.PriceLimit; form++)
        {
            if (!TryAsk(form, swap, zeroForOne, out Int256 amount, out UInt256 limit))
            {
                continue;
            }
            UniswapV3Revert refused = pool.QuoteSwap(zeroForOne, amount, limit, out SwapOutcome quote);
            if (refused != UniswapV3Revert.None)
            {
                revert = fewest == int.MaxValue ? refused : revert;
                continue;
            }
            int differing = Differences(swap, quote);
            if (differing == 0)
            {
                outcome = quote;
                revert = UniswapV3Revert.None;
                return form;
            }
            if (differing < fewest)
            {
                fewest = differing;
                closest = form;
                outcome = quote;
                revert = UniswapV3Revert.None;
            }
        }
        if (closest != SwapForm.None && TryAsk(closest, swap, zeroForOne, out Int256 again, out UInt256 limitAgain))
        {
            revert = pool.QuoteSwap(zeroForOne, again, limitAgain, out outcome);
        }
        return SwapForm.None;
    }

    /// <summary>Whether a swap records anything that can be compared.</summary>
    public static bool IsComparable(in PoolEvent swap) => (swap.Recorded & Compared) != PoolEventFields.None;

    /// <summary>Whether every form that reproduces a swap ends at the same price. Where the price is recorded, they do.</summary>
    /// <param name="pool">The pool before the swap; its last quote is that of <paramref name="outcome"/> again.</param>
    /// <param name="swap">The recorded swap.</param>
    /// <param name="outcome">The outcome of the form that was found.</param>
    public static bool IsPriceSingle(UniswapV3Pool pool, in PoolEvent swap, ref SwapOutcome outcome)
    {
        if (swap.Has(PoolEventFields.SqrtPriceX96))
        {
            return true;
        }
        bool zeroForOne = outcome.ZeroForOne;
        if (!TryAsk(SwapForm.ExactInput, swap, zeroForOne, out Int256 amountIn, out UInt256 limit)
            || !TryAsk(SwapForm.ExactOutput, swap, zeroForOne, out Int256 amountOut, out _))
        {
            return true;
        }
        bool isSingle = pool.QuoteSwap(zeroForOne, amountOut, limit, out SwapOutcome byOutput) == UniswapV3Revert.None
            && (Differences(swap, byOutput) != 0 || byOutput.SqrtPriceX96 == outcome.SqrtPriceX96);
        if (pool.QuoteSwap(zeroForOne, amountIn, limit, out SwapOutcome byInput) == UniswapV3Revert.None && Differences(swap, byInput) == 0)
        {
            outcome = byInput;
            return isSingle;
        }
        _ = pool.QuoteSwap(zeroForOne, amountOut, limit, out outcome);
        return true;
    }

    private static int Differences(in PoolEvent swap, in SwapOutcome quote) =>
        (swap.Has(PoolEventFields.Amount0) && swap.Amount0 != quote.Amount0 ? 1 : 0)
        + (swap.Has(PoolEventFields.Amount1) && swap.Amount1 != quote.Amount1 ? 1 : 0)
        + (swap.Has(PoolEventFields.SqrtPriceX96) && swap.SqrtPriceX96 != quote.SqrtPriceX96 ? 1 : 0)
        + (swap.Has(PoolEventFields.PoolLiquidity) && swap.PoolLiquidity != quote.Liquidity ? 1 : 0)
        + (swap.Has(PoolEventFields.Tick) && swap.Tick != quote.Tick ? 1 : 0);

    // The signs say the direction; a swap of nothing for nothing (through a gap without liquidity) only moves the price.
    private static bool IsZeroForOne(UniswapV3Pool pool, in PoolEvent swap) =>
        swap.Amount0.Sign > 0 || swap.Amount1.Sign < 0
        || (swap.Amount0.IsZero && swap.Amount1.IsZero
            && (swap.Has(PoolEventFields.SqrtPriceX96) ? swap.SqrtPriceX96 < pool.SqrtPriceX96 : swap.Has(PoolEventFields.Tick) && swap.Tick < pool.Tick));

    private static bool TryAsk(SwapForm form, in PoolEvent swap, bool zeroForOne, out Int256 amount, out UInt256 limit)
    {
        limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        switch (form)
        {
            case SwapForm.ExactInput:
                amount = zeroForOne ? swap.Amount0 : swap.Amount1;
                return amount.Sign > 0;
            case SwapForm.ExactOutput:
                amount = zeroForOne ? swap.Amount1 : swap.Amount0;
                return amount.IsNegative;
            default:
                // Whatever was asked for was not used up, so any amount that is not used up says the same.
                amount = Int256.MinValue;
                limit = swap.SqrtPriceX96;
                return swap.Has(PoolEventFields.SqrtPriceX96);
        }
    }
}
