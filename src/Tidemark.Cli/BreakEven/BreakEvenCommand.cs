using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary><c>tidemark breakeven</c>: the fees, the volume, the days or the volatility at which a position neither earns nor loses.</summary>
internal sealed class BreakEvenCommand
{
    private const string Verb = "breakeven";
    private const double DefaultDays = 30;
    private const double DaysOfYear = 365;

    private readonly Option<double?> _volatility = NumberOption.Positive("--volatility", "The volatility of the price, as a fraction a year: 0.8 is 80 %.", "S");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of probabilities, expected loss and net yield (default {DefaultDays}).", "D");
    private readonly Option<double?> _drift = NumberOption.Single("--drift", "The growth of the mean of the price a year, continuously compounded, for the probabilities (default 0).", "M", "a number", static _ => true);
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
            ? breakEven._table.Report("constant-product", [], new ConstantProductCurve(1), 1, new Formula("poolValue", "V = 2 L sqrt(P)", "Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core)"), result)
            : throw new CommandInputException($"one of these words must follow 'tidemark {Verb}': {string.Join(", ", nouns)}; or --table, for constant product."));
        return command;
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        ValueCurve curve = position.CurveNow;
        double price = position.PriceNow;
        if (_table.IsAsked(result))
        {
            RequireNone(result, [_volatility, _days, _drift, .. _fees.All, .. _net.All], "--table takes --regimes, --fee-tiers and --turnovers");
            return _table.Report(position.Amm, position.Parameters, curve, price, position.Value, result);
        }
        FeeTerms fees = _fees.Read(position, result);
        double? volatility = result.GetValue(_volatility);
        if (volatility is null && fees.AprFraction is null)
        {
            throw new CommandInputException("--volatility is missing: how much does the price move? Or give --fee-apr, or --fee-pips with --turnover or --volume, to find the volatility that fees pay for.");
        }
        if (volatility is null)
        {
            RequireNone(result, [_days, _drift], "without --volatility there is no horizon");
        }
        double days = result.GetValue(_days) ?? DefaultDays;
        double drift = result.GetValue(_drift) ?? 0;
        double value = curve.Value(price);
        BreakEvenAnswer answer = new(
            curve,
            price,
            value,
            volatility is { } given ? LossRate.Of(curve, price, given, days / DaysOfYear) : null,
            fees,
            volatility is { } moves && curve.Kinks.Length > 1 ? TimeInRange.Fraction(price, curve.Kinks.Span[0], curve.Kinks.Span[^1], moves, days / DaysOfYear, drift) : 1);
        answer.AddNeeded(volatility, days);
        answer.AddFees(days);
        answer.AddPriceMove(position);
        if (volatility is { } sigma)
        {
            answer.AddAgainstHold(sigma, days, drift);
            answer.AddRange(sigma, days, drift);
        }
        if (_net.Read(result, fees.AprFraction * answer.InRangeFraction, answer.Loss, value, days) is { } net)
        {
            answer.Groups.Add(net.Group);
            answer.Formulas.Add(net.Formula);
        }
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = answer.Sentence(volatility, days),
            Parameters = position.Parameters,
            Figures = [new Figure("price", "price", price), new Figure("poolValue", "value in the pool", value)],
            Groups = answer.Groups,
            Formulas = [position.Value, .. answer.Formulas],
        };
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
