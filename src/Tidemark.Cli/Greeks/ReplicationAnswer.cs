using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary>The puts and calls that replicate impermanent loss.</summary>
/// <param name="Group">What they cost and pay together.</param>
/// <param name="Table">The options.</param>
/// <param name="Portfolio">The options themselves.</param>
/// <param name="LowestPrice">Where the puts end.</param>
/// <param name="HighestPrice">Where the calls end.</param>
/// <param name="Strikes">How many puts and how many calls at most.</param>
internal sealed record ReplicationAnswer(FigureGroup Group, FigureTable Table, StaticReplication Portfolio, double LowestPrice, double HighestPrice, int Strikes)
{
    public static ReplicationAnswer Of(ValueCurve curve, double price, double volatility, double days, double lowest, double highest, int strikes)
    {
        double years = days / Year.Days;
        StaticReplication portfolio = StaticReplication.ForHorizon(curve, price, lowest, highest, strikes, volatility, years);
        if (portfolio.Options.Count == 0)
        {
            throw new CommandInputException($"the position trades nothing between {lowest:R} and {highest:R}, so there is no loss to replicate.");
        }
        double cost = portfolio.Cost(volatility, years);
        double expectedLoss = Analytics.Loss.Lvr.Expected(curve, price, volatility, years);
        double value = curve.Value(price);
        FigureGroup group = new("replication", "Puts and calls that pay the loss from here");
        group.Add(new Figure("lowestPrice", "puts down to", lowest).FromText("as given, or the lower bound of the range, or the price / 4", "--lowest-price"));
        group.Add(new Figure("highestPrice", "calls up to", highest).FromText("as given, or the upper bound of the range, or the price * 4", "--highest-price"));
        group.Add(new Figure("costValue", "what they cost", -cost).From($"-sum of quantity * value of one, over {portfolio.Options.Count} options", Source.BlackScholes));
        group.Add(new Figure("costFraction", "what they cost, of the value", -cost / value, FigureUnit.Fraction).From($"cost / V = {-cost} / {value}", Source.Definition));
        group.Add(new Figure("coveredFraction", "the expected loss that they pay", expectedLoss > 0 ? cost / expectedLoss : null, FigureUnit.Fraction).From($"cost / E[H - V] = {cost} / {expectedLoss}", Source.ExpectedLoss));
        return new ReplicationAnswer(
            group,
            new FigureTable("options", "Options to hold, each on one token", [.. portfolio.Options.Select(option => Row(option, price, volatility, years))], Formulas: Explain(portfolio.Options[0], price, volatility, days)),
            portfolio,
            lowest,
            highest,
            strikes);
    }

    private static double Value(ReplicationOption option, double price, double volatility, double years) =>
        BlackScholes.Of(option.Kind, price, option.Strike, volatility, years).Value;

    private static IReadOnlyList<Figure> Row(ReplicationOption option, double price, double volatility, double years)
    {
        double value = Value(option, price, volatility, years);
        bool isPut = option.Kind == OptionKind.Put;
        return
        [
            new Figure("strike", "strike", option.Strike),
            new Figure("putQuantity", "puts", isPut ? option.Quantity : 0),
            new Figure("callQuantity", "calls", isPut ? 0 : option.Quantity),
            new Figure("optionValue", "value of one", value),
            new Figure("costValue", "cost", -option.Quantity * value),
        ];
    }

    private static Formula[] Explain(ReplicationOption first, double price, double volatility, double days)
    {
        const string Sold = "x(k0) - x(k1), what the pool sells between the edges of a cell; the first option's";
        double value = Value(first, price, volatility, days / Year.Days);
        bool isPut = first.Kind == OptionKind.Put;
        return
        [
            new Formula("options.strike", $"(y(k1) - y(k0)) / (x(k0) - x(k1)), the average price of that sale; the first option's = {Formula.Show(first.Strike)}", Source.Replication),
            new Formula("options.putQuantity", $"{Sold}, below the price = {Formula.Show(isPut ? first.Quantity : 0)}", Source.Replication),
            new Formula("options.callQuantity", $"{Sold}, above the price = {Formula.Show(isPut ? 0 : first.Quantity)}", Source.Replication),
            new Formula("options.optionValue", $"Black-Scholes at P = {Formula.Show(price)}, strike {Formula.Show(first.Strike)}, s = {Formula.Show(volatility)}, {Formula.Show(days)} days; the first option's = {Formula.Show(value)}", Source.BlackScholes),
            new Formula("options.costValue", $"-quantity * value of one; the first option's: -{Formula.Show(first.Quantity)} * {Formula.Show(value)} = {Formula.Show(-first.Quantity * value)}", Source.Definition),
        ];
    }
}
