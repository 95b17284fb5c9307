using Tidemark.Analytics;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>The margins of perpetuals, and where they are used up.</summary>
internal static class BookMargins
{
    /// <summary>A row for each perpetual; null where there is none.</summary>
    public static FigureTable? Table(BookQuestion question)
    {
        MarketState now = question.Now;
        PerpetualLeg[] legs = [.. question.Book.Legs.OfType<PerpetualLeg>()];
        if (legs.Length == 0)
        {
            return null;
        }
        PerpetualLeg first = legs[0];
        return new FigureTable(
            "margins",
            "Margins of perpetuals",
            [.. legs.Select(leg => (IReadOnlyList<Figure>)
            [
                new Figure("margin", $"margin, in {question.File.Symbol1}", leg.MarginValue(now)),
                new Figure("maintenanceMargin", "least margin", leg.MaintenanceMargin(now)),
                new Figure("liquidationPrice", "closed at", leg.LiquidationPrice(), None: "never"),
                new Figure("distanceFraction", "distance", leg.LiquidationPrice() / now.Price - 1, FigureUnit.Fraction, "none"),
                new Figure("daysUntilFundingCloses", "by funding", LiquidationOutlook.YearsUntilFundingCloses(leg, now) * Year.Days, FigureUnit.Days, "not in 100 years"),
            ])],
            Formulas:
            [
                new("margins.margin", Formula.Text($"margin + profit + funding; that of {first.Name} = {first.MarginValue(now)}"), Source.Definition),
                new("margins.maintenanceMargin", Formula.Text($"rate * size - cumulative amount; that of {first.Name} = {first.MaintenanceMargin(now)}"), "Binance, maintenance amount"),
                new("margins.liquidationPrice", Formula.Text($"where both are equal, without top-ups from cash; that of {first.Name} = {first.LiquidationPrice()}"), "Binance, liquidation price of isolated margin"),
                new("margins.daysUntilFundingCloses", Formula.Text($"the days after which margin + profit + funding is the least margin at this price, within 100 years; those of {first.Name} = {LiquidationOutlook.YearsUntilFundingCloses(first, now) * Year.Days}"), Source.Definition),
                new("margins.distanceFraction", Formula.Text($"P_liquidation / P - 1; that of {first.Name} = {first.LiquidationPrice() / now.Price - 1}"), Source.Definition),
            ],
            Names: [.. legs.Select(static leg => leg.Name)]);
    }
}
