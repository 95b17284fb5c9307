using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>An amount of each of a pair's two tokens, in base units. <c>default</c> is nothing of either.</summary>
/// <param name="Amount0">Base units of token 0.</param>
/// <param name="Amount1">Base units of token 1.</param>
public readonly record struct UniswapV2Amounts(UInt256 Amount0, UInt256 Amount1);
