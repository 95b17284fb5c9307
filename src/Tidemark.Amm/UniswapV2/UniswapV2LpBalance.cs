using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>LP tokens of one holder.</summary>
/// <param name="Holder">Who holds them; the zero address holds the minimum liquidity.</param>
/// <param name="Value">Base units of the LP token.</param>
public readonly record struct UniswapV2LpBalance(Address Holder, UInt256 Value);
