using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Infers a V2 pair's fee from its first swaps: the reserves before and the amounts of a swap that took all it could leave one.</summary>
internal sealed class UniswapV2FeeInference
{
    private const int EnoughSwaps = 256;

    // Fees of forks are whole hundredths of a per cent; a fee between them is tried where the amounts say so.
    private const int UsualStep = 100;

    private readonly Dictionary<int, int> _votes = [];
    private UInt256 _reserve0;
    private UInt256 _reserve1;
    private UInt256 _next0;
    private UInt256 _next1;
    private int _swaps;

    /// <summary>Whether more events would hardly say more.</summary>
    public bool IsEnough => _swaps >= EnoughSwaps;

    public void Observe(in PoolEvent poolEvent)
    {
        switch (poolEvent.Kind)
        {
            case PoolEventKind.Sync:
                (_reserve0, _reserve1) = (_next0, _next1);
                (_next0, _next1) = (poolEvent.Amount0.Magnitude, poolEvent.Amount1.Magnitude);
                break;
            case PoolEventKind.Swap when !_reserve0.IsZero && poolEvent.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.AmountsOut):
                Vote(poolEvent);
                break;
            default:
                break;
        }
    }

    /// <summary>The fee in millionths that most swaps follow; null where none says.</summary>
    public int? Fee() =>
        _votes.OrderByDescending(static vote => vote.Value).ThenByDescending(static vote => vote.Key % UsualStep == 0).ThenBy(static vote => vote.Key)
            .Select(static vote => (int?)vote.Key).FirstOrDefault();

    private void Vote(in PoolEvent swap)
    {
        bool zeroForOne = swap.Amount1.IsZero;
        bool isPlain = zeroForOne ? swap.Amount0Out.IsZero && !swap.Amount1Out.IsZero : swap.Amount0.IsZero && swap.Amount1Out.IsZero && !swap.Amount0Out.IsZero;
        UInt256 amountIn = zeroForOne ? swap.Amount0.Magnitude : swap.Amount1.Magnitude;
        UInt256 amountOut = zeroForOne ? swap.Amount1Out : swap.Amount0Out;
        (UInt256 reserveIn, UInt256 reserveOut) = zeroForOne ? (_reserve0, _reserve1) : (_reserve1, _reserve0);
        if (!isPlain || amountIn.IsZero || amountOut >= reserveOut
            || UniswapV2Math.AmountIn(amountOut, reserveIn, reserveOut, UniswapV2Fee.None, out UInt256 withoutFee) != UniswapV2Status.Ok
            || withoutFee > amountIn)
        {
            return;
        }
        int estimate = (int)(ulong)FullMath.MulDiv(amountIn - withoutFee, SwapMath.PipsDenominator, amountIn);
        int usual = (estimate + (UsualStep / 2)) / UsualStep * UsualStep;
        bool counted = false;
        for (int fee = Math.Max(0, estimate - 2); fee <= Math.Min(SwapMath.PipsDenominator - 1, estimate + 2); fee++)
        {
            counted |= fee != usual && TryFee(fee, amountIn, amountOut, reserveIn, reserveOut);
        }
        counted |= usual < SwapMath.PipsDenominator && TryFee(usual, amountIn, amountOut, reserveIn, reserveOut);
        _swaps += counted ? 1 : 0;
    }

    private bool TryFee(int feePips, in UInt256 amountIn, in UInt256 amountOut, in UInt256 reserveIn, in UInt256 reserveOut)
    {
        bool follows = UniswapV2Math.AmountOut(amountIn, reserveIn, reserveOut, UniswapV2Fee.FromPips((uint)feePips), out UInt256 most) == UniswapV2Status.Ok
            && most == amountOut;
        if (follows)
        {
            _votes[feePips] = _votes.GetValueOrDefault(feePips) + 1;
        }
        return follows;
    }
}
