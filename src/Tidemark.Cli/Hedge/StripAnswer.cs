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
        List<(int Strikes, double Cost, double Worst)> strips = [];
        foreach (int multiple in Multiples.Where(multiple => multiple * strikes <= MostStrikes))
        {
            StaticReplication portfolio = StaticReplication.ForHorizon(question.AtHorizon, question.Price, lowest, highest, multiple * strikes, volatility, question.Years);
            strips.Add((multiple * strikes, portfolio.Cost(volatility, question.Years), Worst(portfolio, lowest, highest)));
        }
        (_, double cost, double worst) = strips[0];
        IReadOnlyList<Figure>[] rows =
        [
            .. strips.Select(strip => (IReadOnlyList<Figure>)
            [
                new Figure("strikesPerSide", "strikes a side", strip.Strikes),
                new Figure("costValue", "cost", -strip.Cost),
                new Figure("expectedResidualValue", "expected to stay", strip.Cost - expectedLoss),
                new Figure("worstResidualValue", "most that stays", strip.Worst),
            ]),
        ];
        return new FigureTable("strikes", "What more strikes leave of the loss", rows, Formulas:
        [
            new("strikes.strikesPerSide", $"as given, or the default, and 2, 4 and 8 times as many; the first = {strikes}", "--strikes"),
            new("strikes.costValue", $"-sum of quantity * value of one; the first = {Formula.Show(-cost)}", Source.BlackScholes),
            new("strikes.expectedResidualValue", $"cost - E[H - V]; the first: {Formula.Show(cost)} - {Formula.Show(expectedLoss)} = {Formula.Show(cost - expectedLoss)}", Source.ExpectedLoss),
            new("strikes.worstResidualValue", $"the least of payoff + V - H at the strikes and {Samples} prices from the lowest to the highest; the first = {Formula.Show(worst)}", Source.Replication),
        ]);
    }

    private static double Worst(StaticReplication portfolio, double lowest, double highest) =>
        RatioGrid.Of(lowest, highest, Samples).Concat(portfolio.Options.Select(static option => option.Strike)).Min(price => Math.Min(0, portfolio.Residual(price)));
}
