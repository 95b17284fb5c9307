using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>What a replay of a V3 pool found.</summary>
public sealed record UniswapV3ReplayReport
{
    /// <summary>What the tape says about its pool.</summary>
    public required TapeHeader Header { get; init; }

    /// <summary>The fee and the spacing that the pool was given.</summary>
    public required UniswapV3Parameters Parameters { get; init; }

    /// <summary>Where the fee came from.</summary>
    public required ParameterOrigin FeeOrigin { get; init; }

    /// <summary>Where the spacing came from.</summary>
    public required ParameterOrigin TickSpacingOrigin { get; init; }

    /// <summary>What the replay started from.</summary>
    public required ReplayStart Start { get; init; }

    /// <summary>What was counted and compared.</summary>
    public required ReplayTally Tally { get; init; }

    /// <summary>What was inferred of a tape that starts in mid-life; null otherwise.</summary>
    public required TickMapFindings? TickMap { get; init; }

    /// <summary>The pool after the last event.</summary>
    public required UniswapV3PoolState Final { get; init; }

    /// <summary>Whether every event that could be checked agrees.</summary>
    public bool Agrees => Tally.Mismatched == 0;
}
