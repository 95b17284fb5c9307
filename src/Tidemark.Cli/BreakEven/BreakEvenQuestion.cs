using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>What a user asks: a position, what it earns, and how the price moves.</summary>
/// <param name="Position">The position.</param>
/// <param name="Fees">What it earns while it is in range.</param>
/// <param name="Volatility">The volatility, where given.</param>
/// <param name="Days">The horizon.</param>
/// <param name="Drift">The growth of the mean of the price.</param>
internal sealed record BreakEvenQuestion(AmmCase Position, FeeTerms Fees, double? Volatility, double Days, double Drift)
{
    public ValueCurve Curve { get; } = Position.CurveNow;

    public double Price { get; } = Position.PriceNow;

    public double Value { get; } = Position.CurveNow.Value(Position.PriceNow);

    /// <summary>What the position loses in a year, where a volatility is given.</summary>
    public LossRate? Loss { get; } = Volatility is { } sigma ? LossRate.Of(Position.CurveNow, Position.PriceNow, sigma, Days, Drift) : null;

    public ActiveTime Active { get; } = ActiveTime.Of(Position.CurveNow, Position.PriceNow, Volatility, Days, Drift);

    public double Years => Days / Year.Days;

    /// <summary>The fees of a year: at this price, or out of range in the mean of the horizon.</summary>
    public double? EarnedApr => Fees.AprFraction * Active.NowFraction;

    /// <summary>The same of a day, in money.</summary>
    public double? FeesPerDay => EarnedApr * Value / Year.Days;
}
