using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary>The options that ask for the puts and calls that replicate impermanent loss.</summary>
internal sealed class ReplicationOptions
{
    private const int MostStrikes = 1000;
    private const double WidestRatio = 4;

    private readonly Option<int?> _strikes = NumberOption.Whole("--strikes", "Also replicate the loss from here on with so many puts and so many calls.", "N", 1, MostStrikes);
    private readonly Option<double?> _lowest = NumberOption.Positive("--lowest-price", $"Where the puts end (default: the lower bound of the range, or the price divided by {WidestRatio}).", "P");
    private readonly Option<double?> _highest = NumberOption.Positive("--highest-price", $"Where the calls end (default: the upper bound of the range, or {WidestRatio} times the price).", "P");

    public IEnumerable<Option> All => [_strikes, _lowest, _highest];

    /// <summary>The portfolio, where one is asked for.</summary>
    public (FigureGroup Group, FigureTable Table, Formula Formula)? Read(ValueCurve curve, double price, double? volatility, double years, ParseResult result)
    {
        if (result.GetValue(_strikes) is not { } strikes)
        {
            return result.GetValue(_lowest) is null && result.GetValue(_highest) is null ? null
                : throw new CommandInputException("--lowest-price and --highest-price are of the options that replicate the loss; give --strikes.");
        }
        double sigma = volatility ?? throw new CommandInputException("--strikes asks for options and their cost; give --volatility too.");
        if (curve is ScaledCurve { Whole: SingleSidedCurve })
        {
            throw new CommandInputException("--strikes replicates what a pool sells and buys; this deposit is a claim, and no pool's reserves.");
        }
        double[] kinks = [.. curve.Kinks.Span];
        double lowest = result.GetValue(_lowest) ?? (kinks.Length > 1 && kinks.Min() < price ? kinks.Min() : price / WidestRatio);
        double highest = result.GetValue(_highest) ?? (kinks.Length > 1 && kinks.Max() > price ? kinks.Max() : price * WidestRatio);
        if (lowest >= price || highest <= price)
        {
            throw new CommandInputException($"the price is {price:R}; --lowest-price must be below it and --highest-price above it.");
        }
        StaticReplication portfolio = StaticReplication.Of(curve, price, lowest, highest, strikes);
        if (portfolio.Options.Count == 0)
        {
            throw new CommandInputException($"the position trades nothing between {lowest:R} and {highest:R}, so there is no loss to replicate.");
        }
        double cost = portfolio.Cost(sigma, years);
        double expectedLoss = Analytics.Loss.Lvr.Expected(curve, price, sigma, years);
        return (
            new FigureGroup("replication", "Puts and calls that pay the loss from here",
            [
                new Figure("lowestPrice", "puts down to", lowest),
                new Figure("highestPrice", "calls up to", highest),
                new Figure("costValue", "what they cost", -cost),
                new Figure("costFraction", "what they cost, of the value", -cost / curve.Value(price), FigureUnit.Fraction),
                new Figure("coveredFraction", "the expected loss that they pay", expectedLoss > 0 ? cost / expectedLoss : null, FigureUnit.Fraction),
            ]),
            new FigureTable("options", "Options to hold, each on one token", [.. portfolio.Options.Select(option => Row(option, price, sigma, years))]),
            new Formula("replication.costValue", $"-sum of quantity * Black-Scholes value = {Formula.Show(-cost)}; in a cell from k0 to k1, x(k0) - x(k1) options at the average price of that sale", "Deng, Zong, Wang 2022 (arXiv:2205.12043); Black and Scholes 1973, at one volatility and no interest"));
    }

    private static IReadOnlyList<Figure> Row(ReplicationOption option, double price, double volatility, double years)
    {
        double value = BlackScholes.Of(option.Kind, price, option.Strike, volatility, years).Value;
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
}
