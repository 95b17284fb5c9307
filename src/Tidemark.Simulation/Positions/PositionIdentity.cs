using System.Globalization;
using Tidemark.Amm.Events;

namespace Tidemark.Simulation.Positions;

/// <summary>What tells one position of a V3 pool from another: the position manager's token id where a tape has it, and otherwise owner and ticks.</summary>
/// <param name="TokenId">The token id; null where the tape has none.</param>
/// <param name="Owner">The owner; the zero address where there is a token id, for a token can change hands.</param>
/// <param name="TickLower">The lower tick.</param>
/// <param name="TickUpper">The upper tick.</param>
public readonly record struct PositionIdentity(ulong? TokenId, Address Owner, int TickLower, int TickUpper)
{
    /// <summary>Of which position an event is.</summary>
    /// <param name="poolEvent">The event.</param>
    /// <param name="identity">The position.</param>
    /// <param name="isOwnerGuessed">Whether the tape drops a mint's owner, so that the sender was taken for it.</param>
    /// <returns>Whether it is a mint, burn or collect of which token id, owner or sender is recorded.</returns>
    public static bool TryOf(in PoolEvent poolEvent, out PositionIdentity identity, out bool isOwnerGuessed)
    {
        bool isToken = poolEvent.Has(PoolEventFields.TokenId);
        bool isOwned = poolEvent.Has(PoolEventFields.Owner);
        isOwnerGuessed = !isToken && !isOwned;
        Address owner = isToken ? default : isOwned ? poolEvent.Owner : poolEvent.Sender;
        identity = new PositionIdentity(isToken ? poolEvent.TokenId : null, owner, poolEvent.TickLower, poolEvent.TickUpper);
        return poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Burn or PoolEventKind.Collect
            && (isToken || isOwned || (poolEvent.Kind == PoolEventKind.Mint && poolEvent.Has(PoolEventFields.Sender)));
    }

    /// <summary>As people write it: <c>token 638541</c>, or owner and ticks.</summary>
    public override string ToString() => TokenId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"token {id}")
        : string.Create(CultureInfo.InvariantCulture, $"{Owner} {TickLower}:{TickUpper}");
}
