using System.Globalization;

namespace Tidemark.Analytics.Ledger;

/// <summary>A return over a stated period, as a fraction: 0.05 is 5 %.</summary>
/// <remarks>Years have 365 days. The default is no period and has no rates.</remarks>
public readonly record struct PeriodReturn
{
    /// <summary>Creates one.</summary>
    /// <param name="start">When the period begins.</param>
    /// <param name="end">When it ends, after that.</param>
    /// <param name="fraction">The return over it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period does not last, or the return is not finite.</exception>
    public PeriodReturn(DateTimeOffset start, DateTimeOffset end, double fraction)
    {
        if (end <= start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, string.Create(CultureInfo.InvariantCulture, $"end is {end:u}; it must be after the start, {start:u}."));
        }
        Finite.Require(fraction);
        Start = start;
        End = end;
        Fraction = fraction;
    }

    /// <summary>When the period begins.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The return over the period.</summary>
    public double Fraction { get; }

    /// <summary>How long it lasts, in days.</summary>
    public double Days => (End - Start).TotalDays;

    /// <summary>The simple annual rate: the return, times 365 over the days. Null where it is beyond a double.</summary>
    public double? AprFraction => double.IsFinite(Fraction * (Year.Days / Days)) ? Fraction * (Year.Days / Days) : null;

    /// <summary>The annual rate that compounds to the return: <c>(1 + r)^(365 / days) - 1</c>. Null where more than all is lost, or it is beyond a double.</summary>
    public double? ApyFraction
    {
        get
        {
            double apy = Exponential.MinusOne(Exponential.LogOfGrowth(Fraction) * (Year.Days / Days));
            return double.IsFinite(apy) ? apy : null;
        }
    }
}
