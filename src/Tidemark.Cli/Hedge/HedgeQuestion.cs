using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Hedge;

/// <summary>What a user asks: a position, how its price moves, and over which prices.</summary>
/// <param name="Position">The position.</param>
/// <param name="Volatility">The volatility, where given.</param>
/// <param name="Days">The horizon.</param>
/// <param name="FromRatio">The lowest price of the range, over the price now.</param>
/// <param name="ToRatio">The highest.</param>
/// <param name="Funding">What the short receives in funding, where given.</param>
internal sealed record HedgeQuestion(AmmCase Position, double? Volatility, double Days, double FromRatio, double ToRatio, FundingTerms? Funding)
{
    public ValueCurve Curve { get; } = Position.CurveNow;

    public double Price { get; } = Position.PriceNow;

    public double Value { get; } = Position.CurveNow.Value(Position.PriceNow);

    /// <summary>The short that takes delta away, in the token whose price it is.</summary>
    public double Quantity { get; } = Position.CurveNow.Delta(Position.PriceNow);

    public LogUniformPrice Range => new(FromRatio * Price, ToRatio * Price);

    public double Years => Days / Year.Days;

    public double Notional => Quantity * Price;

    /// <summary>What the position gains from here to a price.</summary>
    public double LiquidityProfit(double price) => Curve.Value(price) - Value;

    /// <summary>What a short of so much gains from here to a price.</summary>
    public double ShortProfit(double quantity, double price) => -quantity * (price - Price);
}
