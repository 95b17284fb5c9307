using System.Globalization;

namespace Tidemark.Analytics.Options;

/// <summary>Means under a lognormal law by adaptive Gauss-Legendre quadrature.</summary>
internal static class LognormalQuadrature
{
    private const double Tolerance = 1e-12;
    private const double WidestPanel = 3;

    public static double Mean(LognormalPrice law, Func<double, double> payoff, ReadOnlySpan<double> kinks)
    {
        double[] panels = Panels(law, kinks, -LognormalPrice.Reach, law.LogDeviation + LognormalPrice.Reach);
        return AdaptiveQuadrature.Integral(deviations => FinitePayoff(payoff, law.At(deviations)) * NormalLaw.Density(deviations), panels, Tolerance);
    }

    private static double[] Panels(in LognormalPrice law, ReadOnlySpan<double> kinks, double first, double last)
    {
        SortedSet<double> breaks = [first, last];
        foreach (double kink in kinks)
        {
            double deviations = law.Deviations(kink, 0);
            if (deviations > first && deviations < last)
            {
                breaks.Add(deviations);
            }
        }
        int count = (int)Math.Ceiling((last - first) / WidestPanel);
        for (int i = 1; i < count; i++)
        {
            breaks.Add(first + (i * (last - first) / count));
        }
        return [.. breaks];
    }

    private static double FinitePayoff(Func<double, double> payoff, double price) =>
        payoff(price) is var value && double.IsFinite(value)
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The payoff is {value:R} at the price {price:R}; it must be finite."), nameof(payoff));
}
