namespace Tidemark.Analytics.Loss;

/// <summary>A position against another way of holding what it was worth when it began.</summary>
/// <param name="HoldValue">What the other way is worth now, in token 1 or the numeraire of a basket.</param>
/// <param name="DifferenceValue">The position's value less that, in the same; plus is what the position won.</param>
/// <param name="DifferenceFraction">The difference as a fraction of <paramref name="HoldValue"/>; zero where that is zero.</param>
/// <remarks>The default compares nothing with nothing.</remarks>
public readonly record struct HoldComparison(double HoldValue, double DifferenceValue, double DifferenceFraction);
