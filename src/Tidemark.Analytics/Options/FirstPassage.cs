namespace Tidemark.Analytics.Options;

/// <summary>The probability that a price under geometric Brownian motion touches a barrier within a time.</summary>
/// <remarks>
/// A barrier may grow exponentially, as a liquidation price does by interest: the logarithm of the price over it is a Brownian motion too, whose drift is less by that growth. Two
/// barriers have a closed form where they grow alike. Source: Borodin and Salminen 2002 (Handbook of Brownian Motion), part II, 2.0 and 3.0.
/// </remarks>
public static class FirstPassage
{
    /// <summary>The probability to touch one barrier.</summary>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="barrier">The barrier now, below or above the price.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The time in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <param name="barrierGrowthAnnual">The growth of the barrier, continuously compounded.</param>
    /// <returns>From 0 to 1, to about 1e-13 of itself; 1 where the price is at the barrier.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double TouchProbability(double price, double barrier, double volatilityAnnual, double years, double driftAnnual = 0, double barrierGrowthAnnual = 0)
    {
        Positive.Require(price);
        Positive.Require(barrier);
        Positive.Require(volatilityAnnual);
        Positive.RequireOrZero(years);
        Finite.Require(driftAnnual);
        Finite.Require(barrierGrowthAnnual);
        double logarithm = Exponential.LogOfRatio(price, barrier);
        double distance = Math.Abs(logarithm);
        double deviation = Finite.Result(volatilityAnnual * Math.Sqrt(years), years);
        if (distance == 0 || deviation == 0)
        {
            return distance == 0 ? 1 : 0;
        }
        double approach = Finite.Result(Math.Sign(logarithm) * (((driftAnnual - barrierGrowthAnnual) * years) - (deviation * deviation / 2)), driftAnnual);
        double ahead = (distance - approach) / deviation;
        double behind = (distance + approach) / deviation;
        // Paths that end beyond, and by reflection those that came back; the weight of the reflected ones may overflow where their tail vanishes, so the exponents are joined.
        double returned = behind > 0
            ? Math.Exp(-ahead * ahead / 2) * NormalLaw.ScaledTail(behind)
            : Math.Exp(2 * (approach / deviation) * (distance / deviation)) * NormalLaw.Below(-behind);
        return Math.Clamp(NormalLaw.Below(-ahead) + returned, 0, 1);
    }

    /// <summary>The probability to touch either of two barriers around the price.</summary>
    /// <param name="price">The price of token 0 in token 1 now, between the barriers.</param>
    /// <param name="lowerBarrier">The lower barrier now.</param>
    /// <param name="upperBarrier">The upper barrier now.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The time in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <param name="barrierGrowthAnnual">The growth of both barriers, continuously compounded.</param>
    /// <returns>From 0 to 1, within 1e-13.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or the price is not between the barriers.</exception>
    public static double ExitProbability(double price, double lowerBarrier, double upperBarrier, double volatilityAnnual, double years, double driftAnnual = 0, double barrierGrowthAnnual = 0)
    {
        Finite.Require(driftAnnual);
        Finite.Require(barrierGrowthAnnual);
        return 1 - RangeExit.Survival(price, lowerBarrier, upperBarrier, volatilityAnnual, years, driftAnnual - barrierGrowthAnnual);
    }
}
