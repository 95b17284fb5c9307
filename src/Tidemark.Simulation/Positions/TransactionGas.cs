namespace Tidemark.Simulation.Positions;

/// <summary>The gas of a position's transactions: the calls of one pay for it once.</summary>
internal sealed class TransactionGas(PositionHistory history)
{
    private int _used;
    private bool _isOpened = history.LaterToken is not null;

    /// <summary>Takes the next move.</summary>
    /// <param name="index">Which of the history's moves.</param>
    /// <returns>The gas of the transaction that ends with it; zero where it goes on, or the owner did not send it.</returns>
    public int Next(int index)
    {
        PositionMove move = history.Moves[index];
        int use = GasUse.Of(move.Kind, history.TickLower is not null, isFirst: !_isOpened);
        _isOpened |= move.Kind is not PositionMoveKind.Collection;
        _used += _used > 0 && use > 0 ? use - GasUse.Transaction : use;
        if (index + 1 < history.Moves.Count && IsOfOneTransaction(move, history.Moves[index + 1]))
        {
            return 0;
        }
        int used = _used;
        _used = 0;
        return used;
    }

    private static bool IsOfOneTransaction(PositionMove move, PositionMove next) =>
        move.Position.BlockNumber == next.Position.BlockNumber && move.Position.TransactionIndex == next.Position.TransactionIndex && move.TransactionHash == next.TransactionHash
        && move.TimestampSeconds == next.TimestampSeconds;
}
