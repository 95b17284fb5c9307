using Tidemark.Analytics.Loss;

namespace Tidemark.Analytics.Yields;

/// <summary>The prices between which fees have made up for impermanent loss, and how likely the price ends there.</summary>
/// <param name="Prices">The bounds of the band; a null bound means that the position wins however far the price goes on that side.</param>
/// <param name="Probability">The probability that the price ends between them.</param>
/// <remarks>The default has no bounds and no probability; no position has that band.</remarks>
public readonly record struct BreakEvenBand(LossPrices Prices, double Probability);
