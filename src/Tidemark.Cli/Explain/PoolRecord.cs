using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What a recorded pool says about the positions that are asked for.</summary>
/// <param name="Histories">The positions, those that cannot be explained among them.</param>
/// <param name="HasTimes">Whether the record has times.</param>
/// <param name="Mismatches">Events in which the replay and the record disagree.</param>
/// <param name="IsMidLife">Whether the record starts in mid-life, so that the protocol's share of the fees is not known.</param>
internal sealed record PoolRecord(IReadOnlyList<PositionHistory> Histories, bool HasTimes, long Mismatches, bool IsMidLife)
{
    /// <summary>Whether it names positions by a token id that a state of the pool before it does not know.</summary>
    public bool HasStateWithoutTokens { get; init; }

    /// <summary>How the figures were made, where they are approximate; null where the pool was replayed.</summary>
    public string? Approximation { get; init; }
}
