using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>Replays swaps: the recorded amounts must pass the pair's own check, and the reserves follow from them.</summary>
internal static class UniswapV2SwapReplay
{
    public static void Apply(UniswapV2ReplayState state, in PoolEvent swap, UniswapV2PendingCall call)
    {
        state.Counts.Swaps++;
        long mismatchesBefore = state.MismatchCount;
        bool complete = swap.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.AmountsOut);
        if (!complete || !TryKnowReserves(state, swap, call))
        {
            state.Counts.SwapsUnchecked++;
            state.LoseReserves(call);
            return;
        }
        UniswapV2Pool pool = state.Pool;
        UniswapV2Amounts amountsIn = AmountsIn(swap), amountsOut = new(swap.Amount0Out, swap.Amount1Out), before = state.Reserves;
        bool toItself = swap.Has(PoolEventFields.Recipient) && swap.Recipient == pool.Parameters.Pair;
        if (state.BalancesMayFall && call.SyncPosition is not null)
        {
            ApplyLosses(state, amountsIn, amountsOut, call.SyncReserves, toItself);
        }
        // A swap to the pair itself pays out nothing, and then what it paid out counts as paid in.
        UniswapV2Amounts paid = toItself
            ? new(Above(amountsIn.Amount0, amountsOut.Amount0), Above(amountsIn.Amount1, amountsOut.Amount1))
            : amountsIn;
        UniswapV2Status status = pool.TrySwap(amountsOut, swap.Recipient, paid, out UniswapV2Swap done);
        if (status != UniswapV2Status.Ok)
        {
            state.ReportRefusal(swap, status);
            AdoptRefused(state, swap, call, amountsIn, amountsOut);
            return;
        }
        state.Compare(swap.Position, swap.Kind, "amount0", amountsIn.Amount0, done.Amount0In);
        state.Compare(swap.Position, swap.Kind, "amount1", amountsIn.Amount1, done.Amount1In);
        state.RequireSync(swap, call);
        state.CompareReserves(call);
        if (state.MismatchCount == mismatchesBefore)
        {
            Count(ref state.Counts, pool.Parameters, amountsIn, amountsOut, before);
        }
    }

    /// <summary>The reserves before the first Sync follow from it and the amounts of its swap.</summary>
    private static bool TryKnowReserves(UniswapV2ReplayState state, in PoolEvent swap, UniswapV2PendingCall call)
    {
        if (swap.Amount0.IsNegative || swap.Amount1.IsNegative)
        {
            state.Report(
                swap.Position, swap.Kind, swap.Amount0.IsNegative ? "amount0" : "amount1", (swap.Amount0.IsNegative ? swap.Amount0 : swap.Amount1).ToString(), "0 or more");
            return false;
        }
        if (state.ReservesKnown)
        {
            state.Counts.ReservesUnchecked += call.SyncPosition is null ? 1 : 0;
            return true;
        }
        UniswapV2Amounts amountsIn = AmountsIn(swap);
        if (call.SyncPosition is not { } position
            || !TryMove(call.SyncReserves.Amount0, swap.Amount0Out, amountsIn.Amount0, out UInt256 before0)
            || !TryMove(call.SyncReserves.Amount1, swap.Amount1Out, amountsIn.Amount1, out UInt256 before1))
        {
            return false;
        }
        state.Counts.ReservesUnchecked++;
        state.AdoptReserves(position, PoolEventKind.Sync, new UniswapV2Amounts(before0, before1));
        return state.ReservesKnown;
    }

    private static bool TryMove(in UInt256 reserve, in UInt256 added, in UInt256 taken, out UInt256 moved) =>
        UInt256.TryAdd(reserve, added, out moved) & UInt256.TrySubtract(moved, taken, out moved);

    private static void ApplyLosses(
        UniswapV2ReplayState state, in UniswapV2Amounts amountsIn, in UniswapV2Amounts amountsOut, in UniswapV2Amounts after, bool toItself)
    {
        UniswapV2Pool pool = state.Pool;
        UInt256 balance0 = BalanceAfterLoss(pool.Balance0, amountsIn.Amount0, toItself ? default : amountsOut.Amount0, after.Amount0);
        UInt256 balance1 = BalanceAfterLoss(pool.Balance1, amountsIn.Amount1, toItself ? default : amountsOut.Amount1, after.Amount1);
        state.Counts.BalanceLosses += balance0 != pool.Balance0 || balance1 != pool.Balance1 ? 1 : 0;
        pool.SetTokenBalances(balance0, balance1);
    }

    /// <summary>A pair that holds less than its reserve less what it pays out records no input and a smaller reserve.</summary>
    private static UInt256 BalanceAfterLoss(in UInt256 balance, in UInt256 amountIn, in UInt256 paidOut, in UInt256 after) =>
        amountIn.IsZero && UInt256.TryAdd(after, paidOut, out UInt256 held) && held < balance ? held : balance;

    private static void AdoptRefused(
        UniswapV2ReplayState state, in PoolEvent swap, UniswapV2PendingCall call, in UniswapV2Amounts amountsIn, in UniswapV2Amounts amountsOut)
    {
        UniswapV2Amounts before = state.Reserves;
        if (call.SyncPosition is null
            && TryMove(before.Amount0, amountsIn.Amount0, amountsOut.Amount0, out UInt256 after0)
            && TryMove(before.Amount1, amountsIn.Amount1, amountsOut.Amount1, out UInt256 after1))
        {
            state.AdoptReserves(swap.Position, swap.Kind, new UniswapV2Amounts(after0, after1));
            return;
        }
        state.LoseReserves(call);
    }

    private static void Count(
        ref UniswapV2ReplayCounts counts, UniswapV2Parameters parameters, in UniswapV2Amounts amountsIn, in UniswapV2Amounts amountsOut, in UniswapV2Amounts before)
    {
        bool zeroForOne = amountsIn.Amount1.IsZero && amountsOut.Amount0.IsZero;
        bool oneForZero = amountsIn.Amount0.IsZero && amountsOut.Amount1.IsZero;
        if (!zeroForOne && !oneForZero)
        {
            counts.SwapsTwoSided++;
            return;
        }
        UInt256 amountIn = zeroForOne ? amountsIn.Amount0 : amountsIn.Amount1, amountOut = zeroForOne ? amountsOut.Amount1 : amountsOut.Amount0;
        UInt256 reserveIn = zeroForOne ? before.Amount0 : before.Amount1, reserveOut = zeroForOne ? before.Amount1 : before.Amount0;
        UniswapV2Fee fee = parameters.FeeOnInput(zeroForOne);
        bool exact = (UniswapV2Math.AmountOut(amountIn, reserveIn, reserveOut, fee, out UInt256 most) == UniswapV2Status.Ok && most == amountOut)
            || (UniswapV2Math.AmountIn(amountOut, reserveIn, reserveOut, fee, out UInt256 least) == UniswapV2Status.Ok && least == amountIn);
        counts.SwapsExact += exact ? 1 : 0;
        counts.SwapsBelowMaximum += exact ? 0 : 1;
    }

    private static UniswapV2Amounts AmountsIn(in PoolEvent swap) => new((UInt256)swap.Amount0, (UInt256)swap.Amount1);

    private static UInt256 Above(in UInt256 value, in UInt256 floor) => value > floor ? value - floor : default;
}
