using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.ThorChain;

/// <summary>What decides the shares in a pool of THORChain or Maya. Amounts have eight decimals.</summary>
/// <param name="BalanceAsset">The pool's amount of the asset.</param>
/// <param name="BalanceRune">The pool's amount of RUNE, or of CACAO on Maya.</param>
/// <param name="PoolUnits">All units of the pool.</param>
/// <remarks>The default is an empty pool, in which nobody has a share.</remarks>
public readonly record struct LiquidityPool(UInt256 BalanceAsset, UInt256 BalanceRune, UInt256 PoolUnits);
