using System.Globalization;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>Writes a row for each position, with the names of the JSON fields.</summary>
internal static class ExplainCsv
{
    public static void Write(TextWriter output, Explanation explanation)
    {
        output.WriteLine("position,tickLower,tickUpper,liquidity,start,end,deposited0,deposited1,withdrawn0,withdrawn1,principal0,principal1,"
            + "collected0,collected1,uncollected0,uncollected1,inRangeFraction,holdPnl,impermanentLoss,realisedImpermanentLoss,fees,gas,lvr,netPnl,netVsHold,numeraire,approximate");
        string Time(DateTimeOffset time) => explanation.HasTimes ? time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : "";
        foreach (ExplainedPosition position in explanation.Positions)
        {
            PositionHistory history = position.History;
            Attribution<double> attribution = position.Attribution;
            (UInt256 deposited0, UInt256 deposited1) = history.Deposited();
            (UInt256 withdrawn0, UInt256 withdrawn1) = history.Withdrawn();
            (UInt256 collected0, UInt256 collected1) = history.CollectedFees();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{CsvText.Field(history.Name)},{history.TickLower},{history.TickUpper},{history.Liquidity},{Time(attribution.Start)},{Time(attribution.End)},{deposited0},{deposited1},{withdrawn0},{withdrawn1},{history.Principal0},{history.Principal1},{collected0},{collected1},{history.UncollectedFees0},{history.UncollectedFees1},{position.InRangeFraction:R},{attribution[ProfitPart.Hold].Total:R},{position.Loss:R},{attribution[ProfitPart.ImpermanentLoss].Realised:R},{position.Fees:R},{attribution[ProfitPart.Gas].Total:R},{-attribution.Lvr:R},{attribution.Net.Total:R},{attribution.NetOverHold:R},{CsvText.Field(explanation.Money.Symbol)},{(explanation.Approximation is null ? "false" : "true")}"));
        }
    }

    /// <summary>Says of what there is no row.</summary>
    public static void WriteLeftOut(TextWriter error, Explanation explanation)
    {
        if (explanation.Unexplained.Count > 0)
        {
            error.WriteLine($"tidemark: {ReportFormat.Count(explanation.Unexplained.Count, "position has", "positions have")} no row: there before the tape, or nothing happened in the period; --json has each with its reason.");
        }
    }
}
