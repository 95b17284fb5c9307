using System.Globalization;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Analytics.Options;

/// <summary>The fair premium for a protection that pays impermanent loss at a horizon, by the price at which it could be hedged.</summary>
/// <remarks>
/// <c>e^(-r T) E[payoff]</c> with the price growing at the rate; the payoff is <c>coverage ((H - V - d V_0)^+ - (H - V - c V_0)^+)</c> with the deductible
/// <c>d</c> and the cap <c>c</c>. Full protection of constant product costs <c>V_0 ((1 + e^(-r T)) / 2 - e^(-(r / 2 + sigma^2 / 8) T))</c>.
/// Source: Fukasawa, Maire, Wunsch 2022 (SSRN 4095029).
/// </remarks>
public static class ProtectionPremium
{
    /// <summary>The premium for a position that is entered now.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now, at which the tokens are deposited.</param>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year; zero or more.</param>
    /// <param name="years">The time to the horizon, zero or more, at which the loss is measured and paid.</param>
    /// <param name="terms">What is paid.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded, as a fraction a year.</param>
    /// <returns>The premium, due now, in token 1; not negative. Within a relative 1e-9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The rate is not finite, a term is out of its bounds, another argument is out of its range, or prices at the horizon are too extreme for a double.
    /// </exception>
    public static double Of(ValueCurve curve, double price, double volatilityAnnual, double years, ProtectionTerms terms, double rateAnnual = 0)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Require(terms);
        Finite.Require(rateAnnual);
        LognormalPrice law = new(price, volatilityAnnual, years, rateAnnual);
        double value = curve.Value(price);
        double deductible = terms.DeductibleFraction * value;
        double most = ((terms.CapFraction ?? double.PositiveInfinity) - terms.DeductibleFraction) * value;
        double payoff = terms is { DeductibleFraction: 0, CapFraction: null }
            ? -ExpectedValue.LossValue(curve, law)
            : law.Expectation(Payoff, [.. curve.Kinks.Span, .. Bends(deductible), .. Bends(deductible + most)]);
        return Finite.Result(terms.CoverageFraction * Math.Exp(-rateAnnual * years) * payoff, rateAnnual);

        double Payoff(double end) => Math.Clamp(-curve.ValueOverHold(price, end) - deductible, 0, most);

        IEnumerable<double> Bends(double loss)
        {
            LossPrices prices = loss > 0 && double.IsFinite(loss) ? PriceForLoss.FindValue(curve, price, -loss) : default;
            return new[] { prices.Below, prices.Above }.OfType<double>();
        }
    }

    private static void Require(ProtectionTerms terms)
    {
        if (!(terms.CoverageFraction >= 0 && terms.CoverageFraction <= 1))
        {
            throw Refused($"CoverageFraction is {terms.CoverageFraction.ToString(CultureInfo.InvariantCulture)}; it must be from 0 to 1.");
        }
        if (!(terms.DeductibleFraction >= 0 && terms.DeductibleFraction <= double.MaxValue))
        {
            throw Refused($"DeductibleFraction is {terms.DeductibleFraction.ToString(CultureInfo.InvariantCulture)}; it must be zero or a positive, finite number.");
        }
        if (terms.CapFraction is { } cap && !(cap >= terms.DeductibleFraction && cap <= double.MaxValue))
        {
            throw Refused($"CapFraction is {cap.ToString(CultureInfo.InvariantCulture)}; it must be finite and not below DeductibleFraction.");
        }

        ArgumentOutOfRangeException Refused(string message) => new(nameof(terms), terms, message);
    }
}
