namespace Tidemark.Analytics.Yields;

/// <summary>How often what a position earns is put to work again.</summary>
/// <remarks>The default is never.</remarks>
public readonly record struct Compounding
{
    private readonly double _timesPerYear;

    private Compounding(double timesPerYear)
    {
        _timesPerYear = timesPerYear;
    }

    /// <summary>Never: earnings are set aside.</summary>
    public static Compounding None => default;

    /// <summary>All the time.</summary>
    public static Compounding Continuous => new(double.PositiveInfinity);

    /// <summary>So many times a year, evenly spaced.</summary>
    /// <param name="timesPerYear">How often; 365 is daily.</param>
    /// <returns>The compounding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive and finite.</exception>
    public static Compounding Times(double timesPerYear)
    {
        Positive.Require(timesPerYear);
        return new Compounding(timesPerYear);
    }

    /// <summary>The APY of an APR: <c>(1 + APR / n)^n - 1</c>, and the APR itself without compounding.</summary>
    /// <param name="aprFraction">The simple rate of a year; may be negative.</param>
    /// <returns>The growth of a year, from -1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the growth is not finite.</exception>
    public double ApyOf(double aprFraction)
    {
        if (_timesPerYear == 0)
        {
            Finite.Require(aprFraction);
            return Math.Max(-1, aprFraction);
        }
        return Growth(aprFraction, years: 1) - 1;
    }

    /// <summary>What compounding costs in a year.</summary>
    /// <param name="positionValue">The value of the position, positive.</param>
    /// <param name="costPerCompounding">What one compounding costs in the same money, zero or more.</param>
    /// <returns>The cost as a fraction of the value, negative as all costs: <c>-n cost / value</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or the cost is not finite, as that of compounding all the time.</exception>
    public double CostsAnnual(double positionValue, double costPerCompounding)
    {
        Positive.Require(positionValue);
        Positive.RequireOrZero(costPerCompounding);
        return costPerCompounding == 0 ? 0 : 0 - Finite.Result(_timesPerYear * (costPerCompounding / positionValue), costPerCompounding);
    }

    /// <summary>What one becomes over a time.</summary>
    /// <param name="rateAnnual">The rate of a year as a fraction; may be negative.</param>
    /// <param name="years">The time in years, zero or more.</param>
    /// <returns>The factor, not negative: who has lost all has zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or the factor would not be finite.</exception>
    public double Growth(double rateAnnual, double years)
    {
        Finite.Require(rateAnnual);
        Positive.RequireOrZero(years);
        double factor = _timesPerYear switch
        {
            0 => 1 + (rateAnnual * years),
            double.PositiveInfinity => Math.Exp(rateAnnual * years),
            _ when rateAnnual <= -_timesPerYear => years > 0 ? 0 : 1,
            _ => Math.Exp(_timesPerYear * years * Exponential.LogOfGrowth(rateAnnual / _timesPerYear)),
        };
        return Math.Max(0, Finite.Result(factor, rateAnnual));
    }
}
