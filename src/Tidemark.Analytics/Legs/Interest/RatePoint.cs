namespace Tidemark.Analytics.Legs.Interest;

/// <summary>A rate from a moment on.</summary>
/// <param name="Years">The time since the beginning, in years of 365 days.</param>
/// <param name="RateAnnual">The rate from then on, as a fraction a year; negative where it is paid the other way round.</param>
/// <remarks>The default is no interest from the beginning on.</remarks>
public readonly record struct RatePoint(double Years, double RateAnnual);
