using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>What a position loses to rebalancing in a year, which fees have to bring.</summary>
/// <param name="AprFraction">As a fraction of its value; a size, negative where a claim gains.</param>
/// <param name="IsAtPrice">Whether it is the rate at this price; without gamma it is the expected loss over the horizon, by year.</param>
/// <param name="ExpectedFraction">The expected loss over the horizon as a fraction of the value; negative where a gain is expected.</param>
/// <param name="Expression">How the first is found, with the numbers put in.</param>
/// <param name="Origin">Where that comes from.</param>
internal sealed record LossRate(double AprFraction, bool IsAtPrice, double ExpectedFraction, string Expression, string Origin)
{
    /// <summary>The fees of a year that pay for it, as a fraction of the value; none where the position gains.</summary>
    public double FairFeeApr => Math.Max(0, AprFraction);

    /// <summary>How the fees are found.</summary>
    public string FairFeeExpression => AprFraction < 0 ? $"max(0, loss), and there is a gain: {Expression} = {Formula.Show(AprFraction)}; max(0, {Formula.Show(AprFraction)})" : Expression;

    public static LossRate Of(ValueCurve curve, double price, double volatility, double days)
    {
        double value = curve.Value(price);
        double rate = Analytics.Loss.Lvr.RateOf(curve, price, volatility).FractionAnnual;
        double expected = value > 0 ? Analytics.Loss.Lvr.Expected(curve, price, volatility, days / Year.Days) / value : 0;
        return rate != 0
            ? new LossRate(rate, true, expected, $"LVR a year / V = s^2 P^2 |gamma| / (2 V) = {Formula.Show(volatility)}^2 * {Formula.Show(price)}^2 * {Formula.Show(0 - curve.Gamma(price))} / (2 * {Formula.Show(value)})", Source.Rebalancing)
            : new LossRate(expected * Year.Days / days, false, expected, $"E[H - V] over {Formula.Show(days)} days / V * 365 / days = {Formula.Show(expected)} * 365 / {Formula.Show(days)}", Source.ExpectedLoss + "; there is no gamma at this price");
    }
}
