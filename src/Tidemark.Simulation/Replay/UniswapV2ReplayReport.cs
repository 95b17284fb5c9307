using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>What a replay of a V2 pair found.</summary>
public sealed record UniswapV2ReplayReport
{
    /// <summary>What the tape says about its pair.</summary>
    public required TapeHeader Header { get; init; }

    /// <summary>The fee in millionths that the pair was given.</summary>
    public required int FeePips { get; init; }

    /// <summary>Where the fee came from.</summary>
    public required ParameterOrigin FeeOrigin { get; init; }

    /// <summary>What was met and how it was checked.</summary>
    public required UniswapV2ReplayCounts Counts { get; init; }

    /// <summary>The disagreements, in the order found.</summary>
    public required IReadOnlyList<EventMismatch> Mismatches { get; init; }

    /// <summary>Events that disagree in at least one field.</summary>
    public required long Mismatched { get; init; }

    /// <summary>The pair after the last event.</summary>
    public required UniswapV2Snapshot Final { get; init; }

    /// <summary>Events of which something recorded could not be checked.</summary>
    public long Unchecked => Counts.TransfersUnchecked + Counts.MintsUnchecked + Counts.BurnsUnchecked + Counts.SwapsUnchecked;

    /// <summary>Events that agree in everything they record.</summary>
    public long Exact => Counts.Events - Unchecked - Mismatched;

    /// <summary>Whether every event that could be checked agrees.</summary>
    public bool Agrees => Mismatches.Count == 0;
}
