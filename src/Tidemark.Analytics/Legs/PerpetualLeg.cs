using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Analytics.Legs;

/// <summary>A perpetual future on token 0 with an isolated margin, marked to market at every step.</summary>
/// <remarks>Funding is paid by longs where its rate is positive; that of a step is on the mean of the position at its beginning and at its end.</remarks>
public sealed record PerpetualLeg : Leg
{
    /// <summary>A perpetual, entered at the price of <paramref name="since"/>.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When and at which price.</param>
    /// <param name="kind">Linear or inverse.</param>
    /// <param name="quantity">How much: token 0 of a linear contract, token 1 of an inverse one; plus is long, minus is short.</param>
    /// <param name="margin">The margin, not negative: token 1 where linear, token 0 where inverse.</param>
    /// <param name="initialMarginFraction">The margin that a top-up restores, as a fraction of the position: 0.2 is a leverage of five. From 0 to 1.</param>
    /// <param name="maintenance">The margin below which the position is closed.</param>
    /// <param name="funding">The funding rate of a year, as a fraction of the position; none where null.</param>
    /// <param name="tradingFeeFraction">The exchange's fee on the position when it is opened, from 0 to 1; paid in cash as soon as time passes. Closing costs it again, which is in no value.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public PerpetualLeg(string name, MarketState since, PerpetualKind kind, double quantity, double margin, double initialMarginFraction, MaintenanceTiers maintenance, RatePath? funding = null, double tradingFeeFraction = 0)
        : base(name, since)
    {
        Finite.Require(quantity);
        Positive.RequireOrZero(margin);
        Fraction.Require(initialMarginFraction);
        Fraction.Require(tradingFeeFraction);
        ArgumentNullException.ThrowIfNull(maintenance);
        (Kind, Quantity, Margin, InitialMarginFraction, Maintenance, FundingRate) = (kind, quantity, margin, initialMarginFraction, maintenance, funding ?? RatePath.Fixed(0));
        FeeDue = tradingFeeFraction * (Open is { } open ? InToken1(open.Notional(since.Price), since.Price) : 0);
    }

    /// <summary>Linear or inverse.</summary>
    public PerpetualKind Kind { get; }

    /// <summary>How much; minus is short, zero is closed.</summary>
    public double Quantity { get; private init; }

    /// <summary>The margin with all gains, losses and funding up to <see cref="Leg.Since"/>, in the margin token.</summary>
    public double Margin { get; private init; }

    /// <summary>The margin that a top-up restores, as a fraction of the position.</summary>
    public double InitialMarginFraction { get; }

    /// <summary>The margin below which the position is closed.</summary>
    public MaintenanceTiers Maintenance { get; }

    /// <summary>The funding rate.</summary>
    public RatePath FundingRate { get; }

    /// <summary>The fee for opening the position that is not paid yet, in token 1.</summary>
    public double FeeDue { get; private init; }

    private Perpetual? Open => Quantity == 0 ? null : new Perpetual(Kind, Quantity, Since.Price);

    /// <inheritdoc/>
    public override double Value(MarketState state) => InToken1(Equity(state), state.Price) - FeeUntil(state);

    /// <inheritdoc/>
    public override double Delta(MarketState state)
    {
        double funding = Quantity * FundingUntil(state) / 2;
        return Kind == PerpetualKind.Inverse ? Margin + ((Quantity - funding) / Since.Price) : Quantity - funding;
    }

    /// <inheritdoc/>
    public override Reserves Tokens(MarketState state) => InMarginToken(Equity(state));

    /// <summary>The margin with gains, losses and funding, in token 1.</summary>
    /// <param name="state">The state.</param>
    public double MarginValue(MarketState state) => InToken1(Equity(state), state.Price);

    /// <summary>The margin below which the position is closed, in token 1.</summary>
    /// <param name="state">The state.</param>
    public double MaintenanceMargin(MarketState state) => Open is { } open ? InToken1(Maintenance.Margin(open.Notional(state.Price)), state.Price) : 0;

    /// <summary>The margin that a top-up restores, in token 1.</summary>
    /// <param name="state">The state.</param>
    public double InitialMargin(MarketState state) => Open is { } open ? InToken1(InitialMarginFraction * open.Notional(state.Price), state.Price) : 0;

    /// <summary>The price at which the position is closed, if its margin is not topped up.</summary>
    /// <returns>The price; null where none closes it.</returns>
    public double? LiquidationPrice() => Open?.LiquidationPrice(Margin, Maintenance);

    /// <summary>The leg with more margin.</summary>
    /// <param name="value">What is added, in token 1, not negative.</param>
    /// <param name="state">The state.</param>
    public PerpetualLeg Add(double value, MarketState state)
    {
        Positive.RequireOrZero(value);
        return this with { Margin = Margin + (Kind == PerpetualKind.Inverse ? value / state.Price : value) };
    }

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        double gain = Open?.Profit(later.Price) ?? 0;
        double funding = FundingReceived(later);
        List<LegFlow> flows = [];
        Add(flows, InMarginToken(funding), LedgerEntryKind.FundingReceived, LedgerEntryKind.FundingPaid);
        Add(flows, InMarginToken(gain), LedgerEntryKind.MarginGain, LedgerEntryKind.MarginLoss);
        double fee = FeeUntil(later);
        if (fee > 0)
        {
            flows.Add(new LegFlow(LedgerEntryKind.SwapCost, new Reserves(0, fee), -fee));
        }
        return new LegStep(this with { Since = later, Margin = Margin + gain + funding, FeeDue = FeeDue - fee }, flows);
    }

    internal override (LedgerEntryKind In, LedgerEntryKind Out)? TokenKinds => (LedgerEntryKind.MarginPosted, LedgerEntryKind.MarginReturned);

    internal override double ValueOverHold(MarketState entry, MarketState now) => 0;

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Quantity = RequireFactor(factor) * Quantity, Margin = factor * Margin, FeeDue = factor * FeeDue };

    private double Equity(MarketState state) => Margin + (Open?.Profit(state.Price) ?? 0) + FundingReceived(state);

    private double FundingUntil(MarketState state)
    {
        YearsUntil(state);
        return FundingRate.Integral(Since.Years, state.Years);
    }

    private double FundingReceived(MarketState state) =>
        Open is { } open ? (open.Funding(Since.Price, FundingUntil(state)) + open.Funding(state.Price, FundingUntil(state))) / 2 : 0;

    private double FeeUntil(MarketState state) => YearsUntil(state) > 0 ? FeeDue : 0;

    private double InToken1(double amount, double price) => Kind == PerpetualKind.Inverse ? amount * price : amount;

    private Reserves InMarginToken(double amount) => Kind == PerpetualKind.Inverse ? new Reserves(amount, 0) : new Reserves(0, amount);
}
