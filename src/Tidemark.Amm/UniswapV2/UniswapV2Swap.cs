using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>What a swap did. <c>default</c> where it was refused.</summary>
/// <param name="Amount0In">Base units of token 0 that the pair found above what it had left; a donation counts too.</param>
/// <param name="Amount1In">Base units of token 1, likewise.</param>
/// <param name="Amount0Out">Base units of token 0 paid out.</param>
/// <param name="Amount1Out">Base units of token 1 paid out.</param>
public readonly record struct UniswapV2Swap(UInt256 Amount0In, UInt256 Amount1In, UInt256 Amount0Out, UInt256 Amount1Out);
