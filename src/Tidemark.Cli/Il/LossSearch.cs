using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The prices at which a loss is reached.</summary>
/// <param name="Group">The prices.</param>
/// <param name="Sentence">The answer in one sentence.</param>
internal sealed record LossSearch(FigureGroup Group, string Sentence)
{
    private const string Never = "never";

    /// <param name="position">The position.</param>
    /// <param name="wanted">The loss, a positive fraction of the value held.</param>
    public static LossSearch Of(AmmCase position, double wanted)
    {
        LossPrices prices = PriceForLoss.Find(position.Curve, position.EntryPrice, -wanted);
        string percent = ReportFormat.Percent(wanted);
        string sentence = (prices.Below, prices.Above) switch
        {
            (null, null) => $"The loss never reaches {percent} of the value held.",
            ({ } below, null) => $"The loss reaches {percent} of the value held at {ReportFormat.Number(below)}, and never above the price at entry.",
            (null, { } above) => $"The loss reaches {percent} of the value held at {ReportFormat.Number(above)}, and never below the price at entry.",
            ({ } below, { } above) => $"The loss reaches {percent} of the value held at {ReportFormat.Number(below)} and at {ReportFormat.Number(above)}.",
        };
        return new LossSearch(
            new FigureGroup("pricesForLoss", $"Where the loss is {percent}",
            [
                .. Side(position, "Below", prices.Below, wanted),
                .. Side(position, "Above", prices.Above, wanted),
            ]),
            sentence);
    }

    private static Figure[] Side(AmmCase position, string side, double? price, double wanted)
    {
        Figure found = new($"price{side}", side.ToLowerInvariant(), price, None: Never);
        Figure ratio = new($"ratio{side}", "    as a ratio", price / position.EntryPrice, None: Never);
        if (price is not { } at)
        {
            string never = Formula.Text($"V / H - 1 = {-wanted} at no price from 1e-300 to 1e300 on this side");
            return [found.Whole(never, Source.Definition), ratio.Whole(never, Source.Definition)];
        }
        ImpermanentLossReport loss = ImpermanentLoss.Of(position.Curve, position.EntryPrice, at);
        CurveFormula curve = position.FormulaAt(at);
        return
        [
            found.Whole($"{Formula.Text($"V / H - 1 = {loss.PoolValue} / {loss.HoldValue} - 1 = {loss.LossFraction} at P = {at}, by bisection")}; {curve.Value}", curve.Source),
            ratio.From($"P / P0 = {at} / {position.EntryPrice}", Source.Definition),
        ];
    }
}
