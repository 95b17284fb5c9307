namespace Tidemark.Simulation.Replay;

/// <summary>A tape, a state and options that cannot be replayed together. The message says what is missing or contradictory, and the remedy.</summary>
public sealed class ReplayInputException : Exception
{
    /// <summary>Creates an exception.</summary>
    public ReplayInputException()
        : base("The input cannot be replayed.")
    {
    }

    /// <summary>Creates an exception.</summary>
    public ReplayInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    public ReplayInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
