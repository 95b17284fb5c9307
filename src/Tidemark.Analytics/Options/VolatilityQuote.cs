namespace Tidemark.Analytics.Options;

/// <summary>The implied volatility of European options of one expiry and strike.</summary>
/// <param name="Years">The time to expiry, in years of 365 days.</param>
/// <param name="Strike">The strike, in token 1.</param>
/// <param name="VolatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year.</param>
/// <remarks>The default is not a quote.</remarks>
public readonly record struct VolatilityQuote(double Years, double Strike, double VolatilityAnnual);
