using System.Globalization;

namespace Tidemark.Analytics.Ledger;

/// <summary>How much of its time a position was in range and so earned fees.</summary>
public sealed class InRangeTime
{
    private DateTimeOffset? _since;
    private bool? _isInRange;
    private TimeSpan _inRange;
    private TimeSpan _open;

    /// <summary>When the first observation was; null before it.</summary>
    public DateTimeOffset? Start { get; private set; }

    /// <summary>Says what is true from a moment on.</summary>
    /// <param name="time">The moment, not before the last one.</param>
    /// <param name="isInRange">Whether the position is in range; null while there is no position, which counts for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The moment is before the last one.</exception>
    public void Observe(DateTimeOffset time, bool? isInRange)
    {
        (_inRange, _open) = Until(time);
        Start ??= time;
        _since = time;
        _isInRange = isInRange;
    }

    /// <summary>The fraction from the first observation to an end.</summary>
    /// <param name="end">The end, not before the last observation.</param>
    /// <returns>The time in range over the time with a position, from 0 to 1; null where there was none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the last observation.</exception>
    public double? FractionAt(DateTimeOffset end) => Until(end) is var (inRange, open) && open > TimeSpan.Zero ? inRange / open : null;

    private (TimeSpan InRange, TimeSpan Open) Until(DateTimeOffset time)
    {
        TimeSpan passed = time - (_since ?? time);
        return passed < TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(nameof(time), time, string.Create(CultureInfo.InvariantCulture, $"time is {time:u}; it must not be before the last observation, {_since:u}."))
            : (_isInRange == true ? _inRange + passed : _inRange, _isInRange is null ? _open : _open + passed);
    }
}
