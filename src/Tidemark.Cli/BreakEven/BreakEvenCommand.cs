using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary><c>tidemark breakeven</c>: the fees, the volume, the days or the volatility at which a position neither earns nor loses.</summary>
internal sealed class BreakEvenCommand
{
    private const string Verb = "breakeven";
    public const double DefaultDays = 30;

    private readonly Option<double?> _volatility = VolatilityOption.Create("");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of probabilities, expected loss and net growth (default {DefaultDays}).", "D");
    private readonly Option<double?> _drift = NumberOption.Single("--drift", "The growth of the mean of the price a year, continuously compounded, for probabilities, time in range and expected loss (default 0).", "M", "a number", static _ => true);
    private readonly FeeOptions _fees = new();
    private readonly NetYieldOptions _net = new();
    private readonly RegimeTable _table = new();

    public static Command Create()
    {
        BreakEvenCommand breakEven = new();
        Calculator calculator = new();
        Command command = calculator.Create(
            Verb,
            "What it takes to break even, in any AMM: fees, volume, days or volatility; and the yield net of the loss.",
            [breakEven._volatility, breakEven._days, breakEven._drift, .. breakEven._fees.All, .. breakEven._net.All, .. breakEven._table.All],
            static _ => [],
            breakEven.Report);
        string[] nouns = [.. command.Subcommands.Select(static noun => noun.Name)];
        foreach (Option option in breakEven._table.All)
        {
            command.Add(option);
        }
        calculator.AddOutputs(command, result => breakEven._table.IsAsked(result)
            ? breakEven._table.Report("constant-product", [], new ConstantProductCurve(1), 1, new Formula("poolValue", "V = 2 L sqrt(P)", "Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core)"), null, result)
            : throw new CommandInputException($"one of these words must follow 'tidemark {Verb}': {string.Join(", ", nouns)}; or --table, for constant product."));
        return command;
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        if (_table.IsAsked(result))
        {
            RequireNone(result, [_volatility, _drift, .. _fees.All, .. _net.All], "--table takes --regimes, --fee-tiers, --turnovers, and where there is no rate at the price --days");
            return _table.Report(position.Amm, position.Parameters, position.CurveNow, position.PriceNow, position.Value, result.GetValue(_days), result);
        }
        BreakEvenQuestion question = Read(position, result);
        NetYieldAnswer? net = _net.Read(result, question);
        FigureGroup figures = PositionFigures.Of(position);
        FigureGroup?[] answers =
        [
            NeededAnswer.Of(question),
            FeesAnswer.Of(question),
            PriceMoveAnswer.Of(question),
            AgainstHoldAnswer.Of(question),
            RangeAnswer.Of(question),
            net is not null && question is { Fees.AprFraction: { } feeApr, Loss: { } loss } ? net.Of(question, feeApr, loss) : null,
        ];
        FigureGroup[] groups = [.. answers.OfType<FigureGroup>()];
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = BreakEvenSentence.Of(question),
            Notes = [.. Notes(question, net).OfType<string>()],
            Parameters = position.Parameters,
            Figures = figures.Figures,
            Groups = groups,
        };
    }

    private static IEnumerable<string?> Notes(BreakEvenQuestion question, NetYieldAnswer? net) =>
    [
        question.Active.Note,
        question.Loss is { } loss ? loss.Note : LossRate.NoteOfInfiniteGamma(question.Curve, question.Price),
        question.Fees.AprFraction is { } feeApr ? net?.Note(question, feeApr) : null,
    ];

    private BreakEvenQuestion Read(AmmCase position, ParseResult result)
    {
        FeeTerms fees = _fees.Read(position, result);
        double days = result.GetValue(_days) ?? DefaultDays;
        if (result.GetValue(_volatility) is { } volatility)
        {
            VolatilityOption.Require(volatility, days);
        }
        else if (fees.AprFraction is null && (fees.FeePips is null || PriceMoveAnswer.Loss(position) is null))
        {
            throw new CommandInputException("--volatility is missing: how much does the price move? Or give --fee-apr, or --fee-pips with --turnover or --volume, to find the volatility that fees pay for; or --fee-pips with --price, for the volume that makes up for a move.");
        }
        else
        {
            RequireNone(result, [_days, _drift], "without --volatility there is no horizon");
            if (PriceMoveAnswer.Loss(position) is null)
            {
                _fees.RequireNoFeeBesideYield(result);
            }
        }
        return new BreakEvenQuestion(position, fees, result.GetValue(_volatility), days, result.GetValue(_drift) ?? 0);
    }

    // An option that would change nothing misleads.
    private static void RequireNone(ParseResult result, IEnumerable<Option> options, string reason)
    {
        if (options.FirstOrDefault(option => result.GetResult(option) is not null) is { } given)
        {
            throw new CommandInputException($"{reason}; leave {given.Name} out.");
        }
    }
}
