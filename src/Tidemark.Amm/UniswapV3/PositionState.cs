using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What a pool knows of one position. <c>default</c> is a position that never was.</summary>
public readonly record struct PositionState
{
    /// <summary>Liquidity.</summary>
    public UInt128 Liquidity { get; init; }

    /// <summary>Fee growth of token 0 inside the range when the position was last touched, per unit of liquidity in units of 2^-128, modulo 2^256.</summary>
    public UInt256 FeeGrowthInside0LastX128 { get; init; }

    /// <summary>As <see cref="FeeGrowthInside0LastX128"/>, for token 1.</summary>
    public UInt256 FeeGrowthInside1LastX128 { get; init; }

    /// <summary>Token 0 that can be collected, base units, modulo 2^128.</summary>
    public UInt128 TokensOwed0 { get; init; }

    /// <summary>Token 1 that can be collected, base units, modulo 2^128.</summary>
    public UInt128 TokensOwed1 { get; init; }
}
