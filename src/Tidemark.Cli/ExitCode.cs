namespace Tidemark.Cli;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed: an error of the program, or cancelled.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>The input was read and replayed, and the chain's record disagrees.</summary>
    public const int Mismatch = 3;
}
