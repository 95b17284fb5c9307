using System.Globalization;

namespace Tidemark.Analytics.Options;

/// <summary>How much of a time a price under geometric Brownian motion spends in a range, leaving and coming back as it does.</summary>
/// <remarks>A range earns fees in that time only. It is the mean over the time of the probability to be inside.</remarks>
public static class TimeInRange
{
    private const int Octaves = 26;
    private const double Tolerance = 1e-13;

    /// <summary>The expected share of the time.</summary>
    /// <param name="price">The price of token 0 in token 1 now, inside the range or not.</param>
    /// <param name="lowerPrice">The lower bound.</param>
    /// <param name="upperPrice">The upper bound, above the lower one.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The time in years of 365 days, positive.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>From 0 to 1, within 1e-10.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or the range is empty or upside down.</exception>
    public static double Fraction(double price, double lowerPrice, double upperPrice, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        Positive.Require(price);
        Positive.Require(lowerPrice);
        Positive.Require(upperPrice);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        Finite.Require(driftAnnual);
        if (lowerPrice >= upperPrice)
        {
            throw new ArgumentOutOfRangeException(nameof(upperPrice), upperPrice, string.Create(CultureInfo.InvariantCulture, $"upperPrice is {upperPrice:R}; it must be above the lower one, {lowerPrice:R}."));
        }
        double lower = Math.Log(lowerPrice / price);
        double upper = Math.Log(upperPrice / price);
        double deviation = Finite.Result(volatilityAnnual * Math.Sqrt(years), years);
        double shift = Finite.Result((driftAnnual * years) - (deviation * deviation / 2), driftAnnual);
        // With the root of the time as variable: early on, the probability moves at ever shorter times, later within some deviations of where the drift crosses a bound.
        SortedSet<double> breaks = [0, .. Enumerable.Range(0, Octaves + 1).Select(static octave => Math.ScaleB(1, -octave))];
        foreach (double crossing in new[] { lower / shift, upper / shift })
        {
            foreach (int deviations in new[] { -9, -3, 0, 3, 9 })
            {
                double root = Math.Sqrt(crossing) + (deviations * deviation / (2 * Math.Abs(shift)));
                if (root is > 0 and < 1)
                {
                    breaks.Add(root);
                }
            }
        }
        return Math.Clamp(AdaptiveQuadrature.Integral(Inside, breaks.ToArray(), Tolerance), 0, 1);

        double Inside(double root)
        {
            double spread = deviation * root;
            double middle = shift * root * root;
            return 2 * root * NormalLaw.Between((lower - middle) / spread, (upper - middle) / spread);
        }
    }
}
