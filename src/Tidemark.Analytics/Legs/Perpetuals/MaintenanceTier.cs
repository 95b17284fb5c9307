namespace Tidemark.Analytics.Legs.Perpetuals;

/// <summary>A maintenance margin rate for positions from a size on.</summary>
/// <param name="FloorNotional">The size from which the tier holds, in the margin token.</param>
/// <param name="RateFraction">The maintenance margin, as a fraction of the position.</param>
/// <remarks>The default asks for no margin.</remarks>
public readonly record struct MaintenanceTier(double FloorNotional, double RateFraction);
