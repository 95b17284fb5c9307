using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs.Hedging;

/// <summary>The short of token 0, sold once and kept, after which the profit of a position and the short together varies least.</summary>
/// <remarks>
/// <c>Cov(V, P) / Var(P)</c>: the slope of the position's value by the price. The short that takes delta away is best for a small move only; a position sells on the way
/// up and buys on the way down, which this one weighs by how likely each price is. The mean of what is left is no part of it: under a law whose mean is the price now the
/// short has none and this is <c>E[(V - V0)(P - P0)] / E[(P - P0)^2]</c>; the mean over a range is another price.
/// Source: Ederington 1979 (The hedging performance of the new futures markets), for a value that is no line.
/// </remarks>
public static class MinimumVarianceHedge
{
    /// <summary>The short for a horizon at which the price is lognormal with its price now as mean.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year; positive.</param>
    /// <param name="years">The horizon in years of 365 days, positive.</param>
    /// <returns>How much token 0 to sell; negative is to buy. To a relative 1e-9 of the position's tokens; constant product: <c>V/P exp(-s^2 T/8) / (1 + exp(s^2 T/2))</c>.</returns>
    /// <remarks>
    /// With <c>V - V0 = x0 (P - P0) + L</c>, L the loss against holding, it is <c>x0 + E[L (P - P0)] / E[(P - P0)^2]</c>, and <c>E[L P] = P0 E'[L]</c> under the law that grows
    /// by the squared volatility: two expected losses, in closed form wherever <see cref="ExpectedValue"/> has one.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or prices at the horizon are too extreme for a double.</exception>
    public static double OverHorizon(ValueCurve curve, double price, double volatilityAnnual, double years)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        LognormalPrice law = new(price, volatilityAnnual, years);
        LognormalPrice weighted = new(price, volatilityAnnual, years, volatilityAnnual * volatilityAnnual);
        double difference = ExpectedValue.LossValue(curve, weighted) - ExpectedValue.LossValue(curve, law);
        double variance = price * Exponential.MinusOne(law.LogDeviation * law.LogDeviation);
        return Finite.Result(curve.Reserves(price).Amount0 + (difference / variance), volatilityAnnual);
    }

    /// <summary>The short for a price that ends anywhere in a range.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now, inside the range or not.</param>
    /// <param name="law">The range.</param>
    /// <returns>How much token 0 to sell; negative is to buy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the law is the default.</exception>
    public static double OverRange(ValueCurve curve, double price, LogUniformPrice law)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(law.LowerPrice, nameof(law));
        Func<double, double> profit = Profit(curve, price);
        double mean = law.Expectation(static end => end, []);
        double together = law.Expectation(end => profit(end) * (end - mean), curve.Kinks.Span);
        return Finite.Result(together / law.Expectation(end => (end - mean) * (end - mean), []), price);
    }

    /// <summary>What a short leaves of the variance of a position's profit over a horizon at which the price is lognormal with its price now as mean.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="quantity">How much token 0 is sold; negative is bought.</param>
    /// <param name="volatilityAnnual">The volatility, positive; times the root of the years 4 at most, beyond which the mean is of prices that no quadrature reaches.</param>
    /// <param name="years">The horizon in years of 365 days, positive.</param>
    /// <returns>A fraction: 0 is a perfect hedge, 1 none at all, above 1 worse than none; 0 where the value does not move.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or prices at the horizon are too extreme for a double.</exception>
    public static double RemainingOverHorizon(ValueCurve curve, double price, double quantity, double volatilityAnnual, double years)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Finite.Require(quantity);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        LognormalPrice law = new(price, volatilityAnnual, years);
        if (law.LogDeviation > 4)
        {
            throw new ArgumentOutOfRangeException(nameof(volatilityAnnual), volatilityAnnual, FormattableString.Invariant($"volatilityAnnual is {volatilityAnnual:R} over {years:R} years; volatility times the root of the years may be 4 at most."));
        }
        return Remaining(curve, price, quantity, payoff => law.Expectation(payoff, curve.Kinks.Span));
    }

    /// <summary>What a short leaves of the variance of a position's profit for a price that ends anywhere in a range.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="quantity">How much token 0 is sold; negative is bought.</param>
    /// <param name="law">The range.</param>
    /// <returns>A fraction, as of <see cref="RemainingOverHorizon"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, the quantity is not finite, or the law is the default.</exception>
    public static double RemainingOverRange(ValueCurve curve, double price, double quantity, LogUniformPrice law)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Finite.Require(quantity);
        Positive.Require(law.LowerPrice, nameof(law));
        return Remaining(curve, price, quantity, payoff => law.Expectation(payoff, curve.Kinks.Span));
    }

    private static double Remaining(ValueCurve curve, double price, double quantity, Func<Func<double, double>, double> mean)
    {
        Func<double, double> profit = Profit(curve, price);
        double after = Variance(end => profit(end) - (quantity * (end - price)), mean);
        return after == 0 ? 0 : Finite.Result(after / Variance(profit, mean), quantity);
    }

    private static double Variance(Func<double, double> profit, Func<Func<double, double>, double> mean)
    {
        double middle = mean(profit);
        return mean(end => (profit(end) - middle) is var off ? off * off : 0);
    }

    // V(end) - V(price), without the digits that a difference of values loses.
    private static Func<double, double> Profit(ValueCurve curve, double price)
    {
        double tokens = curve.Reserves(price).Amount0;
        double atEntry = curve.ValueOverHold(price, price);
        return end => (tokens * (end - price)) + curve.ValueOverHold(price, end) - atEntry;
    }
}
