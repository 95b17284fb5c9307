using System.CommandLine;
using System.Globalization;
using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>The options that ask which volatilities, fees and turnovers earn and which lose.</summary>
internal sealed class RegimeTable
{
    private const double DefaultDays = BreakEvenCommand.DefaultDays;

    private static readonly double[] DefaultVolatilities = [0.1, 0.3, 0.5, 0.8, 1, 1.5];
    private static readonly double[] DefaultFees = [100, 500, 3000, 10_000];
    private static readonly double[] DefaultTurnovers = [0.02, 0.1, 0.5, 2];

    private readonly Option<bool> _table = new("--table") { Description = "Print which volatilities, fees and turnovers earn and which lose." };
    private readonly Option<double[]?> _volatilities = NumberOption.PositiveList("--regimes", $"With --table: the volatilities (default {Words(DefaultVolatilities)}).", "S,S,...");
    private readonly Option<double[]?> _fees = NumberOption.List("--fee-tiers", $"With --table: the fees in millionths (default {Words(DefaultFees)}).", "N,N,...", "a whole number from 1 to 999999", static value => value is >= 1 and <= 999_999 && value == Math.Floor(value));
    private readonly Option<double[]?> _turnovers = NumberOption.ListOfZeroOrMore("--turnovers", $"With --table: the volumes of a day, as fractions of the value (default {Words(DefaultTurnovers)}).", "T,T,...");

    public IEnumerable<Option> All => [_table, _volatilities, _fees, _turnovers];

    public bool IsAsked(ParseResult result)
    {
        if (!result.GetValue(_table) && new[] { _volatilities, _fees, _turnovers }.Any(option => result.GetList(option) is not null))
        {
            throw new CommandInputException("--regimes, --fee-tiers and --turnovers are those of --table; give that too.");
        }
        return result.GetValue(_table);
    }

