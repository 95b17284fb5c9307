using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Loss;

/// <summary>The mispricing of a pool from block to block: a walk of normal steps that a trade brings back to the bound of the fee's band whenever it leaves it.</summary>
/// <param name="TradeProbability">The probability that a block finds it outside, in the long run.</param>
/// <param name="KeptFraction">The part of the squared steps that lies beyond the band: what arbitrage keeps of the loss to rebalancing. The rest it pays in fees.</param>
/// <remarks>
/// In units of a step the band is from <c>-w</c> to <c>w</c>. Every trade leaves the walk at a bound, so trades are renewals: with the mean number <c>u(w)</c>
/// of steps from there until the band is left and the mean overshoot <c>r(w)</c>, <c>u = 1 + K u</c> and <c>r = h + K r</c> with the normal kernel <c>K</c> on the
/// band and the overshoot <c>h</c> of one step, the probability is <c>1 / u(w)</c>. As the squared walk grows by one a step, <c>u = 2 w r + E[overshoot^2]</c>,
/// so that <c>1 - 2 w r / u</c> is kept. Both equations are solved on the nodes of a Gauss-Legendre rule (Nystrom 1930), to 1e-13; the kernel is analytic.
/// Their limit for wide bands is <c>u = sqrt(2) (w + 0.5826)</c> and <c>r = 1 / sqrt(2)</c>, which differs by a part of <c>exp(-5 w)</c>.
/// </remarks>
internal readonly record struct MispricingChain(double TradeProbability, double KeptFraction)
{
    /// <summary><c>-ζ(½) / √(2π)</c>: how far a random walk of unit steps overshoots a distant bound, in the mean. Chernoff 1965.</summary>
    public const double Overshoot = 0.58259715793901068;

    private const double WideBand = 5;
    private const int Order = 40;

    /// <summary>The chain of a band.</summary>
    /// <param name="width">Half the band, in standard deviations of a step; zero or more.</param>
    public static MispricingChain Of(double width) =>
        width == 0 ? new MispricingChain(1, 1)
        : width < WideBand ? Solve(width)
        : new MispricingChain(1 / (Math.Sqrt(2) * (width + Overshoot)), 1 / (1 + (width / Overshoot)));

    // Both functions are even, so half of the band will do.
    private static MispricingChain Solve(double width)
    {
        GaussLegendreRule rule = new(0, width, Order);
        var equations = Matrix<double>.Build.Dense(Order, Order, (i, j) => (i == j ? 1 : 0) - (rule.GetWeight(j) * Step(rule.GetAbscissa(i), rule.GetAbscissa(j))));
        Matrix<double> solution = equations.Solve(Matrix<double>.Build.Dense(Order, 2, (i, column) => column == 0 ? 1 : OvershootFrom(rule.GetAbscissa(i), width)));
        double steps = 1;
        double overshoot = OvershootFrom(width, width);
        for (int j = 0; j < Order; j++)
        {
            double weight = rule.GetWeight(j) * Step(width, rule.GetAbscissa(j));
            steps += weight * solution[j, 0];
            overshoot += weight * solution[j, 1];
        }
        return new MispricingChain(1 / steps, 1 - (2 * width * overshoot / steps));
    }

    // The density of a step to either of two mirrored places.
    private static double Step(double from, double to) => NormalLaw.Density(to - from) + NormalLaw.Density(to + from);

    private static double OvershootFrom(double from, double width) => MeanBeyond(width - from) + MeanBeyond(width + from);

    private static double MeanBeyond(double distance) => NormalLaw.Density(distance) - (distance * NormalLaw.Below(-distance));
}
