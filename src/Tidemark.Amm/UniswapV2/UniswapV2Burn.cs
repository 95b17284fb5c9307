using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>What a burn did. <c>default</c> where it was refused.</summary>
/// <param name="Liquidity">LP tokens burned: all that the pair held.</param>
/// <param name="Amount0">Base units of token 0 paid out, rounded down.</param>
/// <param name="Amount1">Base units of token 1 paid out, rounded down.</param>
/// <param name="ProtocolLiquidity">LP tokens minted to the protocol before that.</param>
public readonly record struct UniswapV2Burn(UInt256 Liquidity, UInt256 Amount0, UInt256 Amount1, UInt256 ProtocolLiquidity);
