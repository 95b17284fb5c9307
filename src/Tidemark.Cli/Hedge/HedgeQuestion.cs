using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

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
    /// <summary>What to tell people instead of a fraction of the value, where that is not positive.</summary>
    public const string NoValue = "none, nothing is its own";

    public ValueCurve Curve { get; } = Position.CurveNow;

    public double Price { get; } = Position.PriceNow;

    public double Value { get; } = Position.CurveNow.Value(Position.PriceNow);

    /// <summary>The position at the horizon, over all its prices: what profits are of.</summary>
    public ValueCurve AtHorizon { get; } = Position.CurveAfter?.Invoke(Days / Year.Days) ?? Position.CurveNow;

    /// <summary>The short that takes delta away, in the token whose price it is; negative is a long, and zero what is but rounding.</summary>
    public double Quantity { get; } = NotRounding(Position.CurveNow.Delta(Position.PriceNow), Position.CurveNow.Value(Position.PriceNow) / Position.PriceNow);

    /// <summary>What the position loses in a year, where a volatility is given.</summary>
    public LossRate? Loss { get; } = Volatility is { } sigma ? LossRate.Of(Position.CurveNow, Position.PriceNow, sigma, Days, 0) : null;

    /// <summary>What takes delta away, in a word.</summary>
    public string Word => Quantity < 0 ? "long" : "short";

    /// <summary>When profits are made, in words, where time makes some.</summary>
    public string When => Position.CurveAfter is null ? "" : $" after {ReportFormat.Number(Days)} days";

    public LogUniformPrice Range => new(FromRatio * Price, ToRatio * Price);

    public double Years => Days / Year.Days;

    public double Notional => Quantity * Price;

    /// <summary>What the position gains from here to a price at the horizon.</summary>
    public double LiquidityProfit(double price) => AtHorizon.Value(price) - Value;

    /// <summary>What a short of so much gains from here to a price.</summary>
    public double ShortProfit(double quantity, double price) => -quantity * (price - Price);

    private static double NotRounding(double delta, double tokens) => Math.Abs(delta) <= 1e-12 * Math.Abs(tokens) ? 0 : delta;
}
