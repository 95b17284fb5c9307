using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>So much of a token, exactly.</summary>
/// <param name="Token">The token: its address or any other name that only it has; compared letter by letter.</param>
/// <param name="BaseUnits">The amount in base units; a size.</param>
/// <remarks>The default is of no token and is refused.</remarks>
public readonly record struct TokenAmount(string Token, UInt256 BaseUnits);
