using System.Globalization;

namespace Tidemark.Analytics.Options;

/// <summary>The first time at which a price under geometric Brownian motion leaves a range.</summary>
/// <remarks>
/// The logarithm of the price is a Brownian motion with drift between two bounds; a drift of half the squared volatility leaves the
/// logarithm without one, no drift leaves the price a martingale. Source: Borodin and Salminen 2002 (Handbook of Brownian Motion), part II, 3.0.
/// </remarks>
public static class RangeExit
{
    private const int Reflections = 5;
    private const int Modes = 6;
    private const double SmallTilt = 3e-4;

    /// <summary>The mean time to the exit, and its side.</summary>
    /// <param name="price">The price of token 0 in token 1 now, inside the range.</param>
    /// <param name="lowerPrice">The lower bound.</param>
    /// <param name="upperPrice">The upper bound.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>The mean time and the probability of the upper side.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, the price is not inside the bounds, or a result would not be finite.</exception>
    public static RangeExitReport Of(double price, double lowerPrice, double upperPrice, double volatilityAnnual, double driftAnnual = 0)
    {
        Walk walk = Enter(price, lowerPrice, upperPrice, volatilityAnnual, driftAnnual);
        double start = walk.Start / walk.Width;
        double tilt = walk.Tilt * walk.Width;
        double upward = UpwardProbability(start, tilt);
        // Wald: the mean move is the drift times the mean time; without a drift the mean squared move is the variance.
        double scaled = Math.Abs(tilt) < SmallTilt
            ? start * (1 - start) * (1 - (tilt * ((2 * start) - 1) / 3) - (tilt * tilt * start * (1 - start) / 3))
            : (upward - start) / tilt;
        double root = walk.Width / volatilityAnnual;
        return new RangeExitReport(Finite.Result(root * root * scaled, volatilityAnnual), upward);
    }

    /// <summary>The probability that the price stays inside the range all the time.</summary>
    /// <param name="price">The price of token 0 in token 1 now, inside the range.</param>
    /// <param name="lowerPrice">The lower bound.</param>
    /// <param name="upperPrice">The upper bound.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The time in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>From 0 to 1, within 1e-13.</returns>
    /// <remarks>By reflections at the bounds as long as the price moves less than the range is wide, by the modes between them later.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or the price is not inside the bounds.</exception>
    public static double Survival(double price, double lowerPrice, double upperPrice, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        Walk walk = Enter(price, lowerPrice, upperPrice, volatilityAnnual, driftAnnual);
        Positive.RequireOrZero(years);
        double deviation = Finite.Result(volatilityAnnual * Math.Sqrt(years), years);
        if (deviation == 0)
        {
            return 1;
        }
        return Math.Clamp(deviation < walk.Width ? ByReflections(walk, deviation) : ByModes(walk, deviation), 0, 1);
    }

    private static Walk Enter(double price, double lowerPrice, double upperPrice, double volatilityAnnual, double driftAnnual)
    {
        Positive.Require(price);
        Positive.Require(lowerPrice);
        Positive.Require(upperPrice);
        Positive.Require(volatilityAnnual);
        Finite.Require(driftAnnual);
        double start = Math.Log(price / lowerPrice);
        double width = Math.Log(upperPrice / lowerPrice);
        if (!(start > 0 && start < width && double.IsFinite(width)))
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, string.Create(CultureInfo.InvariantCulture, $"price is {price:R}; it must be inside the range from {lowerPrice:R} to {upperPrice:R}."));
        }
        return new Walk(start, width, Finite.Result((driftAnnual / volatilityAnnual / volatilityAnnual) - 0.5, driftAnnual));
    }

    /// <summary><c>(1 - exp(-2 t s)) / (1 - exp(-2 t))</c> for a tilt t and a start s, whatever the sign and size of the tilt.</summary>
    private static double UpwardProbability(double start, double tilt)
    {
        if (tilt == 0)
        {
            return start;
        }
        double size = Math.Abs(tilt);
        double whole = Lost(2 * size);
        return tilt > 0 ? Lost(2 * size * start) / whole : Math.Exp(-2 * size * (1 - start)) * Lost(2 * size * start) / whole;
    }

    // 1 - exp(-x)
    private static double Lost(double x) => x < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(-x / 2) : 1 - Math.Exp(-x);

    private static double ByReflections(Walk walk, double deviation)
    {
        double sum = 0;
        for (int k = -Reflections; k <= Reflections; k++)
        {
            double shift = 2 * k * walk.Width;
            sum += Image(walk, deviation, walk.Start + shift) - Image(walk, deviation, shift - walk.Start);
        }
        return sum;
    }

    /// <summary>The mass inside the bounds of a free walk from an image of the start, with the weight that gives images of a walk with drift.</summary>
    private static double Image(Walk walk, double deviation, double image)
    {
        double middle = image + (walk.Tilt * deviation * deviation);
        double lower = -middle / deviation;
        double upper = (walk.Width - middle) / deviation;
        if (lower > 0)
        {
            return Tail(walk, deviation, image, 0, lower) - Tail(walk, deviation, image, walk.Width, upper);
        }
        if (upper < 0)
        {
            return Tail(walk, deviation, image, walk.Width, -upper) - Tail(walk, deviation, image, 0, -lower);
        }
        return Math.Exp(walk.Tilt * (image - walk.Start)) - Tail(walk, deviation, image, 0, -lower) - Tail(walk, deviation, image, walk.Width, upper);
    }

    /// <summary>The weight of an image times the normal mass beyond a bound, so many deviations away: the exponents are joined before they can overflow, and none is positive.</summary>
    private static double Tail(Walk walk, double deviation, double image, double bound, double deviationsAway)
    {
        double direct = (walk.Tilt * deviation) - ((bound - walk.Start) / deviation);
        double detour = (walk.Start - image) / deviation * (((2 * bound) - image - walk.Start) / deviation);
        return Math.Exp(-((direct * direct) + detour) / 2) * NormalLaw.ScaledTail(deviationsAway);
    }

    private static double ByModes(Walk walk, double deviation)
    {
        double sum = 0;
        double fromLower = (walk.Tilt * deviation) + (walk.Start / deviation);
        double fromUpper = (walk.Tilt * deviation) - ((walk.Width - walk.Start) / deviation);
        double lower = Math.Exp((walk.Start * walk.Start / deviation / deviation / 2) - (fromLower * fromLower / 2));
        double rest = (walk.Width - walk.Start) / deviation;
        double upper = Math.Exp((rest * rest / 2) - (fromUpper * fromUpper / 2));
        for (int n = 1; n <= Modes; n++)
        {
            double wave = n * Math.PI;
            double decay = Math.Exp(-wave * wave * deviation * deviation / (2 * walk.Width * walk.Width));
            double tilt = walk.Tilt * walk.Width;
            double share = 2 * wave / ((tilt * tilt) + (wave * wave)) * Math.Sin(wave * walk.Start / walk.Width);
            sum += decay * share * (lower - (n % 2 == 0 ? upper : -upper));
        }
        return sum;
    }

    /// <summary>The logarithm of the price above the lower bound, the range's width, and the logarithm's drift over its variance.</summary>
    private readonly record struct Walk(double Start, double Width, double Tilt);
}
