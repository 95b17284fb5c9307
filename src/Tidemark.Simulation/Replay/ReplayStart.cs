namespace Tidemark.Simulation.Replay;

/// <summary>What a replay starts from.</summary>
public enum ReplayStart
{
    /// <summary>The pool's own beginning: the tape initialises it.</summary>
    Beginning = 0,

    /// <summary>A state that was given.</summary>
    State = 1,

    /// <summary>The middle of the pool's life, with a tick map inferred from the tape.</summary>
    Inferred = 2,
}
