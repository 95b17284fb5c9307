using MathNet.Numerics;

namespace Tidemark.Analytics.Options;

/// <summary>The standard normal law, precise in both tails.</summary>
internal static class NormalLaw
{
    private const double RootTwoPi = 2.5066282746310002;

    public static double Density(double z) => Math.Exp(-z * z / 2) / RootTwoPi;

    public static double Below(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;

    /// <summary>The probability between two bounds, taken from the tail that both lie in so that it does not cancel.</summary>
    public static double Between(double lower, double upper)
    {
        if (lower >= upper)
        {
            return 0;
        }
        return lower > 0 ? Below(-lower) - Below(-upper) : Below(upper) - Below(lower);
    }

    public static double Quantile(double probability) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability);

    /// <summary>The mass above a bound times <c>exp(z^2 / 2)</c>: what is left of the tail without its exponent.</summary>
    public static double ScaledTail(double z)
    {
        if (z < 25)
        {
            return Below(-z) * Math.Exp(z * z / 2);
        }
        // The asymptotic series of Mills' ratio: its first term left out is below 1e-11 of the first here.
        double square = 1 / (z * z);
        return (1 - (square * (1 - (3 * square * (1 - (5 * square * (1 - (7 * square)))))))) / (z * RootTwoPi);
    }
}
