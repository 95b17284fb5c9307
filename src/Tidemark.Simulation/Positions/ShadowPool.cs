using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>A second pool beside a replayed one, for ranges that were not there.</summary>
internal sealed class ShadowPool
{
    private ShadowPool(UniswapV3Pool pool) => Pool = pool;

    public UniswapV3Pool Pool { get; }

    /// <summary>The same pool, to which liquidity may be added.</summary>
    public static ShadowPool Copy(UniswapV3Pool pool) => new(pool.Copy());

    /// <summary>The same pool with the same liquidity everywhere, which keeps the fee growth at more ticks.</summary>
    public static ShadowPool Marked(UniswapV3Pool pool, IEnumerable<int> ticks)
    {
        UniswapV3PoolState state = pool.Snapshot();
        SortedDictionary<int, TickState> marked = new(state.Ticks.ToDictionary(static tick => tick.Tick));
        foreach (int tick in ticks.Distinct())
        {
            TickState there = pool.TickStateAt(tick);
            // As the contract begins a tick: all growth so far is taken to be below the price.
            bool isBegun = there.LiquidityGross == UInt128.Zero && tick <= pool.Tick;
            // The unit keeps the tick when all that is really there leaves. It begins and ends nothing: the net stays.
            marked[tick] = there with
            {
                LiquidityGross = there.LiquidityGross + UInt128.One,
                FeeGrowthOutside0X128 = isBegun ? pool.FeeGrowthGlobal0X128 : there.FeeGrowthOutside0X128,
                FeeGrowthOutside1X128 = isBegun ? pool.FeeGrowthGlobal1X128 : there.FeeGrowthOutside1X128,
            };
        }
        return new ShadowPool(UniswapV3Pool.Restore(pool.Parameters, state with { Ticks = [.. marked.Values], Positions = [] }));
    }

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

    /// <summary>Moves the price to where the replayed pool's is, and takes over its liquidity where a tape in mid-life told it and the inferred ticks did not.</summary>
    public void Follow(UniswapV3Pool replayed)
    {
        MoveTo(replayed.SqrtPriceX96);
        if (Pool.Liquidity != replayed.Liquidity)
        {
            Pool.Adopt(replayed.SqrtPriceX96, replayed.Tick, replayed.Liquidity);
        }
    }

    /// <summary>Moves the price towards the replayed pool's, to the next initialised tick at most.</summary>
    /// <returns>The active liquidity on the way.</returns>
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
        return liquidity;
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
            throw new ReplayInputException($"The ticks inferred from the tape do not carry a pool from the square-root price {Pool.SqrtPriceX96} to {target}: {revert}; give the pool's state before the tape with --state.");
        }
    }
}
