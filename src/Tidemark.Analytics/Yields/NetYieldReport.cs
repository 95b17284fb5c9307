namespace Tidemark.Analytics.Yields;

/// <summary>What a position yields once its loss and costs are taken off.</summary>
/// <param name="AprFraction">The simple rate of a year: the sum of all parts, the one-off costs spread evenly over the time. It does not depend on compounding.</param>
/// <param name="ApyFraction">The growth of a year that gives the final value, compounding and one-off costs included; from -1.</param>
/// <param name="GrowthFraction">The growth over the whole time; from -1.</param>
/// <remarks>The default yields nothing.</remarks>
public readonly record struct NetYieldReport(double AprFraction, double ApyFraction, double GrowthFraction);
