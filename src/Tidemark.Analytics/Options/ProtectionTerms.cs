namespace Tidemark.Analytics.Options;

/// <summary>How much of impermanent loss a protection pays.</summary>
/// <param name="CoverageFraction">The share of the loss between deductible and cap that is paid, from 0 to 1.</param>
/// <param name="DeductibleFraction">The loss up to which nothing is paid, as a fraction of the value at the entry; not negative.</param>
/// <param name="CapFraction">The loss beyond which nothing more is paid, as a fraction of the value at the entry; null for no cap.</param>
/// <remarks>The default pays nothing.</remarks>
public readonly record struct ProtectionTerms(double CoverageFraction, double DeductibleFraction = 0, double? CapFraction = null)
{
    /// <summary>All of the loss.</summary>
    public static ProtectionTerms Full => new(1);
}
