using MathNet.Numerics.Distributions;

namespace Tidemark.Analytics.Options;

/// <summary>European options on token 0, paid in token 1.</summary>
/// <remarks>Source: Black and Scholes 1973 (The pricing of options and corporate liabilities); the price grows at the rate, token 0 pays nothing.</remarks>
public static class BlackScholes
{
    /// <summary>Values an option.</summary>
    /// <param name="kind">Put or call.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="strike">The strike, in token 1.</param>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year.</param>
    /// <param name="years">The time to expiry.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded, as a fraction a year.</param>
    /// <returns>The value of one option and its derivatives.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such kind, the rate is not finite, another argument is not positive and finite, or they are too extreme for a double.
    /// </exception>
    public static OptionReport Of(OptionKind kind, double price, double strike, double volatilityAnnual, double years, double rateAnnual = 0)
    {
        if (kind is not (OptionKind.Put or OptionKind.Call))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"kind is {kind}; it must be Put or Call.");
        }
        Positive.Require(price);
        Positive.Require(strike);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        Finite.Require(rateAnnual);
        double side = kind == OptionKind.Call ? 1 : -1;
        double rootOfYears = Math.Sqrt(years);
        double deviation = volatilityAnnual * rootOfYears;
        Finite.Result(1 / deviation, volatilityAnnual);
        double discounted = Finite.Result(strike * Math.Exp(-rateAnnual * years), rateAnnual);
        double upper = ((Math.Log(price / strike) + (rateAnnual * years)) / deviation) + (deviation / 2);
        double lower = upper - deviation;
        double density = Normal.PDF(0, 1, upper);
        double exercised = discounted * Normal.CDF(0, 1, side * lower);
        double delta = side * Normal.CDF(0, 1, side * upper);
        return new OptionReport(
            Finite.Result(Math.Max(0, (price * delta) - (side * exercised)), volatilityAnnual),
            Finite.Result(delta, volatilityAnnual),
            Finite.Result(density / price / deviation, volatilityAnnual),
            Finite.Result(price * density * rootOfYears, volatilityAnnual),
            Finite.Result((-price * density * volatilityAnnual / (2 * rootOfYears)) - (side * rateAnnual * exercised), volatilityAnnual));
    }
}
