using MathNet.Numerics.Integration;

namespace Tidemark.Analytics;

/// <summary>Integrals by Gauss-Legendre quadrature over panels that are halved until the halves agree.</summary>
internal static class AdaptiveQuadrature
{
    private const int Order = 16;

    /// <summary>Enough for any function that is smooth but for some bends; one that is noise of rounding never agrees and must end too.</summary>
    private const int MostHalvings = 4096;

    /// <summary>The integral from the first edge to the last.</summary>
    /// <param name="integrand">The function, smooth between the edges or nearly so.</param>
    /// <param name="edges">At least two, ascending; together the first panels.</param>
    /// <param name="tolerance">By how much the halves of a panel may differ from the whole, as a fraction of all first panels' sizes together.</param>
    public static double Integral(Func<double, double> integrand, ReadOnlySpan<double> edges, double tolerance)
    {
        Queue<Panel> open = new(2 * edges.Length);
        double size = 0;
        for (int i = 1; i < edges.Length; i++)
        {
            Panel panel = Over(integrand, edges[i - 1], edges[i]);
            size += Math.Abs(panel.Integral);
            open.Enqueue(panel);
        }
        double sum = 0;
        for (int halvings = 0; open.TryDequeue(out Panel whole);)
        {
            double middle = (whole.From + whole.To) / 2;
            Panel left = Over(integrand, whole.From, middle);
            Panel right = Over(integrand, middle, whole.To);
            if (Math.Abs(left.Integral + right.Integral - whole.Integral) <= tolerance * size || halvings >= MostHalvings)
            {
                sum += left.Integral + right.Integral;
            }
            else
            {
                open.Enqueue(left);
                open.Enqueue(right);
                halvings++;
            }
        }
        return sum;
    }

    private static Panel Over(Func<double, double> integrand, double from, double to) => new(from, to, GaussLegendreRule.Integrate(integrand, from, to, Order));

    private readonly record struct Panel(double From, double To, double Integral);
}
