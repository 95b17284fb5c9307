using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>Replays mints and burns: LP tokens, amounts and reserves are computed and compared with the Transfers, the event and the Sync.</summary>
internal static class UniswapV2LiquidityReplay
{
    public static void ApplyMint(UniswapV2ReplayState state, in PoolEvent mint, UniswapV2PendingCall call)
    {
        state.Counts.Mints++;
        long mismatchesBefore = state.MismatchCount;
        if (IsFirst(state, call))
        {
            // Only a pair without LP tokens locks the minimum liquidity; it is empty but for a donation, which a Sync would have told of.
            BeginAtFirstMint(state, mint);
        }
        if (!TryAmounts(state, mint, out UniswapV2Amounts amounts) || !TryKnowReserves(state, mint, call, amounts))
        {
            state.Counts.MintsUnchecked++;
            PassSupply(state, mint, call, recorded: call.Minted.Count != 0);
            state.LoseReserves(call);
            state.RememberK();
            return;
        }
        if (!state.SupplyKnown && state.Reserves == default)
        {
            // The locked minimum liquidity keeps something in the pair for ever: an empty pair has no LP tokens.
            state.AdoptSupply(default);
        }
        if (call.Minted.Count == 0 || !state.SupplyKnown)
        {
            PassSupply(state, mint, call, recorded: call.Minted.Count != 0);
            AdoptComputed(state, mint, call, add: true, amounts);
            state.Counts.MintsUnchecked += state.MismatchCount == mismatchesBefore ? 1 : 0;
            return;
        }
        UInt256 supplyAfter = SupplyAfter(state, call);
        UniswapV2LpMovement minted = call.Minted[^1];
        UniswapV2LpMovement? protocolMint = ProtocolMovement(call, ownMints: IsFirst(state, call) ? 2 : 1);
        PrepareProtocol(state, protocolMint);
        UniswapV2Mint done = default;
        UniswapV2Status status = state.Pool.TryDeposit(amounts.Amount0, amounts.Amount1);
        status = status == UniswapV2Status.Ok ? state.Pool.TryMint(minted.To, out done) : status;
        if (status != UniswapV2Status.Ok)
        {
            state.ReportRefusal(mint, status);
            Correct(state, call, supplyAfter);
            return;
        }
        CompareProtocol(state, mint, protocolMint, done.ProtocolLiquidity);
        state.Compare(minted.Position, PoolEventKind.Transfer, "liquidity", minted.Value, done.Liquidity);
        Finish(state, mint, call, supplyAfter);
        state.Counts.MintsExact += state.MismatchCount == mismatchesBefore ? 1 : 0;
    }

    public static void ApplyBurn(UniswapV2ReplayState state, in PoolEvent burn, UniswapV2PendingCall call)
    {
        state.Counts.Burns++;
        long mismatchesBefore = state.MismatchCount;
        if (call.Burned is { } burnedFrom)
        {
            state.LearnPair(burnedFrom.From);
        }
        if (!TryAmounts(state, burn, out UniswapV2Amounts amounts) || !TryHoldings(state, burn, call, amounts, out UniswapV2Amounts held))
        {
            state.Counts.BurnsUnchecked++;
            PassSupply(state, burn, call, recorded: call.Burned is not null);
            state.LoseReserves(call);
            state.RememberK();
            return;
        }
        if (call.Burned is not { } burned || !state.SupplyKnown)
        {
            PassSupply(state, burn, call, recorded: call.Burned is not null);
            AdoptComputed(state, burn, call, add: false, PaysItself(state, burn) ? default : amounts);
            state.Counts.BurnsUnchecked += state.MismatchCount == mismatchesBefore ? 1 : 0;
            return;
        }
        UInt256 supplyAfter = SupplyAfter(state, call);
        state.Attribute(burned.From, burned.Value);
        UniswapV2LpMovement? protocolMint = ProtocolMovement(call, ownMints: 0);
        PrepareProtocol(state, protocolMint);
        state.Pool.SetTokenBalances(held.Amount0, held.Amount1);
        UniswapV2Status status = state.Pool.TryBurn(burn.Recipient, out UniswapV2Burn done);
        if (status != UniswapV2Status.Ok)
        {
            state.ReportRefusal(burn, status);
            Correct(state, call, supplyAfter);
            return;
        }
        CompareProtocol(state, burn, protocolMint, done.ProtocolLiquidity);
        state.Compare(burned.Position, PoolEventKind.Transfer, "liquidity", burned.Value, done.Liquidity);
        state.Compare(burn.Position, burn.Kind, "amount0", amounts.Amount0, done.Amount0);
        state.Compare(burn.Position, burn.Kind, "amount1", amounts.Amount1, done.Amount1);
        Finish(state, burn, call, supplyAfter);
        state.Counts.BurnsExact += state.MismatchCount == mismatchesBefore ? 1 : 0;
    }

