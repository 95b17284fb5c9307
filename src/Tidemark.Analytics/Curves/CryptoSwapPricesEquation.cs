namespace Tidemark.Analytics.Curves;

/// <summary>The depth at which a CryptoSwap pool quotes given prices: <c>sum (exp(r) - 1 - r) = s + n phi</c>, with the r that obey the prices and <c>sum r = -s</c>.</summary>
/// <param name="invariant">The invariant.</param>
/// <param name="distances">The logarithm of each price in the cheapest coin.</param>
/// <param name="logarithms">Receives r at the last depth that was tried.</param>
internal readonly ref struct CryptoSwapPricesEquation(CryptoSwapInvariant invariant, ReadOnlySpan<double> distances, Span<double> logarithms) : IDepthEquation
{
    private const int MaximumSteps = 100;

    // Newton's step squares the error
    private const double LastStep = 1e-8;

    private readonly ReadOnlySpan<double> _distances = distances;
    private readonly Span<double> _logarithms = logarithms;

    /// <inheritdoc/>
    public (double Residual, double Slope) At(double depth)
    {
        CryptoSwapInvariant.Depth at = invariant.At(depth);
        double left = Spread(at, depth);
        double right = depth + (_distances.Length * at.Excess);
        double rightSlope = 1 + (_distances.Length * at.ExcessSlope);
        return (Math.Log(left / right), depth * ((SpreadSlope(at) / left) - (rightSlope / right)));
    }

    /// <summary>The left side, with the logarithms that it is of.</summary>
    /// <remarks>
    /// <c>(1 / w_i + rho) / (1 / w_cheapest + rho) = p_i / p_cheapest</c> gives every r from that of the cheapest coin, and their sum is a concave
    /// function of it, with slopes from 1 to n: Newton's method climbs to the root.
    /// </remarks>
    public double Spread(CryptoSwapInvariant.Depth at, double depth)
    {
        double farthest = 0;
        foreach (double distance in _distances)
        {
            farthest = Math.Max(farthest, distance);
        }
        double most = -depth / _distances.Length;
        for (int steps = 0; ; steps++)
        {
            double step = (Fill(at.Amplitude, most, out double slope) + depth) / slope;
            most -= step;
            if (Math.Abs(step) <= LastStep * (Math.Abs(most) + farthest))
            {
                break;
            }
            if (steps == MaximumSteps)
            {
                throw new InvalidOperationException($"Invariant: no balance of the cheapest coin at the depth {depth:R} after {MaximumSteps} steps.");
            }
        }
        Fill(at.Amplitude, most, out _);
        double sum = 0;
        foreach (double logarithm in _logarithms)
        {
            sum += Exponential.AboveTangent(logarithm);
        }
        return sum;
    }

    // The sum of the logarithms, and its slope by that of the cheapest coin
    private double Fill(double amplitude, double most, out double slope)
    {
        double weight = amplitude * Math.Exp(most);
        double sum = 0;
        slope = 0;
        for (int i = 0; i < _distances.Length; i++)
        {
            double pull = -weight * Exponential.MinusOne(-_distances[i]);
            _logarithms[i] = most - _distances[i] - Exponential.LogOfGrowth(pull);
            sum += _logarithms[i];
            slope += 1 / (1 + pull);
        }
        return sum;
    }

    // By implicit differentiation at fixed prices, with q_i = 1 + rho w_i:
    // d/ds sum (exp(r) - 1 - r) = -(K0 rho fall sum_(i<j) (w_i - w_j)^2 + sum q (w - 1)) / sum q
    private double SpreadSlope(CryptoSwapInvariant.Depth at)
    {
        double differences = 0;
        double pulled = 0;
        double total = 0;
        for (int i = 0; i < _logarithms.Length; i++)
        {
            double balance = Math.Exp(_logarithms[i]);
            double q = 1 + (at.Amplitude * balance);
            total += q;
            pulled += q * Exponential.MinusOne(_logarithms[i]);
            for (int j = 0; j < i; j++)
            {
                double difference = Math.Exp(_logarithms[j]) * Exponential.MinusOne(_logarithms[i] - _logarithms[j]);
                differences += difference * difference;
            }
        }
        return -((at.Product * at.Amplitude * at.AmplitudeFall * differences) + pulled) / total;
    }
}
