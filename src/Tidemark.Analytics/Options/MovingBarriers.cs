using MathNet.Numerics.Integration;

namespace Tidemark.Analytics.Options;

/// <summary>The probability that a price under geometric Brownian motion touches barriers that move in time.</summary>
/// <remarks>
/// The density of the log price that has touched none is carried from slice to slice of time by quadrature, each step weighted with the probability that the bridge between its ends
/// stays off barriers that are straight within the slice: <c>1 - e^(-2 (x - b)(x' - b') / (sigma^2 t))</c> for either. Slices are so short that a bridge hardly touches both.
/// Source of the bridge: Borodin and Salminen 2002 (Handbook of Brownian Motion), part I, chapter IV.
/// </remarks>
public static class MovingBarriers
{
    private const int FewestSlices = 24;
    private const int MostSlices = 4096;
    private const int FewestNodes = 48;
    private const int MostNodes = 320;
    private const double FarDeviations = 8;
    private const double NodesOfDeviation = 5;

    /// <summary>The probability.</summary>
    /// <param name="price">The price now, between the barriers.</param>
    /// <param name="barriersAt">The lower and the upper barrier at a time in years from now; null where there is none on that side. Neither comes or goes in time.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The horizon, positive; one at every earlier time too has the lower barrier below the upper one.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>From 0 to 1, within about 1e-5.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentException">The barriers meet before the horizon: the price touches one with certainty, when they do.</exception>
    public static double Probability(double price, Func<double, (double? Lower, double? Upper)> barriersAt, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        Positive.Require(price);
        ArgumentNullException.ThrowIfNull(barriersAt);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        Finite.Require(driftAnnual);
        double start = Math.Log(price);
        double shift = driftAnnual - (volatilityAnnual * volatilityAnnual / 2);
        Walls Walls(double time) => MovingBarriers.Walls.At(start, barriersAt(time), time, FarDeviations * volatilityAnnual * Math.Sqrt(years), shift);
        Walls now = Walls(0);
        if (start <= now.Lower || start >= now.Upper)
        {
            return 1;
        }
        if (!now.HasLower && !now.HasUpper)
        {
            return 0;
        }
        double width = Math.Min(now.Upper - now.Lower, Walls(years) is var last ? last.Upper - last.Lower : 0);
        double deviation = volatilityAnnual * Math.Sqrt(years);
        int slices = (int)Math.Clamp(Math.Ceiling(36 * deviation * deviation / (width * width)), FewestSlices, MostSlices);
        double span = years / slices;
        double step = volatilityAnnual * Math.Sqrt(span);
        int nodes = (int)Math.Clamp(Math.Ceiling(NodesOfDeviation * (now.Upper - now.Lower) / step), FewestNodes, MostNodes);
        double[] places = [start];
        double[] masses = [1];
        for (int slice = 1; slice <= slices; slice++)
        {
            Walls then = Walls(slice * span);
            GaussLegendreRule rule = new(then.Lower, then.Upper, nodes);
            double[] next = new double[nodes];
            for (int j = 0; j < nodes; j++)
            {
                double density = 0;
                for (int i = 0; i < places.Length; i++)
                {
                    double score = (rule.GetAbscissa(j) - places[i] - (shift * span)) / step;
                    density += masses[i] * Math.Exp(-score * score / 2) * now.Survival(places[i], then, rule.GetAbscissa(j), step);
                }
                next[j] = density * rule.GetWeight(j) / (step * Math.Sqrt(2 * Math.PI));
            }
            places = [.. Enumerable.Range(0, nodes).Select(rule.GetAbscissa)];
            (masses, now) = (next, then);
        }
        return Math.Clamp(1 - masses.Sum(), 0, 1);
    }

    /// <summary>The barriers at a time as log prices; where there is none, a place that the price hardly reaches.</summary>
    private readonly record struct Walls(double Lower, double Upper, bool HasLower, bool HasUpper)
    {
        public static Walls At(double start, (double? Lower, double? Upper) barriers, double time, double far, double shift)
        {
            double middle = start + (shift * time);
            Walls walls = new(
                barriers.Lower is { } lower ? Math.Log(lower) : Math.Min(start, middle) - far,
                barriers.Upper is { } upper ? Math.Log(upper) : Math.Max(start, middle) + far,
                barriers.Lower is not null,
                barriers.Upper is not null);
            return walls.Lower < walls.Upper
                ? walls
                : throw new ArgumentException(FormattableString.Invariant($"The barriers meet {time:R} years from now; ask for a shorter horizon."), nameof(barriers));
        }

        public double Survival(double from, Walls then, double place, double step)
        {
            double survival = 1;
            if (HasLower)
            {
                survival *= 1 - Math.Exp(-2 * (from - Lower) * (place - then.Lower) / (step * step));
            }
            if (HasUpper)
            {
                survival *= 1 - Math.Exp(-2 * (Upper - from) * (then.Upper - place) / (step * step));
            }
            return survival;
        }
    }
}
