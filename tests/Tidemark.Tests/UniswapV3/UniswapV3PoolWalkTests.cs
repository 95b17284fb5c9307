using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Thousands of random calls against the reference, for the fees and spacings of Uniswap and its forks and for the bounds.</summary>
public sealed class UniswapV3PoolWalkTests
{
    [Theory]
    [InlineData(0, 1, false, 0, 1)]
    [InlineData(100, 1, false, -3, 2)]
    [InlineData(500, 10, false, 199_990, 3)]
    [InlineData(500, 10, false, -276_330, 4)]
    [InlineData(3000, 60, false, 257_907, 5)]
    [InlineData(3000, 60, false, -25_000, 6)]
    [InlineData(10_000, 200, false, -100, 7)]
    [InlineData(999_999, 16_383, false, 40_000, 8)]
    [InlineData(2500, 50, true, 7_777, 9)]
    [InlineData(100, 1, true, 128_000, 10)]
    [InlineData(3000, 60, false, 887_000, 11)]
    [InlineData(3000, 60, false, -887_000, 12)]
    public void Calls_RandomWalk_EqualTheReference(int feePips, int spacing, bool isPancake, int home, int seed)
    {
        PoolWalk walk = new(feePips, spacing, isPancake, home, seed);
        walk.Run(2_500);
        Assert.True(walk.TicksCrossed > 300, $"Only {walk.TicksCrossed} ticks were crossed.");
        Assert.True(walk.Answers[UniswapV3Revert.None] > 1_000, "Most calls were refused.");
        Assert.True(walk.Answers.Count > 12, $"Only {string.Join(", ", walk.Answers.Keys)} were reached.");
    }
}
