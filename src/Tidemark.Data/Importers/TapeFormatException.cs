namespace Tidemark.Data.Importers;

/// <summary>An input file cannot be read as what it should be: it is missing, damaged, cut off, of another format, or holds a value that
/// the field cannot have. The only exception that the readers of this namespace throw for an input.</summary>
/// <remarks>The message is one line: <c>FILE:LINE: what was found; what was expected; what to do about it</c>.</remarks>
public sealed class TapeFormatException : FormatException
{
    /// <summary>Creates an exception without a place.</summary>
    public TapeFormatException()
        : base("The input file cannot be read.")
    {
    }

    /// <summary>Creates an exception without a place.</summary>
    public TapeFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a place.</summary>
    public TapeFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception at a place.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="line">The line, counted from 1; null where the whole file is meant or the file has no lines.</param>
    /// <param name="problem">What was found, what was expected, and the remedy, separated by semicolons.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public TapeFormatException(string file, long? line, string problem, Exception? innerException = null)
        : base(line is { } number ? FormattableString.Invariant($"{file}:{number}: {problem}") : $"{file}: {problem}", innerException)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file as the user named it; null where unknown.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1; null where the whole file is meant or the file has no lines.</summary>
    public long? Line { get; }
}
