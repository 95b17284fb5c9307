namespace Tidemark.Analytics.Legs.Protection;

/// <summary>An age at which a holder may leave.</summary>
/// <param name="Years">The age, in years of 365 days.</param>
/// <param name="Probability">How likely it is, from 0 to 1.</param>
/// <remarks>The default never happens.</remarks>
public readonly record struct ExitProbability(double Years, double Probability);
