namespace Tidemark.Analytics.Ledger;

/// <summary>All rates at which dated cash flows are worth nothing together: the roots of <c>f(s) = Σ c_i e^(-s t_i)</c>, the times being from 0 to 1.</summary>
/// <remarks>
/// Every term is monotonic in the rate, so the curvature in an interval is bounded by the terms at its ends, and by it the slope and the present value from those in the middle.
/// An interval has no root where the present value cannot be zero and at most one where the slope cannot; any other is halved.
/// </remarks>
internal sealed class RateRoots
{
    // An interval of this width is not halved again: roots that are nearer to each other, or where the curve only touches zero, are one.
    private const double Resolution = 1e-7;

    // A present value below this part of its terms cannot be told from zero.
    private const double Rounding = 1e-14;

    private readonly double[] _times;
    private readonly double[] _flows;
    private readonly List<double> _roots = [];
    private double _unresolvedTo = double.NegativeInfinity;

    private RateRoots(double[] times, double[] flows)
    {
        _times = times;
        _flows = flows;
    }

    /// <summary>The continuous rates of the whole time, ascending.</summary>
    /// <param name="times">The times, ascending from 0 to 1, no two the same.</param>
    /// <param name="flows">The flows at these times, the first and the last not zero.</param>
    public static List<double> Find(double[] times, double[] flows)
    {
        RateRoots search = new(times, flows);
        search.Search(search.Beyond(-1), 0);
        search.Search(0, search.Beyond(1));
        return search._roots;
    }

    /// <summary>A rate from which on one flow outweighs all others: the first at high rates, the last at low ones.</summary>
    private double Beyond(int direction)
    {
        double decisive = Math.Abs(direction > 0 ? _flows[0] : _flows[^1]);
        for (double rate = direction; ; rate *= 2)
        {
            double all = 0;
            for (int i = 0; i < _flows.Length; i++)
            {
                all += Math.Abs(_flows[i]) * Math.Exp(-rate * (_times[i] - Origin(rate)));
            }
            if (all < 2 * decisive)
            {
                return rate;
            }
        }
    }

    private void Search(double low, double high)
    {
        // The time that the present value refers to is an end of the period, so that no term of the interval is larger than its flow.
        double origin = Origin(low + high);
        double middle = low + ((high - low) / 2);
        (double value, double slope, double size, double curvature) = Bounds(low, middle, high, origin);
        double reach = (high - low) / 2;
        double steepest = Math.Abs(slope) + (reach * curvature);
        if (Math.Abs(value) > (reach * steepest) + (Rounding * size))
        {
            return;
        }
        if (Math.Abs(slope) > reach * curvature)
        {
            SearchMonotonic(low, high, origin);
            return;
        }
        if (high - low > Resolution * Math.Max(1, Math.Abs(middle)))
        {
            Search(low, middle);
            Search(middle, high);
            return;
        }
        double valueAtLow = PresentValue(low, origin);
        if (valueAtLow * PresentValue(high, origin) < 0 || Math.Abs(valueAtLow) <= Rounding * size)
        {
            if (low > _unresolvedTo)
            {
                _roots.Add(middle);
            }
            _unresolvedTo = high;
        }
    }

    private void SearchMonotonic(double low, double high, double origin)
    {
        int signAtLow = Math.Sign(PresentValue(low, origin));
        if (signAtLow == 0)
        {
            _roots.Add(low);
        }
        if (signAtLow * Math.Sign(PresentValue(high, origin)) >= 0)
        {
            return;
        }
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                _roots.Add(middle);
                return;
            }
            (low, high) = Math.Sign(PresentValue(middle, origin)) == signAtLow ? (middle, high) : (low, middle);
        }
    }

    private static double Origin(double rate) => rate < 0 ? 1 : 0;

    private double PresentValue(double rate, double origin)
    {
        double sum = 0;
        for (int i = 0; i < _flows.Length; i++)
        {
            sum += _flows[i] * Math.Exp(-rate * (_times[i] - origin));
        }
        return sum;
    }

    /// <summary>The present value and its slope in the middle, and what its terms and their second derivatives do not exceed in between.</summary>
    private (double Value, double Slope, double Size, double Curvature) Bounds(double low, double middle, double high, double origin)
    {
        (double value, double slope, double size, double curvature) = (0, 0, 0, 0);
        for (int i = 0; i < _flows.Length; i++)
        {
            double time = _times[i] - origin;
            double term = _flows[i] * Math.Exp(-middle * time);
            double largest = Math.Abs(_flows[i]) * Math.Max(Math.Exp(-low * time), Math.Exp(-high * time));
            value += term;
            slope -= time * term;
            size += largest;
            curvature += time * time * largest;
        }
        return (value, slope, size, curvature);
    }
}
