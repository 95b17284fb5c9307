using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What a recorded pool says about the positions that are asked for.</summary>
/// <param name="Histories">The positions, those that cannot be explained among them.</param>
/// <param name="Path">The pool's price over time.</param>
/// <param name="Mismatches">Events in which the replay and the record disagree.</param>
/// <param name="IsMidLife">Whether the record starts in mid-life, so that the protocol's share of the fees is not known.</param>
internal sealed record PoolRecord(IReadOnlyList<PositionHistory> Histories, PricePath Path, long Mismatches, bool IsMidLife);
