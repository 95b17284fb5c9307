using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Protection;

namespace Tidemark.Analytics.Legs;

/// <summary>A protection against impermanent loss, at what it would pay if the position was withdrawn now.</summary>
public sealed record ProtectionLeg : Leg
{
    /// <summary>A protection that begins with the leg.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When it begins.</param>
    /// <param name="policy">What is paid.</param>
    /// <param name="premium">What is due at the beginning, in token 1; paid in cash as soon as time passes. Not negative.</param>
    /// <param name="premiumRate">What is paid in cash all the time, as a fraction of the deposit's value a year; nothing where null.</param>
    /// <param name="coveredLeg">The name of the leg of liquidity that it covers; where a rule seizes that leg in a <see cref="BookRun"/>, this one is paid out and ends with it. None where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The premium is negative or not finite.</exception>
    public ProtectionLeg(string name, MarketState since, ProtectionPolicy policy, double premium = 0, RatePath? premiumRate = null, string? coveredLeg = null)
        : base(name, since)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Positive.RequireOrZero(premium);
        (Policy, PremiumDue, PremiumRate, CoveredLeg, Size, StartYears) = (policy, premium, premiumRate ?? RatePath.Fixed(0), coveredLeg, 1, since.Years);
    }

    /// <summary>What is paid.</summary>
    public ProtectionPolicy Policy { get; }

    /// <summary>What is due now, in token 1.</summary>
    public double PremiumDue { get; private init; }

    /// <summary>What is paid all the time, as a fraction of the deposit's value a year.</summary>
    public RatePath PremiumRate { get; }

    /// <summary>The name of the leg that it covers; null where none was given.</summary>
    public string? CoveredLeg { get; }

    /// <summary>How much of the policy it is.</summary>
    public double Size { get; private init; }

    /// <summary>When the protection began, in years.</summary>
    public double StartYears { get; }

    /// <inheritdoc/>
    public override double Value(MarketState state) => (Size * Policy.Payout(state.Price, Age(state))) - PremiumUntil(state);

    /// <inheritdoc/>
    public override double Delta(MarketState state) => -Covered(state) * (Policy.Position.Delta(state.Price) - Policy.Position.Delta(Policy.EntryPrice));

    /// <inheritdoc/>
    public override double Gamma(MarketState state) => Covered(state) is var covered && covered == 0 ? 0 : -covered * Policy.Position.Gamma(state.Price);

    internal override IEnumerable<double> Kinks => Policy.Kinks;

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        double premium = PremiumUntil(later);
        return new LegStep(
            this with { Since = later, PremiumDue = YearsUntil(later) > 0 ? 0 : PremiumDue },
            premium == 0 ? [] : [new LegFlow(LedgerEntryKind.ProtectionPremium, new Reserves(0, premium), -premium)]);
    }

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Size = RequireFactor(factor) * Size, PremiumDue = factor * PremiumDue };

    private double PremiumUntil(MarketState state) => (YearsUntil(state) > 0 ? PremiumDue : 0) + (Size * Policy.EntryValue * PremiumRate.Integral(Since.Years, state.Years));

    private double Age(MarketState state)
    {
        YearsUntil(state);
        return state.Years - StartYears;
    }

    // The part of a further loss that would be paid: nothing below the deductible and above the cap.
    private double Covered(MarketState state)
    {
        double loss = -Policy.Position.ValueOverHold(Policy.EntryPrice, state.Price) / Policy.EntryValue;
        bool isBetween = loss > Policy.Terms.DeductibleFraction && loss < (Policy.Terms.CapFraction ?? double.PositiveInfinity);
        return isBetween ? Size * Policy.Schedule.Level(Age(state)) * Policy.Terms.CoverageFraction : 0;
    }
}