    public CalculatorReport Report(string amm, IReadOnlyList<AmmParameter> parameters, ValueCurve curve, double price, Formula value, double? days, ParseResult result)
    {
        double[] volatilities = result.GetList(_volatilities) ?? DefaultVolatilities;
        int[] fees = [.. (result.GetList(_fees) ?? DefaultFees).Select(static fee => (int)fee)];
        double[] turnovers = result.GetList(_turnovers) ?? DefaultTurnovers;
        LossRate[] losses = [.. volatilities.Select(volatility => LossRate.Of(curve, price, volatility, days ?? DefaultDays, drift: 0))];
        Check(curve, price, losses[0], days);
        BreakEvenCell[] cells = Analytics.Yields.BreakEven.Table(curve, price, volatilities, fees, turnovers);
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = cells[i] with { LvrAprFraction = losses[i / (fees.Length * turnovers.Length)].AprFraction };
        }
        return new CalculatorReport
        {
            Amm = amm,
            Sentence = $"Of {cells.Length} cases {cells.Count(static cell => cell.IsEarning)} earn more in fees than they lose to arbitrage.",
            Notes = losses[0].IsAtPrice ? [] : [$"There is no rate of loss at the price {ReportFormat.Number(price)}; each loss is that expected over {ReportFormat.Number(days ?? DefaultDays)} days, by year."],
            Parameters = parameters,
            Tables = [new FigureTable("cases", "Fees less loss, a year, of the value: plus earns, minus loses", [.. cells.Select(cell => Row(cell))], Formulas: [value, .. Explain(cells[^1], losses[^1])], Grid: Grid(cells, turnovers))],
        };
    }

    private static void Check(ValueCurve curve, double price, LossRate loss, double? days)
    {
        if (ActiveTime.Of(curve, price, null, days ?? DefaultDays, 0).IsOutside)
        {
            throw new CommandInputException($"the price {price:R} is out of the range, where the position earns no fees and loses nothing; give a --price in the range, or --volatility without --table for what is expected of a price that may come back.");
        }
        if (loss.AprFraction <= 0)
        {
            throw new CommandInputException($"at the price {price:R} the position {(loss.AprFraction < 0 ? "gains when the price moves" : "loses nothing at any volatility")}, so that every fee earns and there is nothing to tell apart; leave --table out.");
        }
        if (loss.IsAtPrice && days is not null)
        {
            throw new CommandInputException("the losses of --table are rates at this price, without a horizon; leave --days out.");
        }
    }

    // With the numbers of the last case.
    private static IReadOnlyList<Formula> Explain(BreakEvenCell last, LossRate rate)
    {
        string fee = Formula.Show(Fraction.FromPips(last.FeePips));
        string turnover = Formula.Show(last.TurnoverPerDay);
        string volatility = Formula.Show(last.VolatilityAnnual);
        string loss = rate.IsAtPrice ? "s^2 P^2 |gamma| / (2 V)" : "E[H - V] / V * 365 / days";
        return
        [
            new Formula("cases.volatilityAnnualFraction", $"as given, or the default; the last = {volatility}", "--regimes"),
            new Formula("cases.feePips", $"as given, or the default; the last = {last.FeePips}", "--fee-tiers"),
            new Formula("cases.turnoverPerDayFraction", $"as given, or the default; the last = {turnover}", "--turnovers"),
            new Formula("cases.breakEvenTurnoverPerDayFraction", $"loss / (fee * 365); the last: {Formula.Show(last.LvrAprFraction)} / ({fee} * 365) = {Formula.Show(Needed(last))}", Source.Rebalancing),
            new Formula("cases.feeAprFraction", $"fee * 365 * turnover; the last: {fee} * 365 * {turnover} = {Formula.Show(last.FeeAprFraction)}", Source.Definition),
            new Formula("cases.lvrAprFraction", $"minus the loss, the last: {rate.Expression} = {Formula.Show(last.LvrAprFraction)}", rate.Origin),
            new Formula("cases.marginAprFraction", $"fee * 365 * turnover - {loss}; the last: {fee} * 365 * {turnover} - {Formula.Show(last.LvrAprFraction)} = {Formula.Show(last.MarginAprFraction)}", rate.Origin),
        ];
    }

    private static IReadOnlyList<Figure> Row(BreakEvenCell cell) =>
    [
        new Figure("volatilityAnnualFraction", "volatility", cell.VolatilityAnnual, FigureUnit.Fraction),
        new Figure("feePips", "fee", cell.FeePips),
        new Figure("turnoverPerDayFraction", "turnover", cell.TurnoverPerDay, FigureUnit.Fraction),
        new Figure("breakEvenTurnoverPerDayFraction", "turnover to break even", Needed(cell), FigureUnit.Fraction),
        new Figure("feeAprFraction", "fees", cell.FeeAprFraction, FigureUnit.Fraction),
        new Figure("lvrAprFraction", "loss", -cell.LvrAprFraction, FigureUnit.Fraction),
        new Figure("marginAprFraction", "left", cell.MarginAprFraction, FigureUnit.Fraction),
    ];

    // A line for each volatility and fee, a column for each turnover.
    private static List<IReadOnlyList<string>> Grid(BreakEvenCell[] cells, double[] turnovers)
    {
        List<IReadOnlyList<string>> lines = [["volatility", "fee", "breaks even at", .. turnovers.Select(static turnover => $"{Percent(turnover)} a day")]];
        foreach (BreakEvenCell[] line in cells.Chunk(turnovers.Length))
        {
            lines.Add([Percent(line[0].VolatilityAnnual), Percent(Fraction.FromPips(line[0].FeePips)), $"{Percent(Needed(line[0]))} a day", .. line.Select(static cell => (cell.IsEarning ? "+" : "") + Percent(cell.MarginAprFraction))]);
        }
        return lines;
    }

    private static double Needed(BreakEvenCell cell) => NetYield.TurnoverPerDay(cell.FeePips, cell.LvrAprFraction);

    private static string Percent(double fraction) => (100 * fraction).ToString("#,0.##", CultureInfo.InvariantCulture) + " %";

    private static string Words(double[] values) => string.Join(',', values.Select(static value => value.ToString(CultureInfo.InvariantCulture)));
}
