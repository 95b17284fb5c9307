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
        Positive.Require(price);
        terms.Require(nameof(terms));
        return Of(curve, price, volatilityAnnual, years, terms, rateAnnual, Kinks(curve, price, terms));
    }

    /// <summary>The premium, with kinks that were found before.</summary>
    internal static double Of(ValueCurve curve, double price, double volatilityAnnual, double years, ProtectionTerms terms, double rateAnnual, ReadOnlySpan<double> kinks)
    {
        Finite.Require(rateAnnual);
        LognormalPrice law = new(price, volatilityAnnual, years, rateAnnual);
        double value = curve.Value(price);
        double payoff = terms is { DeductibleFraction: 0, CapFraction: null }
            ? -terms.CoverageFraction * ExpectedValue.LossValue(curve, law)
            : law.Expectation(Payoff, kinks);
        return Finite.Result(Math.Exp(-rateAnnual * years) * payoff, rateAnnual);

        double Payoff(double end) => terms.Payout(curve.ValueOverHold(price, end), value);
    }

    /// <summary>The prices at which what is paid jumps or bends: the position's kinks, and where the loss comes to the deductible and to the cap.</summary>
    internal static double[] Kinks(ValueCurve curve, double price, ProtectionTerms terms)
    {
        double value = curve.Value(price);
        return [.. curve.Kinks.Span, .. Bends(terms.DeductibleFraction * value), .. Bends((terms.CapFraction ?? double.PositiveInfinity) * value)];

        IEnumerable<double> Bends(double loss)
        {
            LossPrices prices = loss > 0 && double.IsFinite(loss) ? PriceForLoss.FindValue(curve, price, -loss) : default;
            return new[] { prices.Below, prices.Above }.OfType<double>();
        }
    }
}
