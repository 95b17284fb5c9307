using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>Reads a tape once, in chain order, and refuses one that is out of order or empty. Memory does not grow with the tape.</summary>
public sealed class PoolTapeReader : IPoolEventReader
{
    private readonly ITapeSource _source;
    private readonly TapeStream _stream;
    private EventPosition _last;
    private PoolEvent _first;
    private bool _hasFirst;

    /// <summary>Takes over the source and reads its first event, so that the header is complete.</summary>
    internal PoolTapeReader(ITapeSource source, TapeStream stream)
    {
        _source = source;
        _stream = stream;
        if (!_source.TryRead(ref _first))
        {
            throw _source.ProblemHere(_source.SkippedCount == 0
                ? "the file holds no events; at least one is expected; check that it was written completely"
                : FormattableString.Invariant($"the file holds no events of a pool, only {_source.SkippedCount} other logs; at least one is expected; check which contract the logs are of"));
        }
        _hasFirst = true;
        _last = _first.Position;
    }

    /// <inheritdoc/>
    public TapeHeader Header => _source.Header;

    /// <summary>How many records were passed over so far because they are no events that change a pool: approvals of LP tokens, a larger
    /// oracle, unknown logs.</summary>
    public long SkippedCount => _source.SkippedCount;

    /// <summary>How much of the file has been read, from 0 to 1; for progress. A database counts as not read.</summary>
    public double FractionRead => _stream.FractionRead;

    /// <inheritdoc/>
    public int Read(Span<PoolEvent> events)
    {
        int count = 0;
        if (_hasFirst && events.Length > 0)
        {
            events[count++] = _first;
            _hasFirst = false;
        }
        while (count < events.Length && _source.TryRead(ref events[count]))
        {
            EventPosition position = events[count].Position;
            if (position <= _last)
            {
                throw OutOfOrder(position);
            }
            _last = position;
            count++;
        }
        return count;
    }

    /// <inheritdoc/>
    public FormatException Problem(string problem) => _source.ProblemHere(problem);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private TapeFormatException OutOfOrder(EventPosition position) =>
        _source.ProblemHere(position == _last
            ? $"{position} stands twice; each position is expected once; remove the double"
            : $"{position} stands after {_last}; ascending positions are expected; sort the file by block, transaction and log");
}
