using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Analytics.Legs;

/// <summary>Something that happened to a leg over a step of time.</summary>
/// <param name="Kind">What; the kind says which way the tokens went.</param>
/// <param name="Amounts">The tokens, as sizes.</param>
/// <param name="Cash">What it moved into the book's cash, in token 1; negative for what was paid out of it, zero where nothing left the leg.</param>
public readonly record struct LegFlow(LedgerEntryKind Kind, Reserves Amounts, double Cash);
