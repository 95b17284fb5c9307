using Tidemark.Analytics;
using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A perpetual's margin at a state, and what uses it up.</summary>
/// <param name="leg">The perpetual.</param>
/// <param name="now">The state.</param>
internal sealed class MarginState(PerpetualLeg leg, MarketState now)
{
    public string Name => leg.Name;

    /// <summary>The margin with profit and funding, in token 1.</summary>
    public double Value { get; } = leg.MarginValue(now);

    /// <summary>Below which it is closed.</summary>
    public double Maintenance { get; } = leg.MaintenanceMargin(now);

    /// <summary>The price at which it is closed; null where none does.</summary>
    public double? LiquidationPrice { get; } = leg.LiquidationPrice();

    /// <summary>How far that is; negative is a fall.</summary>
    public double? DistanceFraction => (LiquidationPrice / now.Price) - 1;

    /// <summary>Days until funding closes it at this price; null where it takes more than a hundred years.</summary>
    public double? DaysUntilFundingCloses { get; } = LiquidationOutlook.YearsUntilFundingCloses(leg, now) * Year.Days;
}
