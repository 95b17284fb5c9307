namespace Tidemark.Simulation.Positions;

/// <summary>What changed a position.</summary>
public enum PositionMoveKind
{
    /// <summary>It was there when the account began: before the tape, by the state, or before the period asked for.</summary>
    Opening = 0,

    /// <summary>Tokens went in for liquidity.</summary>
    Deposit = 1,

    /// <summary>Liquidity was taken out, for tokens that the position is then owed.</summary>
    Withdrawal = 2,

    /// <summary>Tokens that the position was owed were paid out: withdrawn ones first, the rest is fees.</summary>
    Collection = 3,

    /// <summary>LP tokens of a V2 pair came from another holder, or from the protocol's share.</summary>
    TransferIn = 4,

    /// <summary>LP tokens of a V2 pair went to another holder.</summary>
    TransferOut = 5,
}
