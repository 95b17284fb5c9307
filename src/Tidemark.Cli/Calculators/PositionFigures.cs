using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The price and the value of a position now, which every answer begins with.</summary>
internal static class PositionFigures
{
    public static FigureGroup Of(AmmCase position)
    {
        double price = position.PriceNow;
        double value = position.CurveNow.Value(price);
        Reserves reserves = position.CurveNow.Reserves(price);
        // A claim is worth another thing than the reserves.
        string numbers = Math.Abs(reserves.Value(price) - value) <= 1e-9 * value
            ? $"; x P + y = {Formula.Show(reserves.Amount0)} * {Formula.Show(price)} + {Formula.Show(reserves.Amount1)}"
            : $", at P = {Formula.Show(price)}, P0 = {Formula.Show(position.EntryPrice)},";
        FigureGroup figures = new("", "");
        figures.Add(new Figure("price", "price", price).FromText("as given, or that of the entry or of the book", "--price"));
        figures.Add(new Figure("poolValue", position.CurveAfter is null ? "value in the pool" : "equity of the book", value).FromText(position.Value.Expression + numbers, position.Value.Source));
        return figures;
    }
}
