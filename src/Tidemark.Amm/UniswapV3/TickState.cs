using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What a pool knows of one initialised tick.</summary>
public readonly record struct TickState
{
    /// <summary>The tick.</summary>
    public int Tick { get; init; }

    /// <summary>All liquidity that begins or ends here; above zero.</summary>
    public UInt128 LiquidityGross { get; init; }

    /// <summary>Liquidity that becomes active when the price rises over the tick; negative where it ends.</summary>
    public Int128 LiquidityNet { get; init; }

    /// <summary>Fee growth of token 0 on the other side of the tick from the current price, in units of 2^-128, modulo 2^256. Only
    /// differences have a meaning.</summary>
    public UInt256 FeeGrowthOutside0X128 { get; init; }

    /// <summary>As <see cref="FeeGrowthOutside0X128"/>, for token 1.</summary>
    public UInt256 FeeGrowthOutside1X128 { get; init; }
}
