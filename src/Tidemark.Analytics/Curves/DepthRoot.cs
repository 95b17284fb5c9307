namespace Tidemark.Analytics.Curves;

/// <summary>Solves an equation for the depth of a CryptoSwap pool in logarithms, so that a pool near its peg is as exact as one far from it.</summary>
internal static class DepthRoot
{
    private const double Least = 1e-300;
    private const double Most = 700;
    private const int MaximumSteps = 200;

    // Newton's step squares the error, so the one after this is below a double's resolution
    private const double LastStep = 1e-8;

    /// <summary>The depth, by Newton's method inside a shrinking bracket.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="upper">A depth that is not less than the root; from a depth that a double cannot hold there is none.</param>
    public static double Find<T>(in T equation, double upper)
        where T : struct, IDepthEquation, allows ref struct
    {
        if (upper <= Least)
        {
            return 0;
        }
        double low = Math.Log(Least);
        double high = Math.Log(Math.Min(upper, Most));
        double logarithm = high;
        double step = high - low;
        for (int steps = 0; steps < MaximumSteps; steps++)
        {
            (double residual, double slope) = equation.At(Math.Exp(logarithm));
            (low, high) = residual > 0 ? (logarithm, high) : (low, logarithm);
            double next = logarithm - (residual / slope);
            // A step that overflowed, does not halve the last one, or leaves the bracket, gives way to bisection
            bool isNewton = double.IsFinite(slope) && next >= low && next <= high && Math.Abs(next - logarithm) <= step / 2;
            next = isNewton ? next : (low + high) / 2;
            step = Math.Abs(next - logarithm);
            logarithm = next;
            if (step <= LastStep)
            {
                return Math.Exp(logarithm);
            }
        }
        throw new InvalidOperationException($"Invariant: no depth between {Least:R} and {upper:R} solves the equation after {MaximumSteps} steps.");
    }
}
