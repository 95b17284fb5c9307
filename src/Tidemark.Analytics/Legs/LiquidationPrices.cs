namespace Tidemark.Analytics.Legs;

/// <summary>The nearest prices at which a position is liquidated.</summary>
/// <param name="Down">Below the price; null where no fall of the price liquidates.</param>
/// <param name="Up">Above the price; null where no rise liquidates.</param>
public readonly record struct LiquidationPrices(double? Down, double? Up);
