namespace Tidemark.Amm.UniswapV3;

/// <summary>What is fixed for the life of a pool. Forks differ only in these.</summary>
/// <param name="FeePips">The swap fee in millionths of the input, from 0 to below one million.</param>
/// <param name="TickSpacing">The distance of usable ticks, from 1 to 16383.</param>
/// <param name="FeeRule">How the protocol's share is packed and applied.</param>
public sealed record UniswapV3Parameters(int FeePips, int TickSpacing, ProtocolFeeRule FeeRule = ProtocolFeeRule.UniswapDenominator)
{
    /// <summary>The highest spacing that the factory enables.</summary>
    public const int MaxTickSpacing = 16383;

    /// <summary>The liquidity that may begin or end at one tick: 2^128 - 1, shared evenly among the usable ticks.</summary>
    public UInt128 MaxLiquidityPerTick =>
        UInt128.MaxValue / (UInt128)(((TickMath.MaxUsableTick(TickSpacing) - TickMath.MinUsableTick(TickSpacing)) / TickSpacing) + 1);

    /// <summary>Throws where a parameter is out of bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fee or the spacing is out of bounds.</exception>
    public void Validate()
    {
        if (FeePips is < 0 or >= SwapMath.PipsDenominator)
        {
            throw new ArgumentOutOfRangeException(nameof(FeePips), FeePips, "A fee is from 0 to 999999 millionths.");
        }
        if (TickSpacing is < 1 or > MaxTickSpacing)
        {
            throw new ArgumentOutOfRangeException(nameof(TickSpacing), TickSpacing, $"A tick spacing is from 1 to {MaxTickSpacing}.");
        }
    }
}
