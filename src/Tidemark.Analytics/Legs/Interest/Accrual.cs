namespace Tidemark.Analytics.Legs.Interest;

/// <summary>How often interest is added to what it is charged on. Between two accruals interest is simple: rate times time.</summary>
/// <remarks>
/// Accruals stand at whole multiples of the interval since the beginning. A protocol that accrues whenever somebody calls it is one with the interval
/// between calls. The default is <see cref="Continuous"/>.
/// </remarks>
public readonly record struct Accrual
{
    private Accrual(double intervalYears)
    {
        IntervalYears = intervalYears;
    }

    /// <summary>Never: a debt of 1 at rate r is 1 + r t. Compound, Alpaca and Gearbox charge so between two calls, Aave pays its suppliers so.</summary>
    public static Accrual Simple => new(double.PositiveInfinity);

    /// <summary>Every second: a debt of 1 is (1 + r / 31536000)^seconds. Aave's variable debt approaches it.</summary>
    public static Accrual PerSecond => new(1 / Year.Seconds);

    /// <summary>At every moment: a debt of 1 is exp(r t).</summary>
    public static Accrual Continuous => default;

    /// <summary>The time between two accruals in years of 365 days: zero where they are continuous, infinite where there are none.</summary>
    public double IntervalYears { get; }

    /// <summary>At a regular interval.</summary>
    /// <param name="intervalYears">The time between two accruals, in years of 365 days.</param>
    /// <returns>The accrual.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive and finite.</exception>
    public static Accrual Every(double intervalYears)
    {
        Positive.Require(intervalYears);
        return new Accrual(intervalYears);
    }
}
