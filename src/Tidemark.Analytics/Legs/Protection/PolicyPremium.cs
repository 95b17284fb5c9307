using MathNet.Numerics.Integration;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs.Protection;

/// <summary>The fair premium for a policy whose cover grows with age, by when its holders leave.</summary>
/// <remarks>
/// An exit at age t is worth <c>level(t)</c> times the premium for full cover paid at t. A cliff makes early exits worth nothing, so what is assumed of them decides.
/// Source: Fukasawa, Maire, Wunsch 2022 (SSRN 4095029) for the cover, weighted by exits here.
/// </remarks>
public static class PolicyPremium
{
    private const int Order = 32;

    /// <summary>The widest panel in mean lifetimes: the density of exits stays within three orders of magnitude in it.</summary>
    private const double WidestPanel = 4;

    /// <summary>The premium for a holder who leaves at a known age.</summary>
    /// <param name="policy">The policy, bought at its entry price.</param>
    /// <param name="exitYears">The age at the exit, in years of 365 days; zero or more.</param>
    /// <param name="volatilityAnnual">The volatility, zero or more.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded.</param>
    /// <returns>The premium, due at the deposit, in token 1; not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or prices at the exit are too extreme for a double.</exception>
    public static double AtExit(ProtectionPolicy policy, double exitYears, double volatilityAnnual, double rateAnnual = 0)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Schedule.Level(exitYears) * ProtectionPremium.Of(policy.Position, policy.EntryPrice, volatilityAnnual, exitYears, policy.Terms, rateAnnual, policy.Kinks);
    }

    /// <summary>The premium for holders who leave at a constant rate, and all of them at a horizon.</summary>
    /// <param name="policy">The policy, bought at its entry price.</param>
    /// <param name="lapseRateAnnual">The exits a year as a fraction of who is left: 2 is a mean stay of half a year; zero or more.</param>
    /// <param name="horizonYears">The age at which who is left leaves, zero or more.</param>
    /// <param name="volatilityAnnual">The volatility, zero or more.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded.</param>
    /// <returns>The premium, due at the deposit, in token 1; not negative. Within a relative 1e-9 of the integral.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or prices at the horizon are too extreme for a double.</exception>
    /// <remarks>Gauss-Legendre quadrature in the root of the age, between the cliff, the full age and the horizon.</remarks>
    public static double OfLapses(ProtectionPolicy policy, double lapseRateAnnual, double horizonYears, double volatilityAnnual, double rateAnnual = 0)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Positive.RequireOrZero(lapseRateAnnual);
        Positive.RequireOrZero(horizonYears);
        double premium = Math.Exp(-lapseRateAnnual * horizonYears) * AtExit(policy, horizonYears, volatilityAnnual, rateAnnual);
        if (lapseRateAnnual == 0)
        {
            return premium;
        }
        double cliff = Math.Min(horizonYears, Years(policy.Schedule.CliffAge));
        double full = Math.Min(horizonYears, Years(policy.Schedule.FullAge));
        return premium + Between(cliff, full) + Between(full, horizonYears);

        double Between(double from, double to)
        {
            if (from == to)
            {
                return 0;
            }
            int panels = Math.Max(1, (int)Math.Min(200, Math.Ceiling(lapseRateAnnual * (to - from) / WidestPanel)));
            double firstRoot = Math.Sqrt(from);
            double width = (Math.Sqrt(to) - firstRoot) / panels;
            double sum = 0;
            for (int i = 0; i < panels; i++)
            {
                sum += GaussLegendreRule.Integrate(Density, firstRoot + (i * width), firstRoot + ((i + 1) * width), Order);
            }
            return sum;
        }

        // What exits around an age are worth, by the root of the age.
        double Density(double root)
        {
            double age = root * root;
            double level = Math.Clamp((age - Years(policy.Schedule.StartAge)) / Years(policy.Schedule.FullAge - policy.Schedule.StartAge), 0, 1);
            double cover = ProtectionPremium.Of(policy.Position, policy.EntryPrice, volatilityAnnual, age, policy.Terms, rateAnnual, policy.Kinks);
            return 2 * root * lapseRateAnnual * Math.Exp(-lapseRateAnnual * age) * level * cover;
        }
    }

    /// <summary>The fee yield that just pays for a premium: <c>premium / (value annuity)</c>, the annuity that of a constant income of 1 over the time.</summary>
    /// <param name="premium">The premium, due at the deposit, in token 1; zero or more.</param>
    /// <param name="value">The value on which the fees are earned, in token 1.</param>
    /// <param name="years">The time over which they are, in years of 365 days.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded.</param>
    /// <returns>A fraction a year.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The premium is negative, another amount or the time is not positive, something is not finite, or the result would not be.</exception>
    public static double BreakEvenFeeApr(double premium, double value, double years, double rateAnnual = 0)
    {
        Positive.RequireOrZero(premium);
        Positive.Require(value);
        Positive.Require(years);
        return Finite.Result(premium / value / Annuity(years, rateAnnual), value);
    }

    /// <summary>What a constant income of 1 a year over a time is worth at its beginning: <c>(1 - e^(-r T)) / r</c>.</summary>
    /// <param name="years">The time, in years of 365 days, zero or more.</param>
    /// <param name="rateAnnual">The interest rate, continuously compounded.</param>
    /// <returns>Years: the time itself without interest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, something is not finite, or the result would not be.</exception>
    public static double Annuity(double years, double rateAnnual = 0)
    {
        Positive.RequireOrZero(years);
        Finite.Require(rateAnnual);
        double growth = rateAnnual * years;
        return growth == 0 ? years : Finite.Result(-Exponential.MinusOne(-growth) / rateAnnual, rateAnnual);
    }

    private static double Years(TimeSpan age) => age.TotalDays / Year.Days;
}
