using System.Globalization;

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

    /// <summary>What is paid for a loss: <c>coverage (min(loss, cap) - deductible)</c>, and nothing below the deductible.</summary>
    /// <param name="lossValue">The impermanent loss in money, not positive; a gain pays nothing.</param>
    /// <param name="entryValue">The value at the entry, of which deductible and cap are fractions; not negative.</param>
    /// <returns>The payout, in the unit of the loss; not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite, the value is negative, or a term is out of its bounds.</exception>
    public double Payout(double lossValue, double entryValue)
    {
        Finite.Require(lossValue);
        Positive.RequireOrZero(entryValue);
        Require("this");
        double most = CapFraction is { } cap ? (cap - DeductibleFraction) * entryValue : double.PositiveInfinity;
        return CoverageFraction * Math.Clamp(-lossValue - (DeductibleFraction * entryValue), 0, most);
    }

    internal void Require(string name)
    {
        if (!(CoverageFraction >= 0 && CoverageFraction <= 1))
        {
            throw Refused(this, $"CoverageFraction is {CoverageFraction.ToString(CultureInfo.InvariantCulture)}; it must be from 0 to 1.");
        }
        if (!(DeductibleFraction >= 0 && DeductibleFraction <= double.MaxValue))
        {
            throw Refused(this, $"DeductibleFraction is {DeductibleFraction.ToString(CultureInfo.InvariantCulture)}; it must be zero or a positive, finite number.");
        }
        if (CapFraction is { } cap && !(cap >= DeductibleFraction && cap <= double.MaxValue))
        {
            throw Refused(this, $"CapFraction is {cap.ToString(CultureInfo.InvariantCulture)}; it must be finite and not below DeductibleFraction.");
        }

        ArgumentOutOfRangeException Refused(ProtectionTerms terms, string message) => new(name, terms, message);
    }
}
