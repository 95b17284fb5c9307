namespace Tidemark.Analytics.Legs.Interest;

/// <summary>A utilisation at which a borrow rate changes its slope, or jumps.</summary>
/// <param name="Utilisation">The borrowed share of what was supplied, from 0 to 1.</param>
/// <param name="RateBelowAnnual">The borrow rate that is approached from below, as a fraction a year; that of the first knot is not used.</param>
/// <param name="RateAnnual">The borrow rate at the knot and from there upwards, as a fraction a year.</param>
/// <remarks>The default is no borrowing at no interest.</remarks>
public readonly record struct UtilisationKnot(double Utilisation, double RateBelowAnnual, double RateAnnual)
{
    /// <summary>A knot without a jump.</summary>
    /// <param name="utilisation">The borrowed share of what was supplied, from 0 to 1.</param>
    /// <param name="rateAnnual">The borrow rate there, as a fraction a year.</param>
    public UtilisationKnot(double utilisation, double rateAnnual)
        : this(utilisation, rateAnnual, rateAnnual)
    {
    }
}
