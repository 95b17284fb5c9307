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
/// <param name="Formulas">Where they come from.</param>
internal sealed record LossAnswer(
    string Sentence,
    double DepositedValue,
    double PoolValue,
    double HoldValue,
    double LossValue,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<FigureGroup> Groups,
    IReadOnlyList<Formula> Formulas)
{
    /// <summary>The figures that losses of two tokens and of many have in common.</summary>
    public static Figure[] Values(double depositedValue, double poolValue, double holdValue, double lossFraction, double lossValue) =>
    [
        new Figure("depositedValue", "put in, value then", depositedValue),
        new Figure("poolValue", "value in the pool", poolValue),
        new Figure("holdValue", "value held", holdValue),
        new Figure("impermanentLoss", "impermanent loss", lossFraction, FigureUnit.Fraction),
        new Figure("impermanentLossValue", "impermanent loss in money", lossValue),
    ];

    /// <summary>How the loss reads.</summary>
    public static string Verdict(double poolValue, double holdValue, double lossFraction, double lossValue) =>
        $"worth {ReportFormat.Number(poolValue)}; held, the tokens would be worth {ReportFormat.Number(holdValue)}: the pool is worth {(lossValue < 0 ? $"{ReportFormat.Number(-lossValue)} less ({ReportFormat.Percent(-lossFraction)})" : "the same")}.";

    /// <summary>The definition with the numbers put in.</summary>
    public static Formula Definition(double poolValue, double holdValue, double lossFraction) =>
        new("impermanentLoss", $"IL = V / H - 1 = {Formula.Show(poolValue)} / {Formula.Show(holdValue)} - 1 = {Formula.Show(lossFraction)}", "Pintail 2019; Uniswap documentation, Understanding returns");
}
