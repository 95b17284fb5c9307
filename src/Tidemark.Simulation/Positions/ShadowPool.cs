using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>A second pool beside a replayed one, with liquidity that was not there.</summary>
internal sealed class ShadowPool(UniswapV3Pool pool)
{
    public UniswapV3Pool Pool { get; } = pool.Copy();

    /// <summary>Applies what is no swap. What the chain accepted, this pool cannot refuse, but for a tick that has no room.</summary>
    public void Apply(in PoolEvent poolEvent)
    {
        UniswapV3Revert revert = poolEvent.Kind switch
        {
            PoolEventKind.Mint => Pool.ModifyUnlisted(poolEvent.TickLower, poolEvent.TickUpper, (Int128)(UInt128)poolEvent.Liquidity, out _, out _),
            PoolEventKind.Burn => Pool.ModifyUnlisted(poolEvent.TickLower, poolEvent.TickUpper, -(Int128)(UInt128)poolEvent.Liquidity, out _, out _),
            PoolEventKind.Flash => Flash(poolEvent),
            PoolEventKind.SetFeeProtocol => Pool.SetFeeProtocol((uint)poolEvent.Amount0.Magnitude, (uint)poolEvent.Amount1.Magnitude),
            _ => UniswapV3Revert.None,
        };
        if (revert != UniswapV3Revert.None)
        {
            throw new ReplayInputException($"The pool with the position refuses the {poolEvent.Kind.ToString().ToLowerInvariant()} at {poolEvent.Position}: {revert}; choose a smaller position or another range.");
        }
    }

    /// <summary>Moves the price to where the replayed pool's is.</summary>
    public void MoveTo(UniswapV3Pool replayed) => MoveTo(replayed.SqrtPriceX96);

    /// <summary>Takes over the replayed pool's liquidity where a tape in mid-life told it and the inferred ticks did not.</summary>
    /// <param name="replayed">The replayed pool, at the same price.</param>
    /// <param name="own">The active liquidity that only this pool has.</param>
    public void Adopt(UniswapV3Pool replayed, UInt128 own)
    {
        if (Pool.Liquidity != replayed.Liquidity + own)
        {
            Pool.Adopt(replayed.SqrtPriceX96, replayed.Tick, replayed.Liquidity + own);
        }
    }

    /// <summary>Moves the price towards the replayed pool's, to the next initialised tick at most.</summary>
    /// <returns>The active liquidity on the way, without the unit that follows the fees.</returns>
    public UInt128 MoveOneSegment(UniswapV3Pool replayed)
    {
        UInt256 target = replayed.SqrtPriceX96;
        bool zeroForOne = target < Pool.SqrtPriceX96;
        if (Pool.TryNextInitializedTick(zeroForOne, out int tick))
        {
            UInt256 price = TickMath.GetSqrtPriceAtTick(tick);
            // A price on the tick itself crosses it with the smallest move.
            price = price == Pool.SqrtPriceX96 ? price - UInt256.One : price;
            target = zeroForOne ? UInt256.Max(price, target) : UInt256.Min(price, target);
        }
        UInt128 liquidity = Pool.Liquidity;
        MoveTo(target);
        return liquidity == UInt128.Zero ? liquidity : liquidity - UInt128.One;
    }

    /// <summary>Asks this pool for a recorded swap, in the form in which it was asked of the replayed pool.</summary>
    /// <param name="swap">The swap.</param>
    /// <param name="replayed">The replayed pool before it.</param>
    public void Repeat(in PoolEvent swap, UniswapV3Pool replayed)
    {
        SwapForm form = SwapMatcher.Match(replayed, swap, out SwapOutcome outcome, out _);
        bool zeroForOne = form == SwapForm.None ? swap.Amount0.Sign > 0 : outcome.ZeroForOne;
        UInt256 limit = form == SwapForm.PriceLimit ? swap.SqrtPriceX96 : zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        Int256 amount = form switch
        {
            SwapForm.ExactOutput => zeroForOne ? swap.Amount1 : swap.Amount0,
            SwapForm.PriceLimit => Int256.MinValue,
            _ => zeroForOne ? swap.Amount0 : swap.Amount1,
        };
        // A limit that this pool is beyond already, or an amount that it cannot pay, is a swap that would not have been made.
        _ = Pool.Swap(zeroForOne, amount, limit, out _);
    }

    private UniswapV3Revert Flash(in PoolEvent flash)
    {
        UInt256 amount0 = flash.Amount0.Magnitude;
        UInt256 amount1 = flash.Amount1.Magnitude;
        bool isPaid = flash.Has(PoolEventFields.Paid);
        return Pool.Flash(amount0, amount1, (Int256)(isPaid ? flash.Paid0 : Pool.FlashFee(amount0)), (Int256)(isPaid ? flash.Paid1 : Pool.FlashFee(amount1)));
    }

    private void MoveTo(in UInt256 target)
    {
        bool zeroForOne = target < Pool.SqrtPriceX96;
        if (target != Pool.SqrtPriceX96 && Pool.Swap(zeroForOne, Int256.MinValue, target, out _) is not UniswapV3Revert.None and var revert)
        {
            throw new InvalidOperationException($"The shadow pool refuses to move from {Pool.SqrtPriceX96} to {target}: {revert}.");
        }
    }
}
