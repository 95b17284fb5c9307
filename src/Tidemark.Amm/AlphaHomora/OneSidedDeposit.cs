using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Amm.AlphaHomora;

/// <summary>Entering a constant-product pair with one token, as Alpha Homora v1 and its forks do it, and what they count the position worth.</summary>
/// <remarks>Source: alphahomora 5017311, <c>StrategyAddETHOnly.sol</c> and <c>UniswapGoblin.sol</c>; Alpaca's are the same with PancakeSwap's fee.</remarks>
public static class OneSidedDeposit
{
    /// <summary>How much of one token to swap so that what is left and what was bought are in the proportion of the reserves, rounded down.</summary>
    /// <param name="balance">The amount of the token, in base units.</param>
    /// <param name="reserve">The pair's reserve of it.</param>
    /// <param name="fee">The pair's fee.</param>
    /// <returns>The amount to swap, at most the balance.</returns>
    /// <exception cref="ArgumentException">The fee is the default, which is none.</exception>
    /// <exception cref="OverflowException">The contract would revert: a product does not fit in 256 bits.</exception>
    /// <remarks>
    /// <c>(sqrt(reserve (balance 4 d f + reserve (d + f)^2)) - reserve (d + f)) / (2 f)</c> with <c>f</c> the part of <c>d</c> that the fee leaves: 3988000, 3988009,
    /// 1997 and 1994 in the contract for 3/1000.
    /// </remarks>
    public static UInt256 SwapAmount(in UInt256 balance, in UInt256 reserve, UniswapV2Fee fee)
    {
        RequireFee(fee);
        UInt256 denominator = (ulong)fee.Denominator;
        UInt256 left = (ulong)(fee.Denominator - fee.Numerator);
        UInt256 sum = denominator + left;
        UInt256 root = FullMath.Sqrt(reserve * ((balance * (denominator * left * 4)) + (reserve * (sum * sum))));
        return (root - (reserve * sum)) / (left * 2);
    }

    /// <summary>What the lender counts a position worth: the base token in it, and what selling the other token in it into the rest of the pool would bring.</summary>
    /// <param name="lpBalance">The LP tokens of the position.</param>
    /// <param name="lpSupply">All LP tokens of the pair.</param>
    /// <param name="baseReserve">The pair's balance of the token that was borrowed, in base units.</param>
    /// <param name="otherReserve">Its balance of the other token.</param>
    /// <param name="fee">The pair's fee.</param>
    /// <returns>The amount of the base token, rounded down. It is less than the mark value by the sale's fee and slippage.</returns>
    /// <exception cref="ArgumentException">The fee is the default, which is none, or the pair has no LP tokens, or fewer than the position.</exception>
    /// <exception cref="OverflowException">The contract would revert: a product does not fit in 256 bits.</exception>
    /// <remarks>A position that owns the whole pair sells into nothing: what it has of the base token is all that counts.</remarks>
    public static UInt256 Health(in UInt256 lpBalance, in UInt256 lpSupply, in UInt256 baseReserve, in UInt256 otherReserve, UniswapV2Fee fee)
    {
        RequireFee(fee);
        if (lpSupply.IsZero || lpBalance > lpSupply)
        {
            throw new ArgumentException($"lpBalance is {lpBalance} of {lpSupply}; it must be a part of a supply that is not zero.", nameof(lpBalance));
        }
        UInt256 ownBase = lpBalance * baseReserve / lpSupply;
        UInt256 ownOther = lpBalance * otherReserve / lpSupply;
        UInt256 sold = ownOther * (ulong)(fee.Denominator - fee.Numerator);
        UInt256 depth = ((otherReserve - ownOther) * (ulong)fee.Denominator) + sold;
        return depth.IsZero ? ownBase : ownBase + (sold * (baseReserve - ownBase) / depth);
    }

    private static void RequireFee(UniswapV2Fee fee)
    {
        if (fee.Denominator == 0)
        {
            throw new ArgumentException("The default value is not a fee.", nameof(fee));
        }
    }
}
