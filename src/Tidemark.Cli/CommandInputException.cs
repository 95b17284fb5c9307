namespace Tidemark.Cli;

/// <summary>What the user asked for has no answer; the message says why and what to do.</summary>
internal sealed class CommandInputException : Exception
{
    public CommandInputException(string message)
        : base(message)
    {
    }

    public CommandInputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