    /// <summary>LP tokens moved by a call that no event names: the supply follows, unexplained.</summary>
    public static void PassSupply(UniswapV2ReplayState state, UniswapV2PendingCall call)
    {
        if (state.SupplyKnown)
        {
            state.AdoptSupply(SupplyAfter(state, call));
        }
    }

    private static void PassSupply(UniswapV2ReplayState state, in PoolEvent poolEvent, UniswapV2PendingCall call, bool recorded)
    {
        if (recorded)
        {
            PassSupply(state, call);
        }
        else
        {
            if (state.SupplyKnown && state.TransferSeen)
            {
                state.Report(poolEvent.Position, poolEvent.Kind, "liquidity", "not recorded", "a Transfer of LP tokens before it");
            }
            state.LoseSupply();
        }
    }

    /// <summary>The Transfer before the depositor's goes to the zero address only where it locks the minimum liquidity: a protocol fee for
    /// the zero address is off. Where it stands alone, the depositor's is missing.</summary>
    private static bool IsFirst(UniswapV2ReplayState state, UniswapV2PendingCall call) =>
        call.Minted is [.., { To.IsZero: true }, _]
        || (call.Minted is [{ To.IsZero: true } alone] && alone.Value == UniswapV2Pool.MinimumLiquidity && (!state.SupplyKnown || state.Pool.TotalSupply.IsZero));

    private static void BeginAtFirstMint(UniswapV2ReplayState state, in PoolEvent mint)
    {
        if (!state.SupplyKnown)
        {
            state.AdoptSupply(default);
        }
        if (!state.ReservesKnown)
        {
            state.AdoptReserves(mint.Position, mint.Kind, default);
        }
    }

