using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>One thing that happened to a position, in exact amounts and without prices.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When.</param>
/// <param name="Amounts">The tokens that it was about, of the pool or not.</param>
/// <param name="Source">Where this comes from, for people: a file and line, or a transaction.</param>
public sealed record LedgerEntry(LedgerEntryKind Kind, DateTimeOffset Time, IReadOnlyList<TokenAmount> Amounts, string Source)
{
    /// <summary>How much of the position a deposit, withdrawal or transfer added or removed, in the protocol's own count: V3's liquidity, V2's LP tokens. Zero for all other kinds.</summary>
    public UInt256 Liquidity { get; init; }

    /// <summary>Where the chain has it; null where it has not, as in a simulation.</summary>
    public EventPosition? ChainPosition { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Source} ({Kind}, {Time:u}{(ChainPosition is { } position ? $", {position}" : "")})");
}
