using System.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>The fraction of a swap's input that stays in the pair, in the numerator and denominator that the contract is written with.</summary>
/// <remarks><c>default</c> is not a fee: its denominator is zero, and <see cref="UniswapV2Parameters"/> refuses it. Two equal fractions
/// accept the same swaps; the denominator only decides at which absurd size the contract's products overflow.</remarks>
public readonly record struct UniswapV2Fee
{
    /// <summary>Millionths of the input in a whole.</summary>
    private const uint PipsInWhole = 1_000_000;

    /// <summary>Creates a fee of numerator / denominator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is not below the denominator.</exception>
    public UniswapV2Fee(uint numerator, uint denominator)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(numerator, denominator);
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>3/1000, as Uniswap V2 and SushiSwap pairs are written.</summary>
    public static UniswapV2Fee Uniswap => new(3, 1000);

    /// <summary>25/10000, as PancakeSwap V2 pairs are written.</summary>
    public static UniswapV2Fee PancakeSwap => new(25, 10000);

    /// <summary>No fee: 0/1.</summary>
    public static UniswapV2Fee None => new(0, 1);

    /// <summary>How many parts of <see cref="Denominator"/> the pair keeps.</summary>
    public uint Numerator { get; }

    /// <summary>How many parts the input has.</summary>
    public uint Denominator { get; }

    /// <summary>A fee in millionths, in lowest terms: 3000 is 3/1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fee is a million millionths or more.</exception>
    public static UniswapV2Fee FromPips(uint feePips)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feePips, PipsInWhole);
        uint divisor = (uint)BigInteger.GreatestCommonDivisor(feePips, PipsInWhole);
        return new UniswapV2Fee(feePips / divisor, PipsInWhole / divisor);
    }
}
