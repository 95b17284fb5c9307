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
}
