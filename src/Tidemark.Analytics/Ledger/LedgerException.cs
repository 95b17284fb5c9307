namespace Tidemark.Analytics.Ledger;

/// <summary>A ledger that cannot be: entries out of order, more taken out than is there, a price that is missing. The message names the entry and its source.</summary>
public sealed class LedgerException : ArgumentException
{
    /// <summary>Creates one without a message.</summary>
    public LedgerException()
    {
    }

    /// <summary>Creates one.</summary>
    /// <param name="message">The entry, what was found and what is allowed.</param>
    public LedgerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with a cause.</summary>
    /// <param name="message">The entry, what was found and what is allowed.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
