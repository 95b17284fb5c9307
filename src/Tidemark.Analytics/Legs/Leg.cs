using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Analytics.Legs;

/// <summary>Something of value in a book: tokens, liquidity, a loan, a perpetual, an option, a protection.</summary>
/// <remarks>
/// A leg never changes; <see cref="Advance"/> gives the one that it becomes. Interest, fees and funding are in it up to <see cref="Since"/>; its value at a later
/// state has them from there on as those of one step. What is owed has a negative value.
/// </remarks>
public abstract record Leg
{
    private protected Leg(string name, MarketState since)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Since = since;
    }

    /// <summary>What the leg is called in its book; only one leg has that name.</summary>
    public string Name { get; }

    /// <summary>The state up to which everything that accrues is in it.</summary>
    public MarketState Since { get; private protected init; }

    /// <summary>Whether a loan can be secured by it: what it is worth is never negative and nowhere bends upward as the price moves.</summary>
    public virtual bool CanBeCollateral => false;

    /// <summary>The value.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    /// <returns>The value in token 1; negative for what is owed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The state is earlier.</exception>
    public abstract double Value(MarketState state);

    /// <summary>The part of the value that a lender can seize: without what is due in cash, to the owner or by him.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    /// <returns>The value in token 1.</returns>
    public virtual double CollateralValue(MarketState state) => Value(state);

    /// <summary>The derivative of the value by the price.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    /// <returns>The delta in token 0.</returns>
    public abstract double Delta(MarketState state);

    /// <summary>The second derivative of the value by the price.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    /// <returns>The gamma, token 0 for one of price; 0 for what is linear.</returns>
    public virtual double Gamma(MarketState state) => 0;

    /// <summary>The derivative of the value by the volatility at which it is valued.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    /// <returns>Token 1 for one of annual volatility; 0 for what has none.</returns>
    public virtual double Vega(MarketState state) => 0;

    /// <summary>Lets time pass and the price move.</summary>
    /// <param name="later">The state at the end of the step, not before <see cref="Since"/>.</param>
    /// <returns>What the leg becomes, and what happened. The new leg's value and <see cref="LegFlow.Cash"/> add up to this leg's value at that state.</returns>
    public abstract LegStep Advance(MarketState later);

    /// <summary>A part or a multiple of the leg.</summary>
    /// <param name="factor">How many of it, zero or more.</param>
    public abstract Leg Scaled(double factor);

    /// <summary>The leg as if from <see cref="Since"/> on it earned nothing: no fees, rewards or interest, and no manager's part of them.</summary>
    /// <returns>The leg; this one where it earns nothing by itself.</returns>
    public virtual Leg WithoutIncome() => this;

    /// <summary>What a ledger calls tokens that come to the leg and go from it; null where it is bought and sold by its value, or is liquidity.</summary>
    internal virtual (LedgerEntryKind In, LedgerEntryKind Out)? TokenKinds => null;

    /// <summary>The prices at which delta jumps or bends, now or when it ends; in any order.</summary>
    internal virtual IEnumerable<double> Kinks => [];

    /// <summary>What the value is more than its tangent at an entry, both as of the later state's time.</summary>
    internal virtual double ValueOverHold(MarketState entry, MarketState now) => Value(now) - Value(entry) - (Delta(entry) * (now.Price - entry.Price));

    /// <summary>The tokens that it consists of at a state; what is owed as sizes too. Empty for legs that are no tokens.</summary>
    /// <param name="state">The state, not before <see cref="Since"/>.</param>
    public virtual Reserves Tokens(MarketState state) => default;

    private protected double YearsUntil(MarketState state) => state.Years >= Since.Years
        ? state.Years - Since.Years
        : throw new ArgumentOutOfRangeException(nameof(state), state.Years, FormattableString.Invariant($"state is at {state.Years} years; the leg {Name} has already come to {Since.Years}."));

    // What came to the leg's own tokens, or went from them where it is negative.
    private protected static void Add(List<LegFlow> flows, Reserves change, LedgerEntryKind more, LedgerEntryKind less)
    {
        Reserves gained = new(Math.Max(0, change.Amount0), Math.Max(0, change.Amount1));
        Reserves lost = new(Math.Max(0, -change.Amount0), Math.Max(0, -change.Amount1));
        if (gained != default)
        {
            flows.Add(new LegFlow(more, gained, 0));
        }
        if (lost != default)
        {
            flows.Add(new LegFlow(less, lost, 0));
        }
    }

    private protected static double RequireFactor(double factor)
    {
        Positive.RequireOrZero(factor);
        return factor;
    }
}
