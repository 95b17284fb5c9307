using System.CommandLine;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Greeks;

namespace Tidemark.Cli.Hedge;

/// <summary>The option that lets the implied volatility differ by strike, and what the options cost then.</summary>
internal sealed class SkewOption
{
    private readonly Option<double?> _skew = NumberOption.Single("--skew", "With --options: by how much the implied volatility rises where ln(strike / price) rises by 1; minus is dearer puts.", "K", "a number", static _ => true);

    public Option Option => _skew;

    public FigureGroup? Read(HedgeQuestion question, ReplicationAnswer? options, ParseResult result)
    {
        if (result.GetValue(_skew) is not { } skew)
        {
            return null;
        }
        if (options is null || question.Volatility is not { } volatility)
        {
            throw new CommandInputException("--skew is of the options that pay the loss; give --options too.");
        }
        VolatilityQuote[] quotes = [.. options.Portfolio.Options.Select(option => Quote(option.Strike, question, volatility, skew)).DistinctBy(static quote => quote.Strike)];
        double flat = options.Portfolio.Cost(volatility, question.Years);
        double cost = options.Portfolio.Cost(new VolatilitySurface(question.Price, quotes), question.Years);
        FigureGroup group = new("skewed", "The same options with the skew");
        group.Add(new Figure("skew", "volatility by ln(strike / price)", skew).Given(_skew.Name));
        group.Add(new Figure("lowestStrikeVolatilityAnnualFraction", $"volatility at {ReportFormat.Number(quotes[0].Strike)}", quotes[0].VolatilityAnnual, FigureUnit.Fraction).FromText(Explain(quotes[0].Strike, question, volatility, skew), _skew.Name));
        group.Add(new Figure("highestStrikeVolatilityAnnualFraction", $"volatility at {ReportFormat.Number(quotes[^1].Strike)}", quotes[^1].VolatilityAnnual, FigureUnit.Fraction).FromText(Explain(quotes[^1].Strike, question, volatility, skew), _skew.Name));
        group.Add(new Figure("costValue", "what they cost", -cost).From($"-sum of quantity * value of one, each at its strike's volatility, over {options.Portfolio.Options.Count} options", "Black and Scholes 1973, at the volatility of the strike"));
        group.Add(new Figure("ofFlatFraction", "of the cost without it", cost / flat, FigureUnit.Fraction).From($"{cost} / {flat}", Source.Definition));
        return group;
    }

    private VolatilityQuote Quote(double strike, HedgeQuestion question, double volatility, double skew)
    {
        double at = volatility + (skew * Math.Log(strike / question.Price));
        return at > 0 ? new VolatilityQuote(question.Years, strike, at)
            : throw new CommandInputException($"{_skew.Name} {skew:R} makes the volatility at a strike of {ReportFormat.Number(strike)} {ReportFormat.Percent(at)}; it must stay positive between --lowest-price and --highest-price.");
    }

    private static string Explain(double strike, HedgeQuestion question, double volatility, double skew) =>
        $"s + k ln(K / P) = {Formula.Show(volatility)} + {Formula.Show(skew)} * ln({Formula.Show(strike)} / {Formula.Show(question.Price)})";
}
