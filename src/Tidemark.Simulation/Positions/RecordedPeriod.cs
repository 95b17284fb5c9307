using Tidemark.Amm.Events;

namespace Tidemark.Simulation.Positions;

/// <summary>The time along a tape, the part of it that accounts are of, and whether any of them has liquidity then.</summary>
/// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC.</param>
/// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
internal sealed class RecordedPeriod(long fromSeconds, long toSeconds)
{
    private long? _firstSeconds;
    private int _openAccounts;
    private bool _isBegun;

    /// <summary>The time of the event that is replayed, at most the end of the period.</summary>
    public long Seconds { get; private set; }

    /// <summary>The beginning of the period, or of the tape where that is later.</summary>
    public long BeginningSeconds => Math.Max(fromSeconds, _firstSeconds ?? fromSeconds);

    /// <summary>Whether the time is in the period.</summary>
    public bool IsNow => Seconds >= fromSeconds && Seconds < toSeconds;

    /// <summary>Whether the period has begun and some account has liquidity.</summary>
    public bool IsAnyOpen => _isBegun && _openAccounts > 0;

    /// <summary>Goes to the time of the next event; false where that is at the end of the period or after it. An event without a time is at that of the one before.</summary>
    public bool Enter(in PoolEvent poolEvent)
    {
        long seconds = poolEvent.Has(PoolEventFields.Timestamp) ? poolEvent.TimestampSeconds : Seconds;
        _firstSeconds ??= seconds;
        Seconds = Math.Min(seconds, toSeconds);
        return seconds < toSeconds;
    }

    /// <summary>Begins the period; false where it has begun already, or its time has not come.</summary>
    public bool TryBegin() => !_isBegun && Seconds >= fromSeconds && (_isBegun = true);

    /// <summary>An account got liquidity, or lost all that it had.</summary>
    public void Count(bool wasOpen, bool isOpen) => _openAccounts += (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);

    /// <summary>A history without what happened before the period, which does not count.</summary>
    public PositionHistory Within(PositionHistory history) => _isBegun ? history : history with { Moves = [] };

    /// <summary>The tape begins again.</summary>
    public void Restart() => (_firstSeconds, _openAccounts, _isBegun, Seconds) = (null, 0, false, 0);
}
