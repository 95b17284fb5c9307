using System.Globalization;
using Spectre.Console;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>Prints an explanation for people.</summary>
internal static class ExplainText
{
    private const int Width = 100;
    private const int BarWidth = 60;

    public static void Write(Explanation explanation)
    {
        IAnsiConsole console = Terminal.Create();
        if (explanation.AreMany)
        {
            ExplainTable.Write(console, explanation);
        }
        else
        {
            WriteOne(console, explanation, explanation.Positions[0]);
        }
    }

    private static void WriteOne(IAnsiConsole console, Explanation explanation, ExplainedPosition position)
    {
        console.WriteLine(ExplainSentence.Of(explanation, position));
        console.WriteLine();
        (string Label, string Text)[] facts = [.. Facts(explanation, position)];
        int indent = facts.Max(static fact => fact.Label.Length) + 2;
        foreach ((string label, string text) in facts)
        {
            string head = label.PadRight(indent);
            foreach (string line in TextLines.Of(text, console.Profile.Width - indent))
            {
                Console.Out.WriteLine(head + line);
                head = new string(' ', indent);
            }
        }
        console.WriteLine();
        Table parts = new() { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape($"Where it came from, in {explanation.Money.Symbol}")) };
        parts.AddColumn(new TableColumn("").NoWrap());
        foreach (string heading in new[] { "realised", "unrealised", "total" })
        {
            parts.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }
        foreach ((string label, Profit<double> profit) in Parts(position.Attribution))
        {
            parts.AddRow(label, ReportFormat.Number(profit.Realised), ReportFormat.Number(profit.Unrealised), ReportFormat.Number(profit.Total));
        }
        console.Write(parts);
        if (ExplainCharts.Values(explanation, position) is { } chart)
        {
            console.WriteLine();
            console.WriteLine(TerminalChart.Draw(chart, Math.Min(console.Profile.Width, Width)));
        }
    }

    /// <summary>What there is to know beside the parts.</summary>
    internal static IEnumerable<(string Label, string Text)> Facts(Explanation explanation, ExplainedPosition position)
    {
        (PositionHistory history, PoolTokens tokens, Money money) = (position.History, explanation.Tokens, explanation.Money);
        (UInt256 deposited0, UInt256 deposited1) = history.Deposited();
        (UInt256 withdrawn0, UInt256 withdrawn1) = history.Withdrawn();
        (UInt256 collected0, UInt256 collected1) = history.CollectedFees();
        yield return ("position", history.Name);
        yield return ("range", explanation.PriceRange(history) is var (low, high)
            ? $"{ReportFormat.Number(low)} to {ReportFormat.Number(high)} {tokens.PriceUnit} (ticks {history.TickLower} to {history.TickUpper})"
            : "all prices, as a share of the pair's LP tokens");
        yield return ("period", !explanation.HasTimes ? "the tape has no times" : string.Create(CultureInfo.InvariantCulture, $"{position.Attribution.Start:yyyy-MM-dd HH:mm} to {position.Attribution.End:yyyy-MM-dd HH:mm} UTC"));
        yield return ("put in", tokens.Text(deposited0, deposited1));
        if (history.Unused0 + history.Unused1 != UInt256.Zero)
        {
            yield return ("did not fit", tokens.Text(history.Unused0, history.Unused1));
        }
        yield return ("taken out", tokens.Text(withdrawn0, withdrawn1));
        yield return ("in the pool", tokens.Text(history.Principal0, history.Principal1));
        yield return ("fees collected", tokens.Text(collected0, collected1));
        yield return ("fees uncollected", tokens.Text(history.UncollectedFees0, history.UncollectedFees1));
        yield return ("fees are", (history.FeeBound0, history.FeeBound1) switch
        {
            _ when explanation.Impact is { } impact => $"those of a position that was not there, with its effect taken as '{impact.ToString().ToLowerInvariant()}'",
            _ when explanation.Mismatches > 0 => $"doubtful: the replay and the record disagree in {ReportFormat.Count(explanation.Mismatches, "event", "events")}, see replay",
            ({ IsZero: true }, { IsZero: true }) => explanation.IsShareKnown(position) ? "exact to the base unit" : "exact to the base unit if the protocol takes no share, which a tape that starts in mid-life does not say",
            _ when history.TickLower is null => "close, not exact: the tape begins in the middle of the pair's life, and its first mint or burn tells the supply of LP tokens only nearly",
            ({ } bound0, { } bound1) => $"off by {bound0} and {bound1} base units at most: the tape leaves the liquidity of some segments open",
            _ => "of no known accuracy: the tape does not say through which liquidity some swaps went",
        });
        if (explanation.Approximation is { } approximation)
        {
            yield return ("approximate", approximation);
        }
        if (history.TickLower is not null && position.InRangeFraction is { } fraction)
        {
            yield return ("in range", $"{ReportFormat.Percent(fraction)} of the time {ExplainCharts.InRangeBar(explanation, position, BarWidth).Replace(' ', TextLines.HardSpace)}");
        }
        yield return ("LVR", $"{money.Text(-position.Attribution.Lvr)}, what rebalancing at the pool's own prices would have made more");
        if (explanation.HasGas)
        {
            yield return ("gas", $"{money.Text(-position.Attribution[ProfitPart.Gas].Total)} in {ReportFormat.Count(position.Statement.Entries.Count(static entry => entry.Kind == LedgerEntryKind.Gas), "transaction", "transactions")}, by what such use typically");
        }
        if (position.Statement.CostFirstInFirstOut.Withdrawn.Count > 0)
        {
            yield return ("cost basis", $"{Cost(money, position.Statement.CostFirstInFirstOut)} for what was taken out, first in first out; {Cost(money, position.Statement.CostOnAverage)} on average");
        }
        yield return ("time-weighted", Rate(position.TimeWeighted));
        yield return ("money-weighted", Rate(position.MoneyWeighted));
        yield return position.FeeReturn switch
        {
            { Days: >= 1, AprFraction: { } apr } => ("fee APR", $"{ReportFormat.Percent(apr)}, on the average value in the pool"),
            { } fees => ("fees on value", $"{ReportFormat.Percent(fees.Fraction)} of the average value, in {Duration(fees.End - fees.Start)}"),
            _ => ("fees on value", "none"),
        };
    }

    /// <summary>The parts that happened, and their sum.</summary>
    internal static IEnumerable<(string Label, Profit<double> Profit)> Parts(Attribution<double> attribution)
    {
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            bool isAlways = part is ProfitPart.Hold or ProfitPart.ImpermanentLoss or ProfitPart.Fees;
            if (isAlways || attribution[part] != default)
            {
                yield return (part == ProfitPart.ImpermanentLoss ? "impermanent loss" : part.ToString().ToLowerInvariant(), attribution[part]);
            }
        }
        yield return ("net", attribution.Net);
    }

    private static string Cost(Money money, CostBasis basis) =>
        $"{money.Text(basis.Withdrawn.Sum(static token => token.Cost))}, a gain of {money.Text(basis.Withdrawn.Sum(static token => token.Gain))}";

    private static string Rate(PeriodReturn? of) => of is not { } rate ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{ReportFormat.Percent(rate.Fraction)} in {Duration(rate.End - rate.Start)}{(rate.ApyFraction is { } apy && rate.Days >= 7 ? $", {ReportFormat.Percent(apy)} a year compounded" : "")}");

    private static string Duration(TimeSpan time) =>
        time.TotalDays >= 2 ? $"{ReportFormat.Number(Math.Round(time.TotalDays, 1))} days"
        : time.TotalHours >= 2 ? $"{ReportFormat.Number(Math.Round(time.TotalHours, 1))} hours"
        : $"{ReportFormat.Number(Math.Round(time.TotalMinutes, 1))} minutes";
}
