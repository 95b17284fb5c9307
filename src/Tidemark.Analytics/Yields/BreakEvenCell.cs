namespace Tidemark.Analytics.Yields;

/// <summary>One case of the break-even table: what a position earns in fees and loses to rebalancing.</summary>
/// <param name="VolatilityAnnual">The volatility, as a fraction.</param>
/// <param name="FeePips">The fee in millionths.</param>
/// <param name="TurnoverPerDay">The volume of a day that the position serves, as a fraction of its value.</param>
/// <param name="FeeAprFraction">The fees of a year as a fraction of the value.</param>
/// <param name="LvrAprFraction">The loss to rebalancing of a year as a fraction of the value; a size, not negative.</param>
/// <remarks>The default earns and loses nothing.</remarks>
public readonly record struct BreakEvenCell(double VolatilityAnnual, int FeePips, double TurnoverPerDay, double FeeAprFraction, double LvrAprFraction)
{
    /// <summary>What is left of the fees: plus earns, minus loses.</summary>
    public double MarginAprFraction => FeeAprFraction - LvrAprFraction;

    /// <summary>Whether the fees are more than the loss.</summary>
    public bool IsEarning => MarginAprFraction > 0;
}
