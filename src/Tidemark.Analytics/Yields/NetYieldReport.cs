namespace Tidemark.Analytics.Yields;

/// <summary>What a position yields once its loss and costs are taken off.</summary>
/// <param name="AprFraction">The simple rate of a year: the sum of all parts but the one-off costs. It does not depend on compounding or on the time.</param>
/// <param name="ApyFraction">What that rate makes of one in a year with the compounding: <c>(1 + APR / n)^n - 1</c>, and the APR itself where nothing is compounded; one-off costs are not in it; from -1.</param>
/// <param name="GrowthFraction">The growth over the whole time, the one-off costs included, once; from -1.</param>
/// <remarks>The default yields nothing.</remarks>
public readonly record struct NetYieldReport(double AprFraction, double ApyFraction, double GrowthFraction);
