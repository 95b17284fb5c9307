using System.CommandLine;
using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Protect;

/// <summary><c>tidemark protect</c>: what a protection pays by day, what a withdrawal gets, and what that is worth.</summary>
internal sealed class ProtectCommand
{
    private const double DefaultDay = 100;
    private const double WidestRatio = 4;
    private const int Points = 41;

    private readonly PolicyOptions _policy = new();
    private readonly Option<double?> _day = PolicyOptions.Days("--day", $"The day of the withdrawal, counted from the deposit (default {DefaultDay}).");
    private readonly Option<double?> _earned = NumberOption.ZeroOrMore("--earned", "The fees earned until then, in the numeraire at the price now as if the pool had lost nothing; they are in the pool and share its loss, which is not covered (default 0).", "F");
    private readonly PremiumOptions _premium = new();

    public static Command Create()
    {
        ProtectCommand protect = new();
        Calculator calculator = new();
        Option[] options = [.. protect._policy.All, protect._day, protect._earned, .. protect._premium.All];
        Command command = calculator.Create(
            "protect",
            "What a protection against impermanent loss pays by day, what a withdrawal gets, its fair premium, and the fees that pay for it.",
            options,
            static _ => [],
            protect.Report,
            notesLossOptions: false);
        return new BookPosition(isWhole: false, isProtected: true).AddTo(calculator, command, options, protect.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        ProtectQuestion question = Read(position, result);
        FigureGroup withdrawal = WithdrawalAnswer.Of(question);
        FigureGroup?[] answers = [withdrawal, _premium.Read(question, result)];
        FigureGroup[] groups = [.. answers.OfType<FigureGroup>()];
        FigureGroup figures = Entry(question);
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = Sentence(question),
            Parameters = [.. position.Parameters, new AmmParameter("protocol", null, question.Protocol)],
            Figures = figures.Figures,
            Groups = groups,
            Tables = [WithdrawalAnswer.Days(question, _premium.AtExit(question, result))],
            Chart = Chart(question),
        };
    }

    private static FigureGroup Entry(ProtectQuestion question)
    {
        FigureGroup figures = new("", "");
        figures.Add(new Figure("entryPrice", "price at entry", question.Policy.EntryPrice).FromText("as given, or told by the amounts put in", "--entry"));
        figures.Add(new Figure("depositedValue", "put in, value then", question.EntryValue).From($"V0 at P0 = {question.Policy.EntryPrice}", Source.Definition));
        figures.Add(new Figure("price", "price now", question.Price).FromText("as given, or that of the entry", "--price"));
        figures.Add(new Figure("poolValue", "value in the pool", question.PoolValue).From($"V at P = {question.Price}", question.Position.Value.Source));
        figures.Add(new Figure("holdValue", "value held", question.PoolValue - question.LossValue).From($"H = V + loss = {question.PoolValue} + {-question.LossValue}", Source.Definition));
        return figures;
    }

    private static string Sentence(ProtectQuestion question)
    {
        double covered = question.LossValue < 0 ? question.Payout(question.Day) / -question.LossValue : question.Level(question.Day);
        string day = $"On day {ReportFormat.Number(question.Day)} {question.Protocol} covers {ReportFormat.Percent(covered)}";
        return question.LossValue == 0
            ? $"{day} of the loss; at {ReportFormat.Number(question.Price)} there is none."
            : $"{day} of the loss: a withdrawal at {ReportFormat.Number(question.Price)} gets {ReportFormat.Number(question.Withdrawn(question.Day))} of {ReportFormat.Number(question.PoolValue - question.LossValue)} held{(question.Earned > 0 ? $" and {ReportFormat.Number(question.Earned)} earned" : "")}.";
    }

    private static LineChart Chart(ProtectQuestion question)
    {
        double[] ratios = RatioGrid.Of(1 / WidestRatio, WidestRatio, Points);
        double[] prices = [.. ratios.Select(ratio => ratio * question.Policy.EntryPrice)];
        ValueCurve curve = question.Policy.Position;
        double[] pool = [.. prices.Select(curve.Value)];
        return new LineChart(
            $"Withdrawn on day {ReportFormat.Number(question.Day)}: {question.Position.Amm}",
            "price / entry price",
            $"value, {question.Position.Numeraire}",
            ratios,
            true,
            [
                new ChartLine("held", [.. prices.Select((price, i) => pool[i] - curve.ValueOverHold(question.Policy.EntryPrice, price))]),
                new ChartLine("protected", [.. prices.Select((price, i) => pool[i] + question.Policy.Payout(price, question.Day / Year.Days))]),
                new ChartLine("in the pool", pool),
            ],
            false);
    }

    private ProtectQuestion Read(AmmCase position, ParseResult result)
    {
        if (position is { Prices: not null, Price: null })
        {
            throw new CommandInputException("a protection is against the move of one price here; give --price or --ratio instead of several prices.");
        }
        (Analytics.Legs.Protection.ProtectionPolicy policy, string protocol, string source) = _policy.Read(position, result);
        return new ProtectQuestion(position, policy, protocol, source, result.GetValue(_day) ?? position.Days ?? DefaultDay, result.GetValue(_earned) ?? 0);
    }
}
