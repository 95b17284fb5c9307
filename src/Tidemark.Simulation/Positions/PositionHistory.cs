using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;

namespace Tidemark.Simulation.Positions;

/// <summary>What happened to a position, what it earned, and what it is at the end. All amounts are base units and exact unless said otherwise.</summary>
/// <remarks>A holder of a V2 pair's LP tokens has a position over all prices, without ticks, whose fees stay in the reserves and move with the price.</remarks>
public sealed record PositionHistory
{
    /// <summary>How the position is called: by its token id, by owner and ticks, or by the holder of LP tokens.</summary>
    public required string Name { get; init; }

    /// <summary>The position manager's token id; null where the tape does not say it.</summary>
    public ulong? TokenId { get; init; }

    /// <summary>The owner as the pool knows it, or the holder of LP tokens; null where the tape has token ids instead, and for a position that was not there.</summary>
    public Address? Owner { get; init; }

    /// <summary>The lower tick; null in a V2 pair, which has none.</summary>
    public required int? TickLower { get; init; }

    /// <summary>The upper tick; null in a V2 pair, which has none.</summary>
    public required int? TickUpper { get; init; }

    /// <summary>All that changed it, in chain order.</summary>
    public required IReadOnlyList<PositionMove> Moves { get; init; }

    /// <summary>Why the account is not whole; null where it is.</summary>
    public string? Gap { get; init; }

    /// <summary>A token that was made later and is on the tape earlier, so that this one was made before the tape and may have held liquidity then; null
    /// where no such is seen.</summary>
    public ulong? LaterToken { get; init; }

    /// <summary>Moments from the first move to <see cref="EndSeconds"/>, in order of time: after each move, after some swaps between them, and at the end.</summary>
    public IReadOnlyList<PositionSample> Course { get; init; } = [];

    /// <summary>Token 0 that was offered and did not fit the range at its price; zero for a position that was there.</summary>
    public UInt256 Unused0 { get; init; }

    /// <summary>As <see cref="Unused0"/>, for token 1.</summary>
    public UInt256 Unused1 { get; init; }

    /// <summary>The liquidity at the end; LP tokens of a V2 pair.</summary>
    public required UInt128 Liquidity { get; init; }

    /// <summary>Token 0 that the liquidity would give at the end, rounded down.</summary>
    public required UInt256 Principal0 { get; init; }

    /// <summary>Token 1 that the liquidity would give at the end, rounded down.</summary>
    public required UInt256 Principal1 { get; init; }

    /// <summary>Token 0 withdrawn and not collected yet.</summary>
    public required UInt256 Withdrawn0 { get; init; }

    /// <summary>Token 1 withdrawn and not collected yet.</summary>
    public required UInt256 Withdrawn1 { get; init; }

    /// <summary>All fees of token 0 that the liquidity earned, as the contract counts them.</summary>
    public required UInt256 Fees0 { get; init; }

    /// <summary>All fees of token 1 that the liquidity earned, as the contract counts them.</summary>
    public required UInt256 Fees1 { get; init; }

    /// <summary>Fees of token 0 that were earned and are not collected yet.</summary>
    public required UInt256 UncollectedFees0 { get; init; }

    /// <summary>Fees of token 1 that were earned and are not collected yet.</summary>
    public required UInt256 UncollectedFees1 { get; init; }

    /// <summary>By how much, at most, <see cref="Fees0"/> may be off; zero where they are exact, null where no bound is known.</summary>
    public required UInt256? FeeBound0 { get; init; }

    /// <summary>As <see cref="FeeBound0"/>, for <see cref="Fees1"/>.</summary>
    public required UInt256? FeeBound1 { get; init; }

    /// <summary>The pool's square-root price at <see cref="EndSeconds"/>, in units of 2^-96.</summary>
    public required UInt256 SqrtPriceX96 { get; init; }

    /// <summary>Whether there is liquidity at the end and the pool's tick is inside the range.</summary>
    public required bool IsInRange { get; init; }

    /// <summary>The time of the end, seconds since 1970-01-01 UTC: of the last event, or of the move that emptied the position.</summary>
    public required long EndSeconds { get; init; }

    /// <summary>Seconds for which it had liquidity.</summary>
    public required long OpenSeconds { get; init; }

    /// <summary>Seconds for which it had liquidity and the price was in its range.</summary>
    public required long InRangeSeconds { get; init; }

    /// <summary>As <see cref="PositionMove.LossVersusRebalancing"/>, since the last move.</summary>
    public required double LossVersusRebalancing { get; init; }

    /// <summary>Tokens that came into the position, base units.</summary>
    public (UInt256 Amount0, UInt256 Amount1) Deposited() => Sum(PositionMoveKind.Deposit, PositionMoveKind.Opening, PositionMoveKind.TransferIn);

    /// <summary>Tokens that left the position without fees, base units.</summary>
    public (UInt256 Amount0, UInt256 Amount1) Withdrawn() => Sum(PositionMoveKind.Withdrawal, PositionMoveKind.TransferOut);

    /// <summary>The value curve of a principal of the position: that of its range, or constant product without one.</summary>
    /// <param name="liquidity">As <see cref="PositionMove.CurveLiquidity"/>; positive.</param>
    public ValueCurve CurveOf(double liquidity) => (TickLower, TickUpper) is ({ } lower, { } upper)
        ? new ConcentratedCurve(liquidity, PoolPrice.Of(TickMath.GetSqrtPriceAtTick(lower)), PoolPrice.Of(TickMath.GetSqrtPriceAtTick(upper)))
        : new ConstantProductCurve(liquidity);

    /// <summary>The curve of everything that the position has in the pool at the end: fees of a V2 pair are reserves, those of a range lie apart.</summary>
    public ValueCurve EndCurve() => CurveOf(TickLower is null
        ? Math.Sqrt(BaseUnits.ToDouble(Principal0 + UncollectedFees0) * BaseUnits.ToDouble(Principal1 + UncollectedFees1))
        : (double)Liquidity);

    /// <summary>Fees that lie apart from the pool's reserves at the end and do not move with the price, base units.</summary>
    public (UInt256 Fees0, UInt256 Fees1) FeesApart() => TickLower is null ? default : (UncollectedFees0, UncollectedFees1);

    /// <summary>The fees in all collections together, base units.</summary>
    public (UInt256 Fees0, UInt256 Fees1) CollectedFees() => (
        Moves.Aggregate(UInt256.Zero, static (sum, move) => sum + move.Fees0), Moves.Aggregate(UInt256.Zero, static (sum, move) => sum + move.Fees1));

    private (UInt256 Amount0, UInt256 Amount1) Sum(params ReadOnlySpan<PositionMoveKind> kinds)
    {
        (UInt256 sum0, UInt256 sum1) = (UInt256.Zero, UInt256.Zero);
        foreach (PositionMove move in Moves)
        {
            if (kinds.Contains(move.Kind))
            {
                (sum0, sum1) = (sum0 + move.Amount0, sum1 + move.Amount1);
            }
        }
        return (sum0, sum1);
    }
}
