using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.ThorChain;

/// <summary>What THORChain or Maya pays for impermanent loss, in RUNE or CACAO with eight decimals.</summary>
/// <param name="Amount">What is paid.</param>
/// <param name="DepositValue">What was deposited, at the pool's price now.</param>
/// <param name="RedeemValue">What the units are worth now.</param>
/// <remarks>The default pays nothing.</remarks>
public readonly record struct LossCover(UInt256 Amount, UInt256 DepositValue, UInt256 RedeemValue);
