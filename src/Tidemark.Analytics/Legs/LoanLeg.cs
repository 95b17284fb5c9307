using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Analytics.Legs;

/// <summary>Tokens that are owed, with interest.</summary>
/// <remarks>Interest of a negative rate is a reward that pays a part of the debt back.</remarks>
public sealed record LoanLeg : Leg
{
    /// <summary>A debt in either token or both.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When it is owed.</param>
    /// <param name="owed">What is owed, not negative.</param>
    /// <param name="interest0">The interest on token 0.</param>
    /// <param name="interest1">The interest on token 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative or not finite.</exception>
    public LoanLeg(string name, MarketState since, Reserves owed, RatePath interest0, RatePath interest1)
        : base(name, since)
    {
        Positive.RequireOrZero(owed.Amount0);
        Positive.RequireOrZero(owed.Amount1);
        ArgumentNullException.ThrowIfNull(interest0);
        ArgumentNullException.ThrowIfNull(interest1);
        (Owed, Interest0, Interest1) = (owed, interest0, interest1);
    }

    /// <summary>What is owed at <see cref="Leg.Since"/>.</summary>
    public Reserves Owed { get; private init; }

    /// <summary>The interest on token 0.</summary>
    public RatePath Interest0 { get; }

    /// <summary>The interest on token 1.</summary>
    public RatePath Interest1 { get; }

    /// <inheritdoc/>
    public override double Value(MarketState state) => -Tokens(state).Value(state.Price);

    /// <inheritdoc/>
    public override double Delta(MarketState state) => -Tokens(state).Amount0;

    /// <inheritdoc/>
    public override Reserves Tokens(MarketState state)
    {
        YearsUntil(state);
        return new Reserves(Owed.Amount0 * Interest0.Growth(Since.Years, state.Years), Owed.Amount1 * Interest1.Growth(Since.Years, state.Years));
    }

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        Reserves then = Tokens(later);
        List<LegFlow> flows = [];
        Add(flows, new Reserves(then.Amount0 - Owed.Amount0, then.Amount1 - Owed.Amount1), LedgerEntryKind.Interest, LedgerEntryKind.Reward);
        return new LegStep(this with { Since = later, Owed = then }, flows);
    }

    internal override (LedgerEntryKind In, LedgerEntryKind Out)? TokenKinds => (LedgerEntryKind.Borrow, LedgerEntryKind.Repay);

    internal override double ValueOverHold(MarketState entry, MarketState now) => 0;

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Owed = new Reserves(RequireFactor(factor) * Owed.Amount0, factor * Owed.Amount1) };
}
