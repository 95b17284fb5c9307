using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>One dialect's way from a file to events, in the file's order. <see cref="PoolTapeReader"/> checks the order.</summary>
internal interface ITapeSource : IDisposable
{
    /// <summary>What the file says about its pool; complete once the first event has been read.</summary>
    TapeHeader Header { get; }

    /// <summary>How many records were passed over because they are no events of a pool.</summary>
    long SkippedCount { get; }

    /// <summary>Reads the next event over <paramref name="poolEvent"/>; false at the end.</summary>
    /// <exception cref="TapeFormatException">The file is damaged.</exception>
    bool TryRead(ref PoolEvent poolEvent);

    /// <summary>Makes the exception for something wrong with the record that was read last; to be thrown by the caller.</summary>
    TapeFormatException ProblemHere(string problem);
}
