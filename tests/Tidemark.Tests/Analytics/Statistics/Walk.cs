namespace Tidemark.Tests.Analytics.Statistics;

/// <summary>Seeded random prices of known parameters.</summary>
internal sealed class Walk(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Geometric Brownian motion: independent normal log returns.</summary>
    public double[] Prices(int count, double deviation, double drift = 0)
    {
        double log = 0;
        double[] prices = new double[count];
        for (int i = 0; i < count; i++)
        {
            prices[i] = Math.Exp(log);
            log += drift + (deviation * Normal());
        }
        return prices;
    }

    /// <summary>An Ornstein-Uhlenbeck process, exactly discretised: the log price keeps a part of its distance from the level each period.</summary>
    public double[] Reverting(int count, double kept, double deviation, double level)
    {
        double log = level;
        double[] prices = new double[count];
        for (int i = 0; i < count; i++)
        {
            prices[i] = Math.Exp(log);
            log = level + (kept * (log - level)) + (deviation * Normal());
        }
        return prices;
    }

    /// <summary>A bar of a Brownian motion from 0, with the extremes between its steps drawn from their distribution.</summary>
    public (double High, double Low, double Close) Bar(double deviation, int steps)
    {
        double step = deviation / Math.Sqrt(steps);
        (double high, double low, double at) = (0, 0, 0);
        for (int i = 0; i < steps; i++)
        {
            double next = at + (step * Normal());
            double square = (next - at) * (next - at);
            high = Math.Max(high, (at + next + Math.Sqrt(square - (2 * step * step * Math.Log(1 - _random.NextDouble())))) / 2);
            low = Math.Min(low, (at + next - Math.Sqrt(square - (2 * step * step * Math.Log(1 - _random.NextDouble())))) / 2);
            at = next;
        }
        return (high, low, at);
    }
}
