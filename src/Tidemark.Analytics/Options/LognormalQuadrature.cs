using MathNet.Numerics.Integration;

namespace Tidemark.Analytics.Options;

/// <summary>Means under a lognormal law by adaptive Gauss-Legendre quadrature.</summary>
internal static class LognormalQuadrature
{
    private const int Order = 16;
    private const int Halvings = 14;
    private const double Tolerance = 1e-12;
    private const double WidestPanel = 3;

    private static readonly GaussLegendreRule Rule = new(-1, 1, Order);

    public static double Mean(in LognormalPrice law, Func<double, double> payoff, ReadOnlySpan<double> kinks)
    {
        double first = -LognormalPrice.Reach;
        double last = law.LogDeviation + LognormalPrice.Reach;
        double[] panels = Panels(law, kinks, first, last);
        Span<double> coarse = panels.Length <= 64 ? stackalloc double[panels.Length] : new double[panels.Length];
        double size = 0;
        for (int i = 1; i < panels.Length; i++)
        {
            coarse[i] = Panel(law, payoff, panels[i - 1], panels[i]);
            size += Math.Abs(coarse[i]);
        }
        double sum = 0;
        for (int i = 1; i < panels.Length; i++)
        {
            sum += Refined(law, payoff, panels[i - 1], panels[i], coarse[i], Tolerance * size, Halvings);
        }
        return sum;
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

    private static double Refined(in LognormalPrice law, Func<double, double> payoff, double from, double to, double whole, double tolerance, int halvings)
    {
        double middle = (from + to) / 2;
        double left = Panel(law, payoff, from, middle);
        double right = Panel(law, payoff, middle, to);
        return Math.Abs(left + right - whole) <= tolerance || halvings == 0
            ? left + right
            : Refined(law, payoff, from, middle, left, tolerance, halvings - 1) + Refined(law, payoff, middle, to, right, tolerance, halvings - 1);
    }

    private static double Panel(in LognormalPrice law, Func<double, double> payoff, double from, double to)
    {
        double center = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < Order; i++)
        {
            double deviations = center + (half * Rule.GetAbscissa(i));
            sum += Rule.GetWeight(i) * payoff(law.At(deviations)) * NormalLaw.Density(deviations);
        }
        return double.IsFinite(sum)
            ? half * sum
            : throw new ArgumentException($"The payoff is not finite somewhere between the prices {law.At(from):R} and {law.At(to):R}; give one that is.", nameof(payoff));
    }
}
