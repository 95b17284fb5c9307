using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Infers a pool's fee and tick spacing from its first events.</summary>
/// <remarks>Two swaps with nothing but other swaps between them fix the second one's prices before and after. Where it stays in one stretch of
/// constant liquidity, the amount in and the price move leave one fee: the one that reproduces the recorded amounts to the last unit.</remarks>
internal sealed class ParameterInference
{
    private const int EnoughSwaps = 256;

    // Fee tiers in use, by how common they are, with the spacing that goes with each: Uniswap V3, PancakeSwap V3.
    private static readonly (int FeePips, int TickSpacing)[] Tiers = [(3000, 60), (500, 10), (10000, 200), (100, 1), (2500, 50)];

    private readonly Dictionary<int, int> _votes = [];
    private UInt256 _priceBefore;
    private int _swaps;
    private int _ticksDivisor;

    /// <summary>Whether more events would hardly say more.</summary>
    public bool IsEnough => _swaps >= EnoughSwaps;

    /// <summary>How many swaps were reproduced by some fee.</summary>
    public int SwapsUsed => _swaps;

    /// <summary>How the protocol's share is packed: PancakeSwap records it with each swap, and its shares are above Uniswap's.</summary>
    public ProtocolFeeRule FeeRule { get; private set; }

    public void Observe(in PoolEvent poolEvent)
    {
        if (poolEvent.Has(PoolEventFields.ProtocolFees)
            || (poolEvent.Kind == PoolEventKind.SetFeeProtocol && (poolEvent.Amount0.Magnitude.BitLength > 8 || poolEvent.Amount1.Magnitude.BitLength > 8)))
        {
            FeeRule = ProtocolFeeRule.PancakeTenThousandths;
        }
        if (poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Burn && poolEvent.Has(PoolEventFields.Range) && !poolEvent.Liquidity.IsZero)
        {
            _ticksDivisor = Divisor(Divisor(_ticksDivisor, poolEvent.TickLower), poolEvent.TickUpper);
        }
        if (poolEvent.Kind == PoolEventKind.Initialize)
        {
            _priceBefore = poolEvent.SqrtPriceX96;
        }
        if (poolEvent.Kind != PoolEventKind.Swap)
        {
            return;
        }
        const PoolEventFields Needed = PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity;
        if (!poolEvent.Has(Needed))
        {
            _priceBefore = default;
            return;
        }
        if (!_priceBefore.IsZero && TickMath.IsPrice(_priceBefore) && TickMath.IsPrice(poolEvent.SqrtPriceX96) && poolEvent.PoolLiquidity.IsUInt128)
        {
            Vote(poolEvent);
        }
        _priceBefore = poolEvent.SqrtPriceX96;
    }

    /// <summary>The fee that reproduces the most swaps; null where none reproduces any, or where two that are no usual tier do so equally.</summary>
    public int? Fee()
    {
        int most = 0;
        int? best = null;
        foreach ((int fee, int votes) in _votes.OrderBy(static vote => vote.Key))
        {
            if (votes > most || (votes == most && IsTier(fee) && (best is not { } known || !IsTier(known))))
            {
                most = votes;
                best = fee;
            }
            else if (votes == most && IsTier(fee) == (best is { } other && IsTier(other)))
            {
                best = IsTier(fee) ? best : null;
            }
        }
        return best;
    }

    /// <summary>How many of the swaps that some fee reproduces this one does.</summary>
    public int VotesFor(int feePips) => _votes.GetValueOrDefault(feePips);

    /// <summary>The spacing that goes with the fee where the positions' ticks allow it, or else the largest that they allow; null where no position
    /// is recorded and the fee is no usual tier.</summary>
    public int? TickSpacing(int feePips)
    {
        foreach ((int fee, int spacing) in Tiers)
        {
            if (fee == feePips && Allows(spacing))
            {
                return spacing;
            }
        }
        return _ticksDivisor is > 0 and <= UniswapV3Parameters.MaxTickSpacing ? _ticksDivisor : null;
    }

    /// <summary>Whether every tick of the positions seen is a multiple of the spacing.</summary>
    public bool Allows(int tickSpacing) => _ticksDivisor % tickSpacing == 0;

    private static bool IsTier(int feePips) => Array.Exists(Tiers, tier => tier.FeePips == feePips);

    private static int Divisor(int left, int right)
    {
        (int a, int b) = (Math.Abs(left), Math.Abs(right));
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a;
    }

    private void Vote(in PoolEvent swap)
    {
        bool zeroForOne = swap.SqrtPriceX96 < _priceBefore;
        Int256 signedIn = zeroForOne ? swap.Amount0 : swap.Amount1;
        Int256 signedOut = zeroForOne ? swap.Amount1 : swap.Amount0;
        UInt128 liquidity = (UInt128)swap.PoolLiquidity;
        if (signedIn.Sign <= 0 || signedOut.Sign >= 0 || swap.SqrtPriceX96 == _priceBefore || liquidity == UInt128.Zero)
        {
            return;
        }
        UInt256 amountIn = signedIn.Magnitude;
        UInt256 withoutFee = zeroForOne
            ? SqrtPriceMath.GetAmount0Delta(swap.SqrtPriceX96, _priceBefore, liquidity, roundUp: true)
            : SqrtPriceMath.GetAmount1Delta(_priceBefore, swap.SqrtPriceX96, liquidity, roundUp: true);
        if (withoutFee > amountIn)
        {
            return;
        }
        bool counted = false;
        // The amounts give the fee up to their own rounding; small ones leave several.
        UInt256 estimate = FullMath.MulDiv(amountIn - withoutFee, SwapMath.PipsDenominator, amountIn);
        int centre = (int)(ulong)estimate;
        foreach ((int fee, _) in Tiers)
        {
            counted |= TryFee(fee, swap, zeroForOne, liquidity, amountIn, signedOut.Magnitude);
        }
        for (int fee = Math.Max(0, centre - 2); fee <= Math.Min(SwapMath.PipsDenominator - 1, centre + 2); fee++)
        {
            counted |= !IsTier(fee) && TryFee(fee, swap, zeroForOne, liquidity, amountIn, signedOut.Magnitude);
        }
        _swaps += counted ? 1 : 0;
    }

    private bool TryFee(int fee, in PoolEvent swap, bool zeroForOne, UInt128 liquidity, in UInt256 amountIn, in UInt256 amountOut)
    {
        UInt256 end = zeroForOne ? TickMath.MinSqrtPriceX96 : TickMath.MaxSqrtPriceX96;
        bool reproduces =
            Reproduces(SwapMath.ComputeSwapStep(_priceBefore, end, liquidity, amountIn, exactIn: true, fee), swap, amountIn, amountOut)
            || Reproduces(SwapMath.ComputeSwapStep(_priceBefore, end, liquidity, amountOut, exactIn: false, fee), swap, amountIn, amountOut)
            || Reproduces(SwapMath.ComputeSwapStep(_priceBefore, swap.SqrtPriceX96, liquidity, UInt256.MaxValue, exactIn: false, fee), swap, amountIn, amountOut);
        if (reproduces)
        {
            _votes[fee] = VotesFor(fee) + 1;
        }
        return reproduces;
    }

    private static bool Reproduces(in SwapStep step, in PoolEvent swap, in UInt256 amountIn, in UInt256 amountOut) =>
        step.SqrtPriceNextX96 == swap.SqrtPriceX96
        && step.AmountOut == amountOut
        && UInt256.AddWrapping(step.AmountIn, step.FeeAmount) == amountIn;
}
