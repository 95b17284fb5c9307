using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary>What a user asks: a position, what it earns, and how the price moves.</summary>
/// <param name="Position">The position.</param>
/// <param name="Fees">What it earns while it is in range.</param>
/// <param name="Volatility">The volatility, where given.</param>
/// <param name="Days">The horizon.</param>
/// <param name="Drift">The growth of the mean of the price.</param>
internal sealed record GreeksQuestion(AmmCase Position, FeeTerms Fees, double? Volatility, double Days, double Drift)
{
    public ValueCurve Curve { get; } = Position.CurveNow;

    public double Price { get; } = Position.PriceNow;

    public PositionGreeks Greeks { get; } = PositionGreeks.Of(Position.CurveNow, Position.PriceNow, Volatility ?? 0);

    public ActiveTime Active { get; } = ActiveTime.Of(Position.CurveNow, Position.PriceNow, Volatility, Days, Drift);

    /// <summary>What the position loses in a year, where a volatility is given.</summary>
    public LossRate? Loss { get; } = Volatility is { } sigma ? LossRate.Of(Position.CurveNow, Position.PriceNow, sigma, Days, Drift) : null;

    /// <summary>Whether gamma is infinite at the price, so that there is no rate.</summary>
    public bool IsSteep { get; } = Position.CurveNow.HasInfiniteGamma(Position.PriceNow);

    public double Years => Days / Year.Days;
}
