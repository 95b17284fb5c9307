namespace Tidemark.Simulation.Replay;

/// <summary>Where a pool parameter came from.</summary>
public enum ParameterOrigin
{
    /// <summary>The caller gave it.</summary>
    Option = 0,

    /// <summary>The tape says it.</summary>
    Tape = 1,

    /// <summary>The state says it.</summary>
    State = 2,

    /// <summary>The recorded swaps, or the ticks of recorded positions, leave no other.</summary>
    Inferred = 3,
}