    private static bool TryAmounts(UniswapV2ReplayState state, in PoolEvent poolEvent, out UniswapV2Amounts amounts)
    {
        amounts = default;
        if (!poolEvent.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1))
        {
            return false;
        }
        if (poolEvent.Amount0.IsNegative || poolEvent.Amount1.IsNegative)
        {
            Int256 negative = poolEvent.Amount0.IsNegative ? poolEvent.Amount0 : poolEvent.Amount1;
            state.Report(poolEvent.Position, poolEvent.Kind, poolEvent.Amount0.IsNegative ? "amount0" : "amount1", negative.ToString(), "0 or more");
            return false;
        }
        amounts = new UniswapV2Amounts((UInt256)poolEvent.Amount0, (UInt256)poolEvent.Amount1);
        return true;
    }

    private static bool TryKnowReserves(UniswapV2ReplayState state, in PoolEvent mint, UniswapV2PendingCall call, in UniswapV2Amounts amounts)
    {
        if (state.ReservesKnown)
        {
            state.Counts.ReservesUnchecked += call.SyncPosition is null ? 1 : 0;
            return true;
        }
        if (call.SyncPosition is null
            || !UInt256.TrySubtract(call.SyncReserves.Amount0, amounts.Amount0, out UInt256 before0)
            || !UInt256.TrySubtract(call.SyncReserves.Amount1, amounts.Amount1, out UInt256 before1))
        {
            return false;
        }
        state.Counts.ReservesUnchecked++;
        state.AdoptReserves(mint.Position, mint.Kind, new UniswapV2Amounts(before0, before1));
        return state.ReservesKnown;
    }

    /// <summary>What the pair held when it burned: the reserves and any donation, which is what its Sync records and what it paid out.</summary>
    private static bool TryHoldings(
        UniswapV2ReplayState state, in PoolEvent burn, UniswapV2PendingCall call, in UniswapV2Amounts amounts, out UniswapV2Amounts held)
    {
        held = state.Reserves;
        if (call.SyncPosition is not { } position)
        {
            state.Counts.ReservesUnchecked += state.ReservesKnown ? 1 : 0;
            return state.ReservesKnown;
        }
        bool toItself = PaysItself(state, burn);
        UniswapV2Amounts after = call.SyncReserves;
        if (!UInt256.TryAdd(after.Amount0, toItself ? default : amounts.Amount0, out UInt256 held0)
            || !UInt256.TryAdd(after.Amount1, toItself ? default : amounts.Amount1, out UInt256 held1))
        {
            return false;
        }
        if (!state.ReservesKnown)
        {
            state.Counts.ReservesUnchecked++;
            held = new UniswapV2Amounts(held0, held1);
            state.AdoptReserves(position, PoolEventKind.Sync, held);
            return state.ReservesKnown;
        }
        bool lost = held0 < held.Amount0 || held1 < held.Amount1;
        if (lost && !state.BalancesMayFall)
        {
            // Left as the reserves say: the comparison with the Sync names what is missing.
            return true;
        }
        state.Counts.BalanceLosses += lost ? 1 : 0;
        state.Counts.BurnsWithDonation += held0 > held.Amount0 || held1 > held.Amount1 ? 1 : 0;
        held = new UniswapV2Amounts(held0, held1);
        return true;
    }

    private static bool PaysItself(UniswapV2ReplayState state, in PoolEvent burn) =>
        burn.Has(PoolEventFields.Recipient) && burn.Recipient == state.Pool.Parameters.Pair;

    /// <summary>Moves the reserves by the recorded amounts, where the LP tokens cannot be checked.</summary>
    private static void AdoptComputed(UniswapV2ReplayState state, in PoolEvent poolEvent, UniswapV2PendingCall call, bool add, in UniswapV2Amounts amounts)
    {
        UniswapV2Amounts before = state.Reserves;
        bool possible = TryMove(before.Amount0, amounts.Amount0, add, out UInt256 after0) & TryMove(before.Amount1, amounts.Amount1, add, out UInt256 after1);
        bool donated = !add && possible && call.SyncPosition is not null && call.SyncReserves.Amount0 >= after0 && call.SyncReserves.Amount1 >= after1;
        if (!possible)
        {
            state.ReportRefusal(poolEvent, add ? UniswapV2Status.Overflow : UniswapV2Status.TransferFailed);
            state.LoseReserves(call);
        }
        else if (donated || (state.BalancesMayFall && !add && call.SyncPosition is not null))
        {
            state.AdoptReserves(poolEvent.Position, poolEvent.Kind, call.SyncReserves);
        }
        else
        {
            state.AdoptReserves(poolEvent.Position, poolEvent.Kind, new UniswapV2Amounts(after0, after1));
            state.RequireSync(poolEvent, call);
            state.CompareReserves(call);
        }
        state.RememberK();
    }

    private static bool TryMove(in UInt256 reserve, in UInt256 amount, bool add, out UInt256 after) =>
        add ? UInt256.TryAdd(reserve, amount, out after) : UInt256.TrySubtract(reserve, amount, out after);

    private static UniswapV2LpMovement? ProtocolMovement(UniswapV2PendingCall call, int ownMints) =>
        call.Minted.Count > ownMints ? call.Minted[0] : null;

    /// <summary>Sets the protocol's fee as the Transfers show it. A fee that was on before and would have minted now, but did not, was turned
    /// off; one that minted now was on at the liquidity event before.</summary>
    private static void PrepareProtocol(UniswapV2ReplayState state, UniswapV2LpMovement? protocolMint)
    {
        UniswapV2Pool pool = state.Pool;
        if (protocolMint is not { } movement)
        {
            bool wouldMint = !pool.FeeTo.IsZero
                && (UniswapV2Math.ProtocolLiquidity(
                    pool.TotalSupply, pool.Reserve0, pool.Reserve1, pool.KLast, pool.Parameters.ProtocolShare, out UInt256 liquidity) != UniswapV2Status.Ok
                    || !liquidity.IsZero);
            pool.FeeTo = wouldMint ? default : pool.FeeTo;
            return;
        }
        state.Counts.ProtocolMints++;
        if (state.KAfterLiquidity is { } k)
        {
            pool.FeeTo = movement.To;
            pool.SetKLast(k);
            return;
        }
        // Nothing tells the growth since a liquidity event before the tape: the recorded tokens are taken as they are.
        state.Counts.ProtocolMintsUnchecked++;
        pool.FeeTo = movement.To;
        pool.SetKLast(default);
        UniswapV2Snapshot snapshot = pool.TakeSnapshot();
        if (UInt256.TryAdd(snapshot.TotalSupply, movement.Value, out UInt256 supply))
        {
            pool.Restore(snapshot with { TotalSupply = supply });
        }
    }

    private static void CompareProtocol(UniswapV2ReplayState state, in PoolEvent poolEvent, UniswapV2LpMovement? protocolMint, in UInt256 computed)
    {
        if (protocolMint is { } movement && state.KAfterLiquidity is not null)
        {
            state.Compare(movement.Position, PoolEventKind.Transfer, "liquidity", movement.Value, computed);
        }
        else if (!computed.IsZero)
        {
            state.Compare(poolEvent.Position, PoolEventKind.Transfer, "liquidity", default, computed);
        }
    }

    private static void Finish(UniswapV2ReplayState state, in PoolEvent poolEvent, UniswapV2PendingCall call, in UInt256 supplyAfter)
    {
        state.RequireSync(poolEvent, call);
        state.CompareReserves(call);
        if (state.Pool.TotalSupply != supplyAfter)
        {
            state.Compare(poolEvent.Position, poolEvent.Kind, "totalSupply", supplyAfter, state.Pool.TotalSupply);
            state.AdoptSupply(supplyAfter);
        }
        state.RememberK();
    }

    private static void Correct(UniswapV2ReplayState state, UniswapV2PendingCall call, in UInt256 supplyAfter)
    {
        state.AdoptSupply(supplyAfter);
        state.LoseReserves(call);
        state.RememberK();
    }

    private static UInt256 SupplyAfter(UniswapV2ReplayState state, UniswapV2PendingCall call)
    {
        UInt256 supply = state.Pool.TotalSupply;
        foreach (UniswapV2LpMovement movement in call.Minted)
        {
            supply = UInt256.AddWrapping(supply, movement.Value);
        }
        return call.Burned is { } burned && burned.Value <= supply ? supply - burned.Value : supply;
    }
}
