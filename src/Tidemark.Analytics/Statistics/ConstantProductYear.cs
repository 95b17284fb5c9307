namespace Tidemark.Analytics.Statistics;

/// <summary>What a year in a constant-product pool without fees costs, by the volatility that was measured.</summary>
public static class ConstantProductYear
{
    /// <summary>The expected impermanent loss after a year, where the ratio of the two prices follows a geometric Brownian motion without drift.</summary>
    /// <param name="volatilityAnnual">The volatility of the ratio, zero or above; however large, for records have errors.</param>
    /// <returns><c>E[V/H] - 1 = e^(-volatility^2/8) - 1</c>: zero or below, a fraction of the value held.</returns>
    /// <remarks>V/H is sech(z/2) of the log move z, whose mean under the martingale measure is exactly this (by symmetry of the two tokens); it is also
    /// E[V]/E[H] - 1 (GammaSwap 2022). <see cref="Options.ExpectedValue"/> has the general case, for volatilities that markets have.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The volatility is negative or not finite.</exception>
    public static double ExpectedLoss(double volatilityAnnual)
    {
        Positive.RequireOrZero(volatilityAnnual);
        double rate = volatilityAnnual * volatilityAnnual / 8;
        // e^-x - 1 without the cancellation for a small x.
        return rate < 1 ? 0 - (2 * Math.Exp(-rate / 2) * Math.Sinh(rate / 2)) : Math.Exp(-rate) - 1;
    }
}
