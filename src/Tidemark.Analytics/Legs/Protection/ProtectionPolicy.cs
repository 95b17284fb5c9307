using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs.Protection;

/// <summary>A promise to pay back the impermanent loss of a position, by its age and within terms.</summary>
/// <remarks>
/// The loss is that of the curve since the entry price, so that a deposit of one token (<see cref="SingleSidedCurve"/> without protection), a pair and a range
/// are covered alike.
/// </remarks>
public sealed class ProtectionPolicy
{
    /// <summary>A policy on a position.</summary>
    /// <param name="position">The position without protection.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at the deposit.</param>
    /// <param name="schedule">The part that is covered by age.</param>
    /// <param name="terms">Coverage, deductible and cap.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or a term is out of its bounds.</exception>
    public ProtectionPolicy(ValueCurve position, double entryPrice, ProtectionSchedule schedule, ProtectionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(schedule);
        Positive.Require(entryPrice);
        terms.Require(nameof(terms));
        Position = position;
        EntryPrice = entryPrice;
        EntryValue = position.Value(entryPrice);
        Schedule = schedule;
        Terms = terms;
        Kinks = ProtectionPremium.Kinks(position, entryPrice, terms);
    }

    /// <summary>The position without protection.</summary>
    public ValueCurve Position { get; }

    /// <summary>The price of token 0 in token 1 at the deposit.</summary>
    public double EntryPrice { get; }

    /// <summary>The value of the deposit, in token 1, of which deductible and cap are fractions.</summary>
    public double EntryValue { get; }

    /// <summary>The part that is covered by age.</summary>
    public ProtectionSchedule Schedule { get; }

    /// <summary>Coverage, deductible and cap.</summary>
    public ProtectionTerms Terms { get; }

    /// <summary>The prices at which what is paid jumps or bends: the position's kinks, and where the loss comes to the deductible and to the cap.</summary>
    internal double[] Kinks { get; }

    /// <summary>What a withdrawal is paid back.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="ageYears">The time since the deposit, in years of 365 days.</param>
    /// <returns>The payout in token 1, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the age is negative or not finite.</exception>
    public double Payout(double price, double ageYears) =>
        Schedule.Level(ageYears) * Terms.Payout(Position.ValueOverHold(EntryPrice, price), EntryValue);
}
