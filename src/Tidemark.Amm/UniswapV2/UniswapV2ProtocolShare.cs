namespace Tidemark.Amm.UniswapV2;

/// <summary>The fraction of the growth of √k that the protocol takes, as newly minted LP tokens, while its fee is on.</summary>
/// <remarks>For a share n/d the pair mints <c>n·S·(√k₂ − √k₁) / ((d − n)·√k₂ + n·√k₁)</c> of a supply S, rounding down: the formula of
/// Uniswap (1/6: weights 5 and 1) and PancakeSwap (8/25: weights 17 and 8). <c>default</c> is not a share: its denominator is zero, and
/// <see cref="UniswapV2Parameters"/> refuses it.</remarks>
public readonly record struct UniswapV2ProtocolShare
{
    /// <summary>Creates a share of numerator / denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is zero, or above the denominator.</exception>
    public UniswapV2ProtocolShare(uint numerator, uint denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>1/6: Uniswap V2 and SushiSwap.</summary>
    public static UniswapV2ProtocolShare Uniswap => new(1, 6);

    /// <summary>8/25: PancakeSwap V2.</summary>
    public static UniswapV2ProtocolShare PancakeSwap => new(8, 25);

    /// <summary>How many parts of <see cref="Denominator"/> the protocol takes.</summary>
    public uint Numerator { get; }

    /// <summary>How many parts the growth has.</summary>
    public uint Denominator { get; }
}
