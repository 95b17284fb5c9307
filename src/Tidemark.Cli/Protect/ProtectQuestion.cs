using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Protect;

/// <summary>What a user asks: a position, its protection, and when it is withdrawn.</summary>
/// <param name="Position">The position.</param>
/// <param name="Policy">The protection.</param>
/// <param name="Protocol">Its name.</param>
/// <param name="ScheduleSource">Where its schedule comes from.</param>
/// <param name="Day">The day of the withdrawal.</param>
/// <param name="Earned">The fees earned until then, before the pool's loss on them.</param>
internal sealed record ProtectQuestion(AmmCase Position, ProtectionPolicy Policy, string Protocol, string ScheduleSource, double Day, double Earned)
{
    public double Price { get; } = Position.PriceNow;

    public double PoolValue { get; } = Position.Curve.Value(Position.PriceNow);

    /// <summary>The loss in money, not positive.</summary>
    public double LossValue { get; } = Position.Curve.ValueOverHold(Position.EntryPrice, Position.PriceNow);

    public double EntryValue => Policy.EntryValue;

    public double Years => Day / Year.Days;

    public double Level(double day) => Policy.Schedule.Level(day / Year.Days);

    /// <summary>The fees less the pool's loss on them, which is as large a part as that on the deposit.</summary>
    public double EarnedKept => Earned * PoolValue / (PoolValue - LossValue);

    /// <summary>What a withdrawal gets in all.</summary>
    public double Withdrawn(double day) => PoolValue + EarnedKept + Payout(day);

    public double Payout(double day) => Policy.Payout(Price, day / Year.Days);
}
