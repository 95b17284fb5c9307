using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Pools with the same trades, with and without one position.</summary>
public sealed class UniswapV3TwinWorlds : WorldSet
{
    /// <summary>What is offered of each token at the price 1.</summary>
    public const ulong Offered = 1_000_000_000_000_000_000;

    /// <summary>The seed and the ticks of the position: around the price, narrow, and above it.</summary>
    public static readonly (int Seed, int Lower, int Upper)[] Positions = [(1, -600, 600), (2, -60, 120), (3, 120, 900)];

    public UniswapV3TwinWorlds()
        : base([.. Positions.Select(static position => Arguments(position.Seed))])
    {
    }

    public static string Arguments(int seed)
    {
        (_, int lower, int upper) = Positions.Single(position => position.Seed == seed);
        return $"twins --seed {seed} --lower={lower} --upper={upper} --liquidity {LiquidityAmounts.Of(UInt256.One << 96, lower, upper, Offered, Offered)} --steps 150";
    }
}
