using System.Globalization;

namespace Tidemark.Analytics.Options;

/// <summary>The law of a price at a horizon under geometric Brownian motion.</summary>
/// <remarks>
/// <c>ln P_T</c> is normal with mean <c>ln P + (drift - volatility^2 / 2) T</c> and standard deviation <c>volatility sqrt(T)</c>; with no
/// drift the price is a martingale. Without time or volatility the price is certain. The default is the certain price of zero.
/// Source: Black and Scholes 1973 (The pricing of options and corporate liabilities); the partial moments are those of Lipton, Lucic, Sepp 2024 (arXiv:2407.05146).
/// </remarks>
public readonly record struct LognormalPrice
{
    /// <summary>Beyond so many deviations, also of the law weighted by the price, lies less than 1e-32 of the mass.</summary>
    internal const double Reach = 12;

    /// <summary>The largest volatility times the root of the years that a law may have.</summary>
    public const double WidestDeviation = 20;

    /// <summary>The law of a price after a time.</summary>
    /// <param name="price">The price now, token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The standard deviation of the logarithm of the price over a year, zero or more.</param>
    /// <param name="years">The horizon in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean, continuously compounded: <c>E[P_T] = price exp(drift T)</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, volatility times the root of the years is above 20, or the prices would be beyond the numbers of a double.</exception>
    public LognormalPrice(double price, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        Positive.Require(price);
        Positive.RequireOrZero(volatilityAnnual);
        Positive.RequireOrZero(years);
        Finite.Require(driftAnnual);
        Price = price;
        LogDeviation = volatilityAnnual * Math.Sqrt(years);
        if (!(LogDeviation <= WidestDeviation))
        {
            throw new ArgumentOutOfRangeException(nameof(volatilityAnnual), volatilityAnnual, string.Create(CultureInfo.InvariantCulture, $"volatilityAnnual is {volatilityAnnual:R} over {years:R} years; volatility times the root of the years may be {WidestDeviation:R} at most."));
        }
        LogGrowth = driftAnnual * years;
        LogShift = LogGrowth - (LogDeviation * LogDeviation / 2);
        if (!double.IsNormal(At(-Reach)) || !double.IsNormal(At(LogDeviation + Reach)))
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, string.Create(CultureInfo.InvariantCulture, $"price is {price:R} and its logarithm moves by {LogShift:R} +- {LogDeviation:R}, beyond the numbers of a double; use a less extreme price or drift."));
        }
    }

    /// <summary>The price now.</summary>
    public double Price { get; }

    /// <summary>The standard deviation of the logarithm of the price at the horizon.</summary>
    public double LogDeviation { get; }

    /// <summary>The mean of the price at the horizon.</summary>
    public double Mean => Price * Math.Exp(LogGrowth);

    /// <summary>The price that is exceeded with probability one half.</summary>
    public double Median => Price * Math.Exp(LogShift);

    /// <summary><c>ln(E[P_T] / P)</c>.</summary>
    internal double LogGrowth { get; }

    /// <summary><c>E[ln(P_T / P)]</c>.</summary>
    internal double LogShift { get; }

    /// <summary>The probability that the price ends between two levels: that a range is active then, not that it was all the time.</summary>
    /// <param name="lowerPrice">The lower level, zero or positive.</param>
    /// <param name="upperPrice">The upper level; infinity is allowed.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A level is negative or not a number, or the levels are upside down.</exception>
    public double ProbabilityBetween(double lowerPrice, double upperPrice) => PartialMoment(0, lowerPrice, upperPrice);

    /// <summary>The mean of a power of the price: <c>E[P_T^power]</c>.</summary>
    /// <param name="power">The power.</param>
    /// <returns>The moment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The power is not finite, or the moment would not be.</exception>
    public double Moment(double power)
    {
        Finite.Require(power);
        return Finite.Result(Math.Pow(Price, power) * Math.Exp((power * LogShift) + (power * power * LogDeviation * LogDeviation / 2)), power);
    }

    /// <summary>The part of a moment that comes from prices between two levels: <c>E[P_T^power; lower &lt;= P_T &lt; upper]</c>.</summary>
    /// <param name="power">The power; zero gives a probability.</param>
    /// <param name="lowerPrice">The lower level, zero or positive.</param>
    /// <param name="upperPrice">The upper level; infinity is allowed.</param>
    /// <returns>The partial moment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A level is negative or not a number, the levels are upside down, or the moment would not be finite.</exception>
    public double PartialMoment(double power, double lowerPrice, double upperPrice)
    {
        RequireLevel(lowerPrice, nameof(lowerPrice));
        RequireLevel(upperPrice, nameof(upperPrice));
        if (lowerPrice > upperPrice)
        {
            throw new ArgumentOutOfRangeException(nameof(upperPrice), upperPrice, string.Create(CultureInfo.InvariantCulture, $"upperPrice is {upperPrice:R}; it must not be below the lower one, {lowerPrice:R}."));
        }
        double moment = Moment(power);
        if (LogDeviation == 0)
        {
            return Median >= lowerPrice && Median < upperPrice ? moment : 0;
        }
        return moment * NormalLaw.Between(Deviations(lowerPrice, power), Deviations(upperPrice, power));
    }

    /// <summary>The price below which the price ends with a probability.</summary>
    /// <param name="probability">The probability, between 0 and 1, neither included.</param>
    /// <returns>The quantile; zero or infinity where it is beyond the numbers of a double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"probability is {probability.ToString(CultureInfo.InvariantCulture)}; it must be between 0 and 1, neither included.");
        }
        return At(NormalLaw.Quantile(probability));
    }

    /// <summary>The mean of any function of the price.</summary>
    /// <param name="payoff">The function; it may grow with the price, but not faster.</param>
    /// <param name="kinks">The prices at which it jumps or bends, in any order; between them it is smooth.</param>
    /// <returns>The mean, to 1e-10 of the mean size of the payoff.</returns>
    /// <remarks>Gauss-Legendre quadrature over the normal variable, split at the kinks and halved until the halves agree.</remarks>
    /// <exception cref="ArgumentException">The payoff is not finite somewhere.</exception>
    public double Expectation(Func<double, double> payoff, ReadOnlySpan<double> kinks)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        return LogDeviation == 0 ? payoff(Median) : LognormalQuadrature.Mean(this, payoff, kinks);
    }

    /// <summary>How many standard deviations a level lies above the mean of the logarithm, under the law weighted by a power of the price.</summary>
    internal double Deviations(double price, double power) =>
        ((Math.Log(price / Price) - LogShift) / LogDeviation) - (power * LogDeviation);

    /// <summary>The price so many standard deviations above the mean of the logarithm.</summary>
    internal double At(double deviations) => Price * Math.Exp(LogShift + (LogDeviation * deviations));

    private static void RequireLevel(double price, string name)
    {
        if (!(price >= 0))
        {
            throw new ArgumentOutOfRangeException(name, price, $"{name} is {price.ToString(CultureInfo.InvariantCulture)}; it must be zero or positive.");
        }
    }
}
