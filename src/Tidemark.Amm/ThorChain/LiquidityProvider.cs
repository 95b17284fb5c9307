using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.ThorChain;

/// <summary>A provider's units and what they were worth at the deposit. Amounts have eight decimals.</summary>
/// <param name="Units">The units of the pool that the provider owns.</param>
/// <param name="AssetDeposit">The asset in the pool share just after the deposit: a one-sided deposit counts as both halves.</param>
/// <param name="RuneDeposit">RUNE, or CACAO on Maya, in the pool share just after the deposit.</param>
/// <remarks>The default owns nothing.</remarks>
public readonly record struct LiquidityProvider(UInt256 Units, UInt256 AssetDeposit, UInt256 RuneDeposit);
