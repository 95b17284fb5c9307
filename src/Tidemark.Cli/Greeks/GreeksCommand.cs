using System.CommandLine;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary><c>tidemark greeks</c>: a position as an option: how its value moves with the price, and what it must earn for that.</summary>
internal sealed class GreeksCommand
{
    private const double DefaultDays = 30;

    private readonly Option<double?> _volatility = VolatilityOption.Create(" Theta, the fair fees and the expected loss need it.");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of the expected loss and of the options (default {DefaultDays}).", "D");
    private readonly Option<double?> _drift = NumberOption.Single("--drift", "The growth of the mean of the price a year, continuously compounded (default 0).", "M", "a number", static _ => true);
    private readonly FeeOptions _fees = new();
    private readonly ReplicationOptions _replication = new();

    public static Command Create()
    {
        GreeksCommand greeks = new();
        Calculator calculator = new();
        Option[] options = [greeks._volatility, greeks._days, greeks._drift, .. greeks._fees.All, .. greeks._replication.All];
        Command command = calculator.Create(
            "greeks",
            "A position as an option: delta, gamma, theta, implied volatility, expected loss, and the puts and calls that replicate the loss.",
            options,
            static _ => [],
            greeks.Report);
        return new BookPosition(isWhole: false).AddTo(calculator, command, options, greeks.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        GreeksQuestion question = Read(position, result);
        FigureGroup figures = GreeksAnswer.Of(question);
        List<FigureGroup> groups = [];
        if (question is { Volatility: { } volatility, Loss: { } loss })
        {
            groups.Add(VolatilityAnswer.AtPrice(question, volatility, loss));
            groups.Add(VolatilityAnswer.OverHorizon(question, volatility));
        }
        if (question.Fees is { AprFraction: { } feeApr, Origin: { } origin })
        {
            groups.Add(Paid(question, feeApr, origin));
        }
        ReplicationAnswer? replication = _replication.Read(question.Curve, question.Price, question.Volatility, question.Days, result);
        if (replication is not null)
        {
            groups.Add(replication.Group);
        }
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = GreeksAnswer.Sentence(question),
            Notes = [.. new[] { question.Active.Note, question.Loss is { } rate ? rate.Note : LossRate.NoteOfInfiniteGamma(question.Curve, question.Price) }.OfType<string>()],
            Parameters = position.Parameters,
            Figures = figures.Figures,
            Groups = groups,
            Tables = replication is null ? [] : [replication.Table],
        };
    }

    private static FigureGroup Paid(GreeksQuestion question, double feeApr, string origin)
    {
        PaidVolatility paid = PaidVolatility.Of(question.Curve, question.Price, feeApr, question.Days, question.Active);
        FigureGroup group = new("fees", "What the fees pay for");
        group.Add(new Figure("feeAprFraction", $"fees a year{(question.Active.IsOutside ? " while in range" : "")}, of the value", feeApr, FigureUnit.Fraction).FromText(question.Fees.Expression, origin));
        group.Add(new Figure("impliedVolatilityAnnualFraction", "implied volatility a year", paid.Annual, FigureUnit.Fraction, paid.None).FromText(paid.Expression, paid.Origin));
        return group;
    }

    private GreeksQuestion Read(AmmCase position, ParseResult result)
    {
        double? volatility = result.GetValue(_volatility) ?? position.Volatility;
        double days = result.GetValue(_days) ?? position.Days ?? DefaultDays;
        if (volatility is { } given)
        {
            VolatilityOption.Require(given, days);
        }
        else if (result.GetValue(_days) is not null || result.GetValue(_drift) is not null)
        {
            throw new CommandInputException("--days and --drift are of the expected loss; give --volatility too.");
        }
        FeeTerms fees = _fees.Read(position, result);
        if (fees is { AprFraction: null, FeePips: not null })
        {
            throw new CommandInputException("the fees that pay for a volatility are missing: give --turnover or --volume with --fee-pips, or --fee-apr.");
        }
        _fees.RequireVolume(result);
        if (volatility is null)
        {
            _fees.RequireNoFeeBesideYield(result);
        }
        return new GreeksQuestion(position, fees, volatility, days, result.GetValue(_drift) ?? position.Drift);
    }
}
