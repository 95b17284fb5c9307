using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs;

/// <summary>European options on token 0, held or written, valued on a volatility surface and settled in token 1.</summary>
/// <remarks>A step that ends at the expiry or behind it pays what the options are worth at its price; finer steps are nearer to the truth.</remarks>
public sealed record OptionLeg : Leg
{
    /// <summary>Options.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When they are there.</param>
    /// <param name="kind">Put or call.</param>
    /// <param name="quantity">How many, each on one token 0; negative are written.</param>
    /// <param name="strike">The strike, in token 1.</param>
    /// <param name="expiryYears">When they expire, in years since the beginning; after <paramref name="since"/>.</param>
    /// <param name="surface">The volatilities at which they are valued.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind, the quantity is not finite, the strike is not positive and finite, or the expiry is not after the beginning.</exception>
    public OptionLeg(string name, MarketState since, OptionKind kind, double quantity, double strike, double expiryYears, VolatilitySurface surface)
        : base(name, since)
    {
        if (kind is not (OptionKind.Put or OptionKind.Call))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"kind is {kind}; it must be Put or Call.");
        }
        Finite.Require(quantity);
        Positive.Require(strike);
        Finite.Require(expiryYears);
        if (expiryYears <= since.Years)
        {
            throw new ArgumentOutOfRangeException(nameof(expiryYears), expiryYears, FormattableString.Invariant($"expiryYears is {expiryYears:R}; it must be after the beginning of the leg, {since.Years:R}."));
        }
        ArgumentNullException.ThrowIfNull(surface);
        (Kind, Quantity, Strike, ExpiryYears, Surface) = (kind, quantity, strike, expiryYears, surface);
    }

    /// <summary>Put or call.</summary>
    public OptionKind Kind { get; }

    /// <summary>How many; negative are written, zero after the expiry.</summary>
    public double Quantity { get; private init; }

    /// <summary>The strike, in token 1.</summary>
    public double Strike { get; }

    /// <summary>When they expire, in years since the beginning.</summary>
    public double ExpiryYears { get; }

    /// <summary>The volatilities at which they are valued.</summary>
    public VolatilitySurface Surface { get; }

    /// <inheritdoc/>
    public override double Value(MarketState state) => Quantity * One(state).Value;

    /// <inheritdoc/>
    public override double Delta(MarketState state) => Quantity * One(state).Delta;

    /// <inheritdoc/>
    public override double Gamma(MarketState state) => Quantity * One(state).Gamma;

    /// <inheritdoc/>
    public override double Vega(MarketState state) => Quantity * One(state).Vega;

    internal override IEnumerable<double> Kinks => [Strike];

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        double value = Value(later);
        if (later.Years < ExpiryYears)
        {
            return new LegStep(this with { Since = later }, []);
        }
        LedgerEntryKind kind = value > 0 ? LedgerEntryKind.ProtectionPayout : LedgerEntryKind.ProtectionPremium;
        return new LegStep(this with { Since = later, Quantity = 0 }, value == 0 ? [] : [new LegFlow(kind, new Reserves(0, Math.Abs(value)), value)]);
    }

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Quantity = RequireFactor(factor) * Quantity };

    private OptionReport One(MarketState state)
    {
        YearsUntil(state);
        return Quantity == 0 ? default
            : state.Years < ExpiryYears ? Surface.Option(Kind, state.Price, Strike, ExpiryYears - state.Years)
            : AtExpiry(Kind == OptionKind.Call ? 1 : -1, state.Price);
    }

    private OptionReport AtExpiry(int side, double price)
    {
        double payoff = side * (price - Strike);
        return payoff > 0 ? new OptionReport(payoff, side, 0, 0, 0) : default;
    }
}
