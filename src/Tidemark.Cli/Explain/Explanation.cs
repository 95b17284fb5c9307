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

    /// <summary>How the figures were made, where they are approximate; null where the pool was replayed.</summary>
    public string? Approximation { get; init; }

    /// <summary>Whether several positions were asked for, and so a total.</summary>
    public required bool AreMany { get; init; }

    /// <summary>Whether gas is counted.</summary>
    public required bool HasGas { get; init; }

    /// <summary>Events in which the replay and the record disagree.</summary>
    public long Mismatches { get; init; }

    /// <summary>Whether the tape starts in mid-life, so that the protocol's share of the fees is not known.</summary>
    public bool IsMidLife { get; init; }

    /// <summary>Whether the tape has times.</summary>
    public bool HasTimes { get; init; }

    /// <summary>The prices between which a position has liquidity, as people write them; null where at all prices, without ticks.</summary>
    public (double Low, double High)? PriceRange(PositionHistory history) => (history.TickLower, history.TickUpper) is ({ } lower, { } upper)
        ? (Math.Min(Tokens.PriceAtTick(lower), Tokens.PriceAtTick(upper)), Math.Max(Tokens.PriceAtTick(lower), Tokens.PriceAtTick(upper)))
        : null;

    /// <summary>Whether the protocol's share of the fees is known: by the tape's beginning, or because the position was paid all that it earned without one.</summary>
    public bool IsShareKnown(ExplainedPosition position) =>
        !IsMidLife || (position.History.UncollectedFees0 + position.History.UncollectedFees1 == UInt256.Zero && position.History.Fees0 + position.History.Fees1 != UInt256.Zero);
}
