using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What one step of a swap does.</summary>
public readonly record struct SwapStep
{
    /// <summary>The square-root price after the step, in units of 2^-96.</summary>
    public UInt256 SqrtPriceNextX96 { get; init; }

    /// <summary>Input used, without the fee, rounded up.</summary>
    public UInt256 AmountIn { get; init; }

    /// <summary>Output paid, rounded down.</summary>
    public UInt256 AmountOut { get; init; }

    /// <summary>The fee, in the input token, rounded up.</summary>
    public UInt256 FeeAmount { get; init; }
}
