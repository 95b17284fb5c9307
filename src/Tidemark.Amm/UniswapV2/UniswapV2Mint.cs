using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>What a mint did. <c>default</c> where it was refused.</summary>
/// <param name="Amount0">Base units of token 0 that the pair found above its reserve.</param>
/// <param name="Amount1">Base units of token 1 that the pair found above its reserve.</param>
/// <param name="Liquidity">LP tokens minted to the depositor, rounded down; without the minimum liquidity locked by the first mint.</param>
/// <param name="ProtocolLiquidity">LP tokens minted to the protocol before that.</param>
public readonly record struct UniswapV2Mint(UInt256 Amount0, UInt256 Amount1, UInt256 Liquidity, UInt256 ProtocolLiquidity);
