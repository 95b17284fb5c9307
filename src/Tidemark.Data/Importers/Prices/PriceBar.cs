namespace Tidemark.Data.Importers.Prices;

/// <summary>The prices of one interval. All four are positive and finite, in the unit of the file.</summary>
/// <param name="Time">The time that the file gives it, UTC.</param>
/// <param name="Open">The first price; equal to <paramref name="Close"/> where the file has no range.</param>
/// <param name="High">The highest price.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="Close">The last price, or the only one.</param>
/// <param name="HasRange">Whether the file records open, high and low.</param>
/// <param name="Volume">The volume in the unit of the file, zero or above; null where it is not recorded.</param>
public readonly record struct PriceBar(DateTimeOffset Time, double Open, double High, double Low, double Close, bool HasRange, double? Volume);
