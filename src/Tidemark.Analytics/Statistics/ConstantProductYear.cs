namespace Tidemark.Analytics.Statistics;

/// <summary>What a year in a constant-product pool without fees costs, by the volatility of the ratio of its two prices.</summary>
/// <remarks>The ratio follows a geometric Brownian motion. All results are fractions.</remarks>
public static class ConstantProductYear
{
    /// <summary>The expected impermanent loss after a year.</summary>
    /// <param name="volatilityAnnual">The volatility of the ratio, zero or above.</param>
    /// <returns><c>E[V/H] - 1 = e^(-volatility^2/8) - 1</c>: zero or below, a fraction of the value held. No drift is in it, as under the measure of an
    /// option price.</returns>
    /// <remarks>V/H is sech(z/2) of the log move z, whose mean under the martingale measure is exactly this (by symmetry of the two tokens); it is also
    /// E[V]/E[H] - 1 (GammaSwap 2022).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The volatility is negative or not finite.</exception>
    public static double ExpectedLoss(double volatilityAnnual)
    {
        double rate = BreakEvenFeeApr(volatilityAnnual);
        // e^-x - 1 without the cancellation for a small x.
        return rate < 1 ? -2 * Math.Exp(-rate / 2) * Math.Sinh(rate / 2) : Math.Exp(-rate) - 1;
    }

    /// <summary>The fees a year that pay for the loss against rebalancing (LVR), which the pool suffers at the same rate.</summary>
    /// <param name="volatilityAnnual">The volatility of the ratio, zero or above.</param>
    /// <returns><c>volatility^2/8</c>, zero or above, a fraction of the value in the pool a year.</returns>
    /// <remarks>Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046), constant product.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The volatility is negative or not finite.</exception>
    public static double BreakEvenFeeApr(double volatilityAnnual)
    {
        Positive.RequireOrZero(volatilityAnnual);
        return volatilityAnnual * volatilityAnnual / 8;
    }
}
