using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What a swap does, or would do.</summary>
public readonly record struct SwapOutcome
{
    /// <summary>Token 0 that the pool gains; negative where it pays.</summary>
    public Int256 Amount0 { get; init; }

    /// <summary>Token 1 that the pool gains; negative where it pays.</summary>
    public Int256 Amount1 { get; init; }

    /// <summary>The square-root price after it, in units of 2^-96.</summary>
    public UInt256 SqrtPriceX96 { get; init; }

    /// <summary>The tick after it.</summary>
    public int Tick { get; init; }

    /// <summary>The active liquidity after it.</summary>
    public UInt128 Liquidity { get; init; }

    /// <summary>The whole fee in the input token, the protocol's share included.</summary>
    public UInt256 FeeAmount { get; init; }

    /// <summary>How many initialised ticks it crossed.</summary>
    public int TicksCrossed { get; init; }

    /// <summary>Whether token 0 went in.</summary>
    public bool ZeroForOne { get; init; }

    internal UInt256 FeeGrowthGlobalX128 { get; init; }

    /// <summary>The protocol's share of the fee, in the input token, modulo 2^128.</summary>
    public UInt128 ProtocolFees { get; init; }

    internal int Cursor { get; init; }

    internal long Quote { get; init; }

    // Quotes are counted pool by pool: another pool's outcome may carry the same number.
    internal SwapPath? Path { get; init; }
}
