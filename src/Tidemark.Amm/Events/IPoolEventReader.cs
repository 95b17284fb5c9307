namespace Tidemark.Amm.Events;

/// <summary>Reads a tape once, in chain order, in batches.</summary>
public interface IPoolEventReader : IDisposable
{
    /// <summary>What the tape says about its pool.</summary>
    TapeHeader Header { get; }

    /// <summary>Fills the front of <paramref name="events"/> with the next events; 0 at the end. Positions ascend strictly over all batches.</summary>
    /// <exception cref="FormatException">The tape is damaged; the message names the file and the line, what was found and what was expected.</exception>
    int Read(Span<PoolEvent> events);

    /// <summary>Makes the exception for something wrong with the event that was read last, naming its place; to be thrown by the caller.</summary>
    /// <param name="problem">What was found, what was expected, and the remedy, separated by semicolons.</param>
    FormatException Problem(string problem);
}
