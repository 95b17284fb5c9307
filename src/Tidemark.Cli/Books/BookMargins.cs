using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>The margins of perpetuals, and where they are used up.</summary>
internal static class BookMargins
{
    /// <summary>A row for each perpetual; null where there is none.</summary>
    public static FigureTable? Table(BookQuestion question)
    {
        if (question.Margins is not [var first, ..])
        {
            return null;
        }
        return new FigureTable(
            "margins",
            "Margins of perpetuals",
            [.. question.Margins.Select(margin => (IReadOnlyList<Figure>)
            [
                new Figure("margin", $"margin, in {question.File.Symbol1}", margin.Value),
                new Figure("maintenanceMargin", "least margin", margin.Maintenance),
                new Figure("liquidationPrice", "closed at", margin.LiquidationPrice, None: "never"),
                new Figure("distanceFraction", "distance", margin.DistanceFraction, FigureUnit.Fraction, "none"),
                new Figure("daysUntilFundingCloses", "by funding", margin.DaysUntilFundingCloses, FigureUnit.Days, "not in 100 years"),
            ])],
            Formulas:
            [
                new("margins.margin", Formula.Text($"margin + profit + funding; that of {first.Name} = {first.Value}"), Source.Definition),
                new("margins.maintenanceMargin", Formula.Text($"rate * size - cumulative amount; that of {first.Name} = {first.Maintenance}"), "Binance, maintenance amount"),
                new("margins.liquidationPrice", Formula.Text($"where both are equal, without top-ups from cash; that of {first.Name} = {first.LiquidationPrice}"), "Binance, liquidation price of isolated margin"),
                new("margins.daysUntilFundingCloses", Formula.Text($"the days after which margin + profit + funding is the least margin at this price, within 100 years; those of {first.Name} = {first.DaysUntilFundingCloses}"), Source.Definition),
                new("margins.distanceFraction", Formula.Text($"P_liquidation / P - 1; that of {first.Name} = {first.DistanceFraction}"), Source.Definition),
            ],
            Names: [.. question.Margins.Select(static margin => margin.Name)]);
    }
}
