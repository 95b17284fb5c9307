using Tidemark.Analytics.Legs;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>What has already happened to a book at a price, of which its figures know nothing.</summary>
internal static class BookWarnings
{
    /// <summary>That its values are of a book as it stands, where something could change it on the way.</summary>
    public static string? OfValues(Book book) => book.Rules.Count > 0 || book.Legs.Any(static leg => leg is PerpetualLeg)
        ? "Values over prices are those of a book that no rule has touched on the way."
        : null;

    /// <summary>A sentence for each rule that has liquidated and each margin that is used up.</summary>
    public static IEnumerable<string> Of(Book book, MarketState now)
    {
        foreach (LiquidationRule rule in book.Rules)
        {
            if (rule.HealthFactor(book, now) is < 1 and var health)
            {
                yield return $"At this price {rule.Name} has liquidated: the health factor is {ReportFormat.Number(health)}. The figures are those before it.";
            }
        }
        foreach (PerpetualLeg leg in book.Legs.OfType<PerpetualLeg>().Where(leg => leg.MarginValue(now) < leg.MaintenanceMargin(now)))
        {
            yield return $"At this price the margin of {leg.Name} is used up: {ReportFormat.Number(leg.MarginValue(now))} where {ReportFormat.Number(leg.MaintenanceMargin(now))} are the least. The figures are those before it is closed or filled up.";
        }
    }
}
