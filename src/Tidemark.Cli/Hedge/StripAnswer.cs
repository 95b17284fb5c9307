using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>What options leave of the loss, and how that falls with more of them.</summary>
internal static class StripAnswer
{
    private const int Samples = 2001;
    private const int MostStrikes = 100_000;

    private static readonly int[] Multiples = [1, 2, 4, 8];

    /// <param name="question">The position.</param>
    /// <param name="lowest">Where the puts end.</param>
    /// <param name="highest">Where the calls end.</param>
    /// <param name="strikes">How many puts and how many calls at most.</param>
    /// <param name="volatility">The volatility.</param>
    public static FigureTable Denser(HedgeQuestion question, double lowest, double highest, int strikes, double volatility)
    {
        double expectedLoss = Analytics.Loss.Lvr.Expected(question.AtHorizon, question.Price, volatility, question.Years);
        List<IReadOnlyList<Figure>> rows = [];
        foreach (int multiple in Multiples.Where(multiple => multiple * strikes <= MostStrikes))
        {
            StaticReplication portfolio = StaticReplication.ForHorizon(question.AtHorizon, question.Price, lowest, highest, multiple * strikes, volatility, question.Years);
            double cost = portfolio.Cost(volatility, question.Years);
            rows.Add(
            [
                new Figure("strikesPerSide", "strikes a side", multiple * strikes),
                new Figure("costValue", "cost", -cost),
                new Figure("expectedResidualValue", "expected to stay", cost - expectedLoss),
                new Figure("worstResidualValue", "most that stays", Worst(portfolio, lowest, highest)),
            ]);
        }
        double first = rows[0][2].Value!.Value;
        return new FigureTable("strikes", "What more strikes leave of the loss", rows, Formulas:
        [
            new("strikes.strikesPerSide", $"as given, or the default, and 2, 4 and 8 times as many; the first = {strikes}", "--strikes"),
            new("strikes.costValue", $"-sum of quantity * value of one; the first = {Formula.Show(rows[0][1].Value!.Value)}", Source.BlackScholes),
            new("strikes.expectedResidualValue", $"cost - E[H - V]; the first: {Formula.Show(expectedLoss + first)} - {Formula.Show(expectedLoss)} = {Formula.Show(first)}", Source.ExpectedLoss),
            new("strikes.worstResidualValue", $"the least of payoff + V - H at {Samples} prices from the lowest to the highest strike; the first = {Formula.Show(rows[0][3].Value!.Value)}", Source.Replication),
        ]);
    }

    private static double Worst(StaticReplication portfolio, double lowest, double highest) =>
        Enumerable.Range(0, Samples).Min(i => Math.Min(0, portfolio.Residual(lowest * Math.Pow(highest / lowest, i / (Samples - 1.0)))));
}
