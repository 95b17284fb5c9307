using Tidemark.Amm.ThorChain;

namespace Tidemark.Analytics.Legs.Protection;

/// <summary>The part of a loss that a protection covers, by the age of the deposit: nothing before a cliff, then a straight line up to all of it.</summary>
/// <remarks>
/// The line begins at the start age with nothing; a cliff behind the start makes the level jump. Ages count whole seconds, as contracts do.
/// </remarks>
public sealed class ProtectionSchedule
{
    private const int BlockSeconds = 6;

    private readonly long _startSeconds;
    private readonly long _cliffSeconds;
    private readonly long _fullSeconds;

    /// <summary>A schedule.</summary>
    /// <param name="startAge">The age at which the line begins with nothing.</param>
    /// <param name="cliffAge">The age before which nothing is covered, from the start to the full age.</param>
    /// <param name="fullAge">The age from which all is covered.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, or the ages are not in the order start, cliff, full.</exception>
    public ProtectionSchedule(TimeSpan startAge, TimeSpan cliffAge, TimeSpan fullAge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(startAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(cliffAge, startAge);
        ArgumentOutOfRangeException.ThrowIfLessThan(fullAge, cliffAge);
        StartAge = startAge;
        CliffAge = cliffAge;
        FullAge = fullAge;
        _startSeconds = Seconds(startAge);
        _cliffSeconds = Seconds(cliffAge);
        _fullSeconds = Seconds(fullAge);
    }

    /// <summary>All from the first moment, as Bancor 3 promised.</summary>
    public static ProtectionSchedule Immediate { get; } = Vesting(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Bancor v2.1: nothing before 30 days, where it jumps to 30 %, then one percent for each day since the deposit, all from 100 days.</summary>
    /// <remarks>Source: Bancor contracts-solidity, <c>LiquidityProtection._protectionLevel</c>, settings 30 and 100 days.</remarks>
    public static ProtectionSchedule BancorV2 { get; } = Vesting(TimeSpan.FromDays(30), TimeSpan.FromDays(100));

    /// <summary>THORChain: nothing below 17280 blocks, then one percent for each day since the deposit, all from 100 days; a day has 14400 blocks of six seconds.</summary>
    /// <remarks>Source: THORNode, <c>calcImpLossProtectionAmtV1</c>. The node counts blocks and rounds down to basis points: <c>Tidemark.Amm.ThorChain</c>.</remarks>
    public static ProtectionSchedule ThorChain { get; } = Vesting(Age(ImpermanentLossProtection.ThorChainMinimumBlocks), Age(ImpermanentLossProtection.ThorChainFullBlocks));

    /// <summary>Maya where CACAO held its value against the asset: nothing for 50 days, then a line from nothing to all at 150 days.</summary>
    /// <remarks>Source: MAYANode, <c>calcImpLossProtectionAmtV2</c> with its constants of 720000 and 2160000 blocks.</remarks>
    public static ProtectionSchedule Maya { get; } = Waiting(Age(ImpermanentLossProtection.MayaZeroBlocks), Age(ImpermanentLossProtection.MayaFullBlocks));

    /// <summary>Maya where CACAO lost against the asset: nothing for 50 days, then a line from nothing to all at 450 days.</summary>
    /// <remarks>Source: MAYANode, <c>calcImpLossProtectionAmtV2</c> with its constants of 720000 and 6480000 blocks.</remarks>
    public static ProtectionSchedule MayaTimesFour { get; } = Waiting(Age(ImpermanentLossProtection.MayaZeroBlocks), Age(ImpermanentLossProtection.MayaFullBlocksTimesFour));

    /// <summary>The age at which the line begins with nothing.</summary>
    public TimeSpan StartAge { get; }

    /// <summary>The age before which nothing is covered.</summary>
    public TimeSpan CliffAge { get; }

    /// <summary>The age from which all is covered.</summary>
    public TimeSpan FullAge { get; }

    /// <summary>A line that begins at the deposit, of which nothing counts before a cliff.</summary>
    /// <param name="cliffAge">The age before which nothing is covered.</param>
    /// <param name="fullAge">The age from which all is covered.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cliff is negative or behind the full age.</exception>
    public static ProtectionSchedule Vesting(TimeSpan cliffAge, TimeSpan fullAge) => new(TimeSpan.Zero, cliffAge, fullAge);

    /// <summary>A line that begins after a period in which nothing is covered.</summary>
    /// <param name="zeroAge">The length of the period.</param>
    /// <param name="fullAge">The age from which all is covered.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is negative or longer than the full age.</exception>
    public static ProtectionSchedule Waiting(TimeSpan zeroAge, TimeSpan fullAge) => new(zeroAge, zeroAge, fullAge);

    /// <summary>The part of a loss that is covered.</summary>
    /// <param name="age">The time since the deposit; a second that is not over does not count.</param>
    /// <returns>A fraction from zero to one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public double Level(TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        return Level(Seconds(age));
    }

    /// <summary>The part of a loss that is covered.</summary>
    /// <param name="ageYears">The time since the deposit in years of 365 days, to the nearest second: a double in years cannot tell a whole day from a moment before it.</param>
    /// <returns>A fraction from zero to one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative or not finite.</exception>
    public double Level(double ageYears)
    {
        Positive.RequireOrZero(ageYears);
        double seconds = Math.Round(ageYears * Year.Seconds);
        return seconds >= _fullSeconds ? 1 : Level((long)seconds);
    }

    private double Level(long seconds) =>
        seconds >= _fullSeconds ? 1 : seconds < _cliffSeconds ? 0 : (double)(seconds - _startSeconds) / (_fullSeconds - _startSeconds);

    private static TimeSpan Age(long blocks) => TimeSpan.FromSeconds(blocks * BlockSeconds);

    private static long Seconds(TimeSpan age) => age.Ticks / TimeSpan.TicksPerSecond;
}
