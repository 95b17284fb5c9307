using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;

namespace Tidemark.Simulation.Positions;

/// <summary>One change of a position, and what had come of it until then.</summary>
public sealed record PositionMove
{
    /// <summary>What changed it.</summary>
    public required PositionMoveKind Kind { get; init; }

    /// <summary>Where the event stands on its chain.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>The block's time, seconds since 1970-01-01 UTC; zero where the tape has no times.</summary>
    public required long TimestampSeconds { get; init; }

    /// <summary>The transaction's hash; zero where the tape has none.</summary>
    public required UInt256 TransactionHash { get; init; }

    /// <summary>Liquidity added or taken out; LP tokens of a V2 pair.</summary>
    public required UInt128 Liquidity { get; init; }

    /// <summary>Token 0 in the pool for the position just before, base units: its principal, and in a V2 pair the fees, which stay in the reserves.</summary>
    public required UInt256 Before0 { get; init; }

    /// <summary>As <see cref="Before0"/>, for token 1.</summary>
    public required UInt256 Before1 { get; init; }

    /// <summary>The liquidity of the principal's value curve after the move, as <see cref="PositionHistory.CurveOf"/> takes it: V3's own count, in a V2
    /// pair the root of the product of the principal's tokens.</summary>
    public required double CurveLiquidity { get; init; }

    /// <summary>Token 0 that went in or out, base units; fees that a V2 pair pays with it apart.</summary>
    public required UInt256 Amount0 { get; init; }

    /// <summary>Token 1 that went in or out, base units.</summary>
    public required UInt256 Amount1 { get; init; }

    /// <summary>Fees of token 0 that the contract credited since the move before, base units.</summary>
    public UInt256 Accrued0 { get; init; }

    /// <summary>As <see cref="Accrued0"/>, for token 1.</summary>
    public UInt256 Accrued1 { get; init; }

    /// <summary>Fees of token 0 in a collection, base units, or in what leaves a V2 pair; zero otherwise.</summary>
    public UInt256 Fees0 { get; init; }

    /// <summary>As <see cref="Fees0"/>, for token 1.</summary>
    public UInt256 Fees1 { get; init; }

    /// <summary>The pool's square-root price at the change, in units of 2^-96.</summary>
    public required UInt256 SqrtPriceX96 { get; init; }

    /// <summary>What rebalancing would have made above the position since the move before, along the swaps of the tape, each counted at the prices right
    /// after it: in the numeraire of the prices that whoever recorded it was given. Not negative. Its sum over a
    /// life is the position's loss-versus-rebalancing.</summary>
    public required double LossVersusRebalancing { get; init; }

    // What holding has after the move: deposits come to it, and of all of it as much goes as a withdrawal takes of the liquidity.
    internal (double Amount0, double Amount1) Hold((double Amount0, double Amount1) before, double curveLiquidityBefore)
    {
        if (Kind is PositionMoveKind.Deposit or PositionMoveKind.Opening or PositionMoveKind.TransferIn)
        {
            return (before.Amount0 + BaseUnits.ToDouble(Amount0), before.Amount1 + BaseUnits.ToDouble(Amount1));
        }
        double stays = CurveLiquidity / curveLiquidityBefore;
        return Kind == PositionMoveKind.Collection ? before : (before.Amount0 * stays, before.Amount1 * stays);
    }
}
