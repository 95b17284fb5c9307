namespace Tidemark.Amm.Events;

/// <summary>Where an event stands on its chain. Positions are ordered as the chain executed them.</summary>
/// <param name="BlockNumber">The block.</param>
/// <param name="TransactionIndex">The transaction's index in the block.</param>
/// <param name="LogIndex">The log's index in the block.</param>
public readonly record struct EventPosition(ulong BlockNumber, uint TransactionIndex, uint LogIndex) : IComparable<EventPosition>
{
    /// <summary>Compares in chain order.</summary>
    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    /// <summary>Compares in chain order.</summary>
    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    /// <summary>Compares in chain order.</summary>
    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Compares in chain order.</summary>
    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(EventPosition other)
    {
        int order = BlockNumber.CompareTo(other.BlockNumber);
        order = order != 0 ? order : TransactionIndex.CompareTo(other.TransactionIndex);
        return order != 0 ? order : LogIndex.CompareTo(other.LogIndex);
    }

    /// <summary>For messages.</summary>
    public override string ToString() => $"block {BlockNumber}, transaction {TransactionIndex}, log {LogIndex}";
}
