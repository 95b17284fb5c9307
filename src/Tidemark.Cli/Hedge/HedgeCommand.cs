using System.CommandLine;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Greeks;

namespace Tidemark.Cli.Hedge;

/// <summary><c>tidemark hedge</c>: what a short takes away of a position's profit and loss, what stays, and what that costs.</summary>
internal sealed class HedgeCommand
{
    private const double DefaultDays = 30;
    private const int DefaultStrikes = 10;
    private const double LowestRatio = 0.5;
    private const double HighestRatio = 2;

    private readonly Option<double?> _volatility = VolatilityOption.Create(" How often the short is adjusted, the expected loss and the options need it.");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon (default {DefaultDays}).", "D");
    private readonly RangeOptions _range = new(description: $"The prices to look at, as ratios of the price now, equal ratios apart (default {LowestRatio}:{HighestRatio}).", unasked: (LowestRatio, HighestRatio));
    private readonly MarginOptions _margin = new();
    private readonly FundingOptions _funding = new();
    private readonly BandOptions _bands = new();
    private readonly Option<bool> _options = new("--options") { Description = $"Also pay the loss by puts and calls (--strikes of each, default {DefaultStrikes})." };
    private readonly ReplicationOptions _replication = new();
    private readonly SkewOption _skew = new();

    public static Command Create()
    {
        HedgeCommand hedge = new();
        Calculator calculator = new();
        Option[] options = [hedge._volatility, hedge._days, .. hedge._range.All, .. hedge._margin.All, .. hedge._funding.All, .. hedge._bands.All, hedge._options, .. hedge._replication.All, hedge._skew.Option];
        Command command = calculator.Create(
            "hedge",
            "The short that takes a position's delta away, the one that leaves least, what both leave, margin, funding, and adjusting it; or puts and calls.",
            options,
            static _ => [],
            hedge.Report);
        return new BookPosition(isWhole: true).AddTo(calculator, command, options, hedge.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        HedgeQuestion question = Read(position, result);
        ReplicationAnswer? options = _replication.Read(question.AtHorizon, question.Price, question.Volatility, question.Days, result, result.GetValue(_options) ? DefaultStrikes : null);
        double best = MinimumVarianceHedge.OverRange(question.AtHorizon, question.Price, question.Range);
        FigureGroup figures = ShortAnswer.Static(question);
        FigureGroup?[] answers =
        [
            question.Volatility is { } volatility ? ShortAnswer.OverHorizon(question, volatility) : null,
            ShortAnswer.OverRange(question, best),
            _margin.Read(question, result),
            CarryAnswer.Of(question),
            options?.Group,
            _skew.Read(question, options, result),
        ];
        FigureGroup[] groups = [.. answers.OfType<FigureGroup>()];
        HedgeProfits profits = HedgeProfits.Of(question, _range.Read(result, question.Price)!.Value.Points, best, options?.Portfolio);
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = HedgeSentence.Of(question),
            Notes = [.. HedgeSentence.Notes(question)],
            Parameters = position.Parameters,
            Figures = figures.Figures,
            Groups = groups,
            Tables = [profits.Table, _bands.Read(question, result), .. options is null ? [] : Tables(question, options)],
            Chart = profits.Chart,
            Picture = _range.Svg(result),
        };
    }

    private static FigureTable[] Tables(HedgeQuestion question, ReplicationAnswer options) =>
        [options.Table, StripAnswer.Denser(question, options.LowestPrice, options.HighestPrice, options.Strikes, question.Volatility!.Value)];

    private HedgeQuestion Read(AmmCase position, ParseResult result)
    {
        FundingTerms? funding = _funding.Read(result);
        if (funding?.Days is not null && result.GetValue(_days) is not null)
        {
            throw new CommandInputException("the record of --funding says which days; leave --days out, or shorten it by --from and --to.");
        }
        double days = funding?.Days ?? result.GetValue(_days) ?? position.Days ?? DefaultDays;
        double? given = result.GetValue(_volatility) ?? position.Volatility;
        if (given is { } volatility)
        {
            VolatilityOption.Require(volatility, days);
        }
        (double from, double to, _) = _range.Read(result, position.PriceNow)!.Value;
        HedgeQuestion question = new(position, given, days, from, to, funding);
        return question.Quantity > 0 || position.CurveAfter is not null ? question
            : throw new CommandInputException($"at {ReportFormat.Number(question.Price)} the position holds nothing of the token whose price it is, so there is nothing to sell short.");
    }
}
