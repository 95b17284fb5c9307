namespace Tidemark.Simulation.Replay;

/// <summary>How a replay goes on after a mismatch.</summary>
public enum MismatchPolicy
{
    /// <summary>Report it and go on from what the pool computed.</summary>
    Report = 0,

    /// <summary>Report it and end.</summary>
    Stop = 1,

    /// <summary>Report it and go on from what the chain recorded.</summary>
    Resync = 2,
}
