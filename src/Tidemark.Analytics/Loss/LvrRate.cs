namespace Tidemark.Analytics.Loss;

/// <summary>How fast a position loses to rebalancing at a price.</summary>
/// <param name="ValueAnnual">The loss in money over a year at this rate; a size, negative only for a claim that gains.</param>
/// <param name="FractionAnnual">The same as a fraction of the position's value; zero where that is zero.</param>
/// <remarks>The default loses nothing.</remarks>
public readonly record struct LvrRate(double ValueAnnual, double FractionAnnual);
