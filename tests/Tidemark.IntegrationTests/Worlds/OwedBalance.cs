using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>What the contract owes a position, carried on by our account of it; modulo 2^128, as the contract counts it.</summary>
/// <param name="Owed0">Token 0, base units.</param>
/// <param name="Owed1">Token 1, base units.</param>
internal readonly record struct OwedBalance(UInt256 Owed0, UInt256 Owed1)
{
    /// <summary>After a move: fees accrued, liquidity taken out, tokens paid out.</summary>
    public OwedBalance After(PositionMove move)
    {
        (UInt256 owed0, UInt256 owed1) = (Owed0 + move.Accrued0, Owed1 + move.Accrued1);
        if (move.Kind == PositionMoveKind.Withdrawal)
        {
            (owed0, owed1) = (owed0 + move.Amount0, owed1 + move.Amount1);
        }
        (owed0, owed1) = (Wrapped(owed0), Wrapped(owed1));
        return move.Kind == PositionMoveKind.Collection ? new OwedBalance(owed0 - move.Amount0, owed1 - move.Amount1) : new OwedBalance(owed0, owed1);
    }

    public static UInt256 Wrapped(in UInt256 amount) => amount & UInt128.MaxValue;
}
