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
    private const int MostNodes = 400;
    private const double FarDeviations = 7;
    private const double FarScore = 9;
    private const double NodesOfDeviation = 3;
    private const double Nothing = 1e-9;

    /// <summary>The probability.</summary>
    /// <param name="price">The price now, between the barriers.</param>
    /// <param name="barriersAt">The lower and the upper barrier at a time in years from now; null where there is none on that side. One may come from prices that are hardly reached, and go there.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The horizon, positive.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>From 0 to 1, within about 1e-5; 1 where the barriers meet before the horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
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
        Walls last = Walls(years);
        double width = Math.Min(now.Upper - now.Lower, last.Upper - last.Lower);
        double deviation = volatilityAnnual * Math.Sqrt(years);
        int slices = (int)Math.Clamp(Math.Ceiling(36 * deviation * deviation / (width * width)), FewestSlices, MostSlices);
        // What bent barriers are off from straight ones falls with the square of the slices.
        (double coarse, double fine) = (Touched(slices), Touched(2 * slices));
        return Math.Clamp(fine + ((fine - coarse) / 3), 0, 1);

        double Touched(int count)
        {
            Walls before = now;
            double span = years / count;
            double step = volatilityAnnual * Math.Sqrt(span);
            double[] places = [start];
            double[] masses = [1];
            for (int slice = 1; slice <= count; slice++)
            {
                Walls then = Walls(slice * span);
                if (then.Lower >= then.Upper || masses.Sum() < Nothing)
                {
                    return 1;
                }
                int nodes = (int)Math.Clamp(Math.Ceiling(NodesOfDeviation * (then.Upper - then.Lower) / step), FewestNodes, MostNodes);
                GaussLegendreRule rule = new(then.Lower, then.Upper, nodes);
                double[] next = new double[nodes];
                for (int j = 0; j < nodes; j++)
                {
                    double place = rule.GetAbscissa(j);
                    double density = 0;
                    for (int i = 0; i < places.Length; i++)
                    {
                        double score = (place - places[i] - (shift * span)) / step;
                        density += Math.Abs(score) < FarScore ? masses[i] * Math.Exp(-score * score / 2) * before.Survival(places[i], then, place, step) : 0;
                    }
                    next[j] = density * rule.GetWeight(j) / (step * Math.Sqrt(2 * Math.PI));
                }
                places = [.. Enumerable.Range(0, nodes).Select(rule.GetAbscissa)];
                (masses, before) = (next, then);
            }
            return 1 - masses.Sum();
        }
    }

    /// <summary>The barriers at a time as log prices; where there is none, or a farther one, a place that the price hardly reaches.</summary>
    private readonly record struct Walls(double Lower, double Upper, bool HasLower, bool HasUpper)
    {
        public static Walls At(double start, (double? Lower, double? Upper) barriers, double time, double far, double shift)
        {
            double middle = start + (shift * time);
            (double lowest, double highest) = (Math.Min(start, middle) - far, Math.Max(start, middle) + far);
            double lower = barriers.Lower is { } below ? Math.Log(below) : lowest;
            double upper = barriers.Upper is { } above ? Math.Log(above) : highest;
            return new Walls(Math.Max(lower, lowest), Math.Min(upper, highest), lower > lowest, upper < highest);
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
