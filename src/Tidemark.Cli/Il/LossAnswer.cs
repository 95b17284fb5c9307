using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The loss of a position at given prices, as a report shows it.</summary>
/// <param name="Sentence">The answer in one sentence.</param>
/// <param name="DepositedValue">What was put in, valued then.</param>
/// <param name="PoolValue">The value in the pool now.</param>
/// <param name="HoldValue">The value had it been held.</param>
/// <param name="LossValue">The difference, not positive.</param>
/// <param name="Figures">The main figures.</param>
/// <param name="Groups">The others.</param>
internal sealed record LossAnswer(
    string Sentence,
    double DepositedValue,
    double PoolValue,
    double HoldValue,
    double LossValue,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<FigureGroup> Groups)
{
    /// <summary>How the loss reads.</summary>
    public static string Verdict(double poolValue, double holdValue, double lossFraction, double lossValue) =>
        $"worth {ReportFormat.Number(poolValue)}; held, the tokens would be worth {ReportFormat.Number(holdValue)}: the pool is worth {(lossValue < 0 ? $"{ReportFormat.Number(-lossValue)} less ({ReportFormat.Percent(-lossFraction)})" : "the same")}.";

    /// <summary>The values and the loss of a position of any number of tokens, with what they come from.</summary>
    /// <param name="formula">The formula of the curve at the prices.</param>
    /// <param name="poolValue">The value in the pool.</param>
    /// <param name="hold">The value held.</param>
    /// <param name="lossFraction">The loss as a fraction of that.</param>
    /// <param name="lossValue">The loss in money.</param>
    public static Figure[] Values(CurveFormula formula, double poolValue, Figure hold, double lossFraction, double lossValue) =>
    [
        new Figure("poolValue", "value in the pool", poolValue).Whole(formula.Value, formula.Source),
        hold,
        new Figure("impermanentLoss", "impermanent loss", lossFraction, FigureUnit.Fraction).From($"IL = V / H - 1 = {poolValue} / {hold.Value!.Value} - 1", $"definition; V: {formula.Source}"),
        new Figure("impermanentLossValue", "impermanent loss in money", lossValue).From($"V - H = {poolValue} - {hold.Value.Value}", $"definition; V: {formula.Source}"),
    ];

    /// <summary>What the tokens put in are worth.</summary>
    public static Figure Held(string name, string label, double value, string symbol, double[] amounts, double[] prices) =>
        new Figure(name, label, value).FromText($"{symbol} = {Formula.Sum(amounts, prices)}", Source.Definition);
}
