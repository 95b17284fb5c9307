using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>The shorts: the one that takes delta away, and those that leave the least of the profit's variance.</summary>
internal static class ShortAnswer
{
    public const string LeastVariance = "Ederington 1979 (The hedging performance of the new futures markets), for a value that is no line";

    public static FigureGroup Static(HedgeQuestion question)
    {
        FigureGroup figures = PositionFigures.Of(question.Position);
        figures.Add(new Figure("quantity", question.Quantity < 0 ? $"long that takes delta away (minus: bought), in token {question.Position.MovingToken}" : $"short that takes delta away, in token {question.Position.MovingToken}", question.Quantity)
            .From($"dV/dP at P = {question.Price}, the amount of the token in the pool", "envelope theorem; " + Source.Rebalancing));
        figures.Add(new Figure("notionalValue", "    its size", question.Notional).From($"q P = {question.Quantity} * {question.Price}", Source.Definition));
        figures.Add(new Figure("lowestPriceProfitValue", $"profit with the {question.Word} at {ReportFormat.Number(question.Range.LowerPrice)}{question.When}, before its funding", Both(question, question.Range.LowerPrice))
            .FromText(Shown(question, question.Range.LowerPrice), Source.Definition));
        figures.Add(new Figure("highestPriceProfitValue", $"profit with the {question.Word} at {ReportFormat.Number(question.Range.UpperPrice)}{question.When}, before its funding", Both(question, question.Range.UpperPrice))
            .FromText(Shown(question, question.Range.UpperPrice), Source.Definition));
        return figures;
    }

    public static FigureGroup OverHorizon(HedgeQuestion question, double volatility)
    {
        double best = MinimumVarianceHedge.OverHorizon(question.AtHorizon, question.Price, volatility, question.Years);
        string law = $"over {Formula.Show(question.Days)} days at s = {Formula.Show(volatility)}";
        return Of("minimumVariance", $"The short that leaves least over {ReportFormat.Number(question.Days)} days", question, best, law, quantity => MinimumVarianceHedge.RemainingOverHorizon(question.AtHorizon, question.Price, quantity, volatility, question.Years));
    }

    public static FigureGroup OverRange(HedgeQuestion question, double best)
    {
        LogUniformPrice range = question.Range;
        string law = $"ln P even from {Formula.Show(range.LowerPrice)} to {Formula.Show(range.UpperPrice)}";
        return Of(
            "overRange",
            $"The short that leaves least from {ReportFormat.Number(range.LowerPrice)} to {ReportFormat.Number(range.UpperPrice)}, all ratios alike",
            question,
            best,
            law,
            quantity => MinimumVarianceHedge.RemainingOverRange(question.AtHorizon, question.Price, quantity, range));
    }

    private static FigureGroup Of(string name, string label, HedgeQuestion question, double best, string law, Func<double, double> remaining)
    {
        FigureGroup group = new(name, label);
        group.Add(new Figure("quantity", "quantity", best).From($"Cov(V, P) / Var(P) {law}", LeastVariance));
        group.Add(new Figure("ofDeltaFraction", "of the one that takes delta away", question.Quantity == 0 ? null : best / question.Quantity, FigureUnit.Fraction).From($"q / delta = {best} / {question.Quantity}", Source.Definition));
        group.Add(new Figure("remainingFraction", "of the variance of the profit, stays", remaining(best), FigureUnit.Fraction).From($"Var(V - q P) / Var(V) {law}, q = {best},", LeastVariance));
        group.Add(new Figure("staticRemainingFraction", "    with the one that takes delta away", remaining(question.Quantity), FigureUnit.Fraction).From($"the same with q = {question.Quantity}", LeastVariance));
        return group;
    }

    private static double Both(HedgeQuestion question, double price) => question.LiquidityProfit(price) + question.ShortProfit(question.Quantity, price);

    private static string Shown(HedgeQuestion question, double price) =>
        $"(V - V0) - q (P - P0) = ({Formula.Show(question.AtHorizon.Value(price))} - {Formula.Show(question.Value)}) - {Formula.Show(question.Quantity)} * ({Formula.Show(price)} - {Formula.Show(question.Price)})";
}
