namespace Tidemark.Analytics.Yields;

/// <summary>What a position earns and pays, as fractions of its value: plus is what the LP gets, losses and costs are negative.</summary>
/// <param name="FeesAnnual">Swap fees of a year, zero or more.</param>
/// <param name="RewardsAnnual">Rewards and incentives of a year, zero or more.</param>
/// <param name="LossAnnual">The loss of a year against the benchmark, negative: minus LVR against rebalancing, or expected impermanent loss against holding. Positive only for a claim that somebody else pays.</param>
/// <param name="CostsAnnual">Running costs of a year such as gas for rebalancing and compounding, zero or negative.</param>
/// <param name="OneOffCosts">Costs of entering and leaving once, zero or negative and above -1; paid from the deposit at the start.</param>
/// <remarks>The default earns and pays nothing.</remarks>
public readonly record struct YieldParts(double FeesAnnual, double RewardsAnnual = 0, double LossAnnual = 0, double CostsAnnual = 0, double OneOffCosts = 0)
{
    /// <summary>The sum of what comes and goes every year.</summary>
    public double RateAnnual => FeesAnnual + RewardsAnnual + LossAnnual + CostsAnnual;
}
