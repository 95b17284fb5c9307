using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Positions;

/// <summary>A second pair beside a replayed one, with liquidity that was not there.</summary>
internal sealed class ShadowPair
{
    // Nobody's addresses: who the others are makes no difference here.
    private static readonly Address Others = Address.Parse("0x000000000000000000000000000000000000beef");
    private static readonly Address Owner = Address.Parse("0x000000000000000000000000000000000000dead");

    private UInt256 _kAfterLiquidity;

    /// <summary>A pair like the replayed one, with a deposit more.</summary>
    /// <param name="replayed">The replayed pair, its reserves known.</param>
    /// <param name="supply">Its LP tokens.</param>
    /// <param name="amounts">The deposit, base units, at the reserves' ratio.</param>
    public ShadowPair(UniswapV2Pool replayed, in UInt256 supply, (UInt256 Amount0, UInt256 Amount1) amounts)
    {
        Pool = new UniswapV2Pool(replayed.Parameters);
        Pool.Restore(replayed.TakeSnapshot() with
        {
            Balance0 = replayed.Reserve0,
            Balance1 = replayed.Reserve1,
            TotalSupply = supply,
            FeeTo = replayed.FeeTo.IsZero ? default : Others,
            LpBalances = [new UniswapV2LpBalance(Others, supply)],
        });
        _ = Pool.TryDeposit(amounts.Amount0, amounts.Amount1);
        Status = Pool.TryMint(Owner, out UniswapV2Mint mint);
        Shares = mint.Liquidity;
        _kAfterLiquidity = Pool.Reserve0 * Pool.Reserve1;
    }

    public UniswapV2Pool Pool { get; }

    /// <summary>Whether the pair takes the deposit.</summary>
    public UniswapV2Status Status { get; }

    /// <summary>The LP tokens of the deposit.</summary>
    public UInt256 Shares { get; }

    /// <summary>Asks this pair for a recorded swap, in the form in which it was asked of the replayed one: for the most that its input gives, for its output,
    /// or for as much less than the most as was taken. What is lent and returned counts by the difference.</summary>
    /// <param name="swap">The swap.</param>
    /// <param name="before">The replayed pair before it.</param>
    public void Repeat(in PoolEvent swap, in PairMoment before)
    {
        (Int256 net0, Int256 net1) = (swap.Amount0 - (Int256)swap.Amount0Out, swap.Amount1 - (Int256)swap.Amount1Out);
        if (net0.Sign >= 0 && net1.Sign >= 0)
        {
            Give((UInt256)net0, (UInt256)net1);
            return;
        }
        bool zeroForOne = net0.Sign > 0;
        (UInt256 amountIn, UInt256 amountOut) = zeroForOne ? (net0.Magnitude, net1.Magnitude) : (net1.Magnitude, net0.Magnitude);
        (UInt256 reserveIn, UInt256 reserveOut) = zeroForOne ? (before.Reserve0, before.Reserve1) : (before.Reserve1, before.Reserve0);
        UniswapV2Fee fee = Pool.Parameters.FeeOnInput(zeroForOne);
        // What this pair cannot pay is a swap that would not have been made.
        if (UniswapV2Math.AmountOut(amountIn, reserveIn, reserveOut, fee, out UInt256 most) != UniswapV2Status.Ok || most.IsZero || amountOut == most)
        {
            _ = Pool.TrySwapExactIn(zeroForOne, amountIn, Owner, out _);
        }
        else if (UniswapV2Math.AmountIn(amountOut, reserveIn, reserveOut, fee, out UInt256 least) == UniswapV2Status.Ok && least == amountIn)
        {
            _ = Pool.TrySwapExactOut(zeroForOne, amountOut, Owner, out _);
        }
        else if (Pool.QuoteExactIn(zeroForOne, amountIn, out UInt256 mostHere) == UniswapV2Status.Ok)
        {
            UInt256 less = FullMath.MulDiv(mostHere, UInt256.Min(amountOut, most), most);
            _ = Pool.TrySwap(
                zeroForOne ? new UniswapV2Amounts(default, less) : new UniswapV2Amounts(less, default), Owner,
                zeroForOne ? new UniswapV2Amounts(amountIn, default) : new UniswapV2Amounts(default, amountIn), out _);
        }
    }

    /// <summary>Tokens that came into the pair for nothing.</summary>
    public void Give(in UInt256 amount0, in UInt256 amount1)
    {
        (UInt256 balance0, UInt256 balance1) = (Pool.Balance0, Pool.Balance1);
        _ = Pool.TryDeposit(amount0, amount1);
        if (Pool.TrySync() != UniswapV2Status.Ok)
        {
            Pool.SetTokenBalances(balance0, balance1);
        }
    }

    /// <summary>Others mint or burn as many LP tokens as on the chain, at this pair's own reserves.</summary>
    /// <param name="shares">The LP tokens.</param>
    /// <param name="isMint">Whether they are minted.</param>
    /// <param name="isProtocolFeeOn">Whether the tape has shown by now that the protocol takes its share.</param>
    public void Change(in UInt256 shares, bool isMint, bool isProtocolFeeOn)
    {
        Pool.FeeTo = isProtocolFeeOn ? Others : default;
        Pool.SetKLast(isProtocolFeeOn ? _kAfterLiquidity : default);
        if (isMint)
        {
            PairMoment now = PairMoment.Of(Pool, Pool.TotalSupply);
            _ = Pool.TryDeposit(FullMath.MulDivRoundingUp(shares, now.Reserve0, now.Supply), FullMath.MulDivRoundingUp(shares, now.Reserve1, now.Supply));
            if (Pool.TryMint(Others, out _) != UniswapV2Status.Ok)
            {
                Pool.SetTokenBalances(Pool.Reserve0, Pool.Reserve1);
            }
        }
        else
        {
            _ = Pool.TryTransferLp(Others, Pool.Parameters.Pair, UInt256.Min(shares, Pool.LpBalanceOf(Others)));
            _ = Pool.TryBurn(Owner, out _);
        }
        _kAfterLiquidity = Pool.Reserve0 * Pool.Reserve1;
    }
}
