namespace Tidemark.Data.Importers.Prices;

/// <summary>What a unit of gas cost from a time on.</summary>
/// <param name="Time">The time that the file gives it, UTC.</param>
/// <param name="Wei">The price in wei, 10^-18 of the chain's coin; zero or above.</param>
public readonly record struct GasPrice(DateTimeOffset Time, double Wei);
