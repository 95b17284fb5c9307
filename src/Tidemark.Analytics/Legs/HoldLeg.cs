using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Analytics.Legs;

/// <summary>Tokens that are held, or lent to earn interest. Cash is such a leg of token 1.</summary>
/// <remarks>Interest of a negative rate is paid out of the tokens.</remarks>
public sealed record HoldLeg : Leg
{
    private static readonly RatePath None = RatePath.Fixed(0);

    /// <summary>So many tokens.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When they are there.</param>
    /// <param name="amounts">How many, not negative.</param>
    /// <param name="interest0">What token 0 earns where it is lent; nothing where null.</param>
    /// <param name="interest1">As <paramref name="interest0"/>, for token 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative or not finite.</exception>
    public HoldLeg(string name, MarketState since, Reserves amounts, RatePath? interest0 = null, RatePath? interest1 = null)
        : base(name, since)
    {
        Positive.RequireOrZero(amounts.Amount0);
        Positive.RequireOrZero(amounts.Amount1);
        (Amounts, Interest0, Interest1) = (amounts, interest0 ?? None, interest1 ?? None);
    }

    /// <summary>The tokens at <see cref="Leg.Since"/>.</summary>
    public Reserves Amounts { get; private init; }

    /// <summary>What token 0 earns.</summary>
    public RatePath Interest0 { get; private init; }

    /// <summary>What token 1 earns.</summary>
    public RatePath Interest1 { get; private init; }

    /// <inheritdoc/>
    public override bool CanBeCollateral => true;

    /// <inheritdoc/>
    public override double Value(MarketState state) => Tokens(state).Value(state.Price);

    /// <inheritdoc/>
    public override double Delta(MarketState state) => Tokens(state).Amount0;

    /// <inheritdoc/>
    public override Reserves Tokens(MarketState state)
    {
        YearsUntil(state);
        return new Reserves(
            Amounts.Amount0 * Interest0.Growth(Since.Years, state.Years),
            Amounts.Amount1 * Interest1.Growth(Since.Years, state.Years));
    }

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        Reserves then = Tokens(later);
        List<LegFlow> flows = [];
        Add(flows, new Reserves(then.Amount0 - Amounts.Amount0, then.Amount1 - Amounts.Amount1), LedgerEntryKind.Reward, LedgerEntryKind.Interest);
        return new LegStep(this with { Since = later, Amounts = then }, flows);
    }

    internal override (LedgerEntryKind In, LedgerEntryKind Out)? TokenKinds => (LedgerEntryKind.MarginPosted, LedgerEntryKind.MarginReturned);

    internal override double ValueOverHold(MarketState entry, MarketState now) => 0;

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Amounts = new Reserves(RequireFactor(factor) * Amounts.Amount0, factor * Amounts.Amount1) };

    /// <inheritdoc/>
    public override Leg WithoutIncome() => this with { Interest0 = None, Interest1 = None };

    /// <summary>The leg with more or less of token 1.</summary>
    /// <param name="amount1">What is added; negative takes out.</param>
    /// <exception cref="ArgumentOutOfRangeException">More is taken than there is.</exception>
    public HoldLeg Add(double amount1)
    {
        double left = Amounts.Amount1 + amount1;
        Positive.RequireOrZero(left, nameof(amount1));
        return this with { Amounts = Amounts with { Amount1 = left } };
    }
}
