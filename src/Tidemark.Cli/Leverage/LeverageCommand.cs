using System.CommandLine;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Leverage;

/// <summary><c>tidemark leverage</c>: a position bought with borrowed money, and what it takes to be liquidated.</summary>
internal sealed class LeverageCommand
{
    private const double LowestRatio = 0.5;
    private const double HighestRatio = 2;

    private readonly LeverageOptions _options = new();
    private readonly RangeOptions _range = new(description: "The prices of the table and the chart, as ratios of the entry price, equal ratios apart (default 0.5:2).", unasked: (LowestRatio, HighestRatio));

    public static Command Create()
    {
        LeverageCommand leverage = new();
        Command command = new("leverage", "A position bought with borrowed money: debt, health, liquidation prices and their probability, carry, and loss at leverage.");
        foreach (Option option in (IEnumerable<Option>)[.. leverage._options.All, .. leverage._range.All])
        {
            command.Add(option);
        }
        new Calculator().AddOutputs(command, leverage.Report);
        return command;
    }

    private CalculatorReport Report(ParseResult result)
    {
        LeverageQuestion question = _options.Read(result);
        LeverageAnswer answer = new(question);
        FigureGroup figures = answer.Figures();
        LeverageGroups.AddProbability(figures, question, answer);
        FigureGroup?[] groups =
        [
            LeverageGroups.Horizon(question, answer),
            LeverageGroups.Liquidation(question, answer, isDown: true),
            LeverageGroups.Liquidation(question, answer, isDown: false),
            LeverageGroups.Neutral(question),
        ];
        (double from, double to, int points) = _range.Read(result, question.EntryPrice)!.Value;
        (FigureTable curve, LineChart chart) = LeverageTables.OverPrices(question, answer, from, to, points);
        return new CalculatorReport
        {
            Amm = question.Shape.Amm,
            Sentence = LeverageSentence.Of(answer),
            Notes = [.. LeverageSentence.Notes(question, answer)],
            Parameters = question.Shape.Parameters,
            Figures = figures.Figures,
            Groups = [.. groups.OfType<FigureGroup>()],
            Tables = [curve, LeverageTables.OverDays(question, answer)],
            Chart = chart,
            Picture = _range.Svg(result),
        };
    }
}
