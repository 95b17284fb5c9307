using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What <c>explain</c> found.</summary>
internal sealed record Explanation
{
    public required PoolTokens Tokens { get; init; }

    public required Money Money { get; init; }

    /// <summary>The positions that can be explained, the best net result first.</summary>
    public required IReadOnlyList<ExplainedPosition> Positions { get; init; }

    /// <summary>The others, each with the reason.</summary>
    public required IReadOnlyList<PositionHistory> Unexplained { get; init; }

    /// <summary>The pool's price over time.</summary>
    public required IReadOnlyList<(long Seconds, UInt256 SqrtPriceX96)> Path { get; init; }

    /// <summary>How a position that was not there was taken to change the pool; null for one that was.</summary>
    public required PositionImpact? Impact { get; init; }
}
