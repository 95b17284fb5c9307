namespace Tidemark.Data.Importers.Rates;

/// <summary>The funding of one interval of a perpetual.</summary>
/// <param name="Time">The time at which it was paid, the end of the interval, UTC.</param>
/// <param name="RateFraction">What longs paid to shorts, as a fraction of the position for the interval: 0.0001 is 0.01 %; negative where shorts paid.</param>
public readonly record struct FundingRate(DateTimeOffset Time, double RateFraction);
