using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.BreakEven;

/// <summary>What a position loses to rebalancing in a year, which fees have to bring.</summary>
/// <param name="AprFraction">As a fraction of its value; a size, not negative.</param>
/// <param name="HasGamma">Whether it is the rate at this price; otherwise delta only jumps, and it is the expected loss over the horizon, by year.</param>
/// <param name="ExpectedFraction">The expected loss over the horizon as a fraction of the value; negative where a gain is expected.</param>
internal sealed record LossRate(double AprFraction, bool HasGamma, double ExpectedFraction)
{
    public static LossRate Of(ValueCurve curve, double price, double volatility, double years)
    {
        double rate = Analytics.Loss.Lvr.RateOf(curve, price, volatility).FractionAnnual;
        double value = curve.Value(price);
        double expected = value > 0 ? Analytics.Loss.Lvr.Expected(curve, price, volatility, years) / value : 0;
        return new LossRate(rate > 0 ? rate : Math.Max(0, expected / years), rate > 0, expected);
    }
}
