using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>The liquidity of a V3 position that was not there.</summary>
internal static class HypotheticalLiquidity
{
    /// <summary>How the position is called.</summary>
    public static string Name(int tickLower, int tickUpper) => $"a position that was not there, {tickLower}:{tickUpper}";

    /// <summary>The liquidity that offered amounts make in a range.</summary>
    /// <exception cref="ReplayInputException">They make none, or more than a pool can hold.</exception>
    public static UInt128 Of(in UInt256 sqrtPriceX96, int tick, int tickLower, int tickUpper, in UInt256 amount0, in UInt256 amount1)
    {
        UInt128 liquidity;
        try
        {
            liquidity = LiquidityAmounts.Of(sqrtPriceX96, tickLower, tickUpper, amount0, amount1);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ReplayInputException($"The amounts {amount0} and {amount1} make more liquidity than a pool can hold; offer less.", e);
        }
        return liquidity != UInt128.Zero ? liquidity
            : throw new ReplayInputException($"The amounts {amount0} and {amount1} make no liquidity from tick {tickLower} to {tickUpper} at tick {tick}; offer more of the token that the range takes.");
    }
}
