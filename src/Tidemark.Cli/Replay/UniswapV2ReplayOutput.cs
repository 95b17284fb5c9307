using System.Text.Json;
using Spectre.Console;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Replay;

/// <summary>Prints the replay of a V2 pair.</summary>
internal static class UniswapV2ReplayOutput
{
    public static void Write(UniswapV2ReplayReport report, OutputFormat format, double seconds)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json => WriteJson(json, report, seconds));
                break;
            case OutputFormat.Csv:
                MismatchOutput.WriteCsv(Console.Out, report.Mismatches);
                break;
            default:
                WriteTable(Terminal.Create(), report, seconds);
                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter json, UniswapV2ReplayReport report, double seconds)
    {
        UniswapV2ReplayCounts counts = report.Counts;
        json.WriteString("pool", report.Header.Pool?.ToString());
        json.WriteString("protocol", "uniswap-v2");
        json.WriteString("format", report.Header.Format);
        json.WriteNumber("feePips", report.FeePips);
        json.WriteString("feeFrom", UniswapV3ReplayOutput.Name(report.FeeOrigin));
        json.WriteNumber("events", counts.Events);
        json.WriteNumber("swaps", counts.Swaps);
        json.WriteNumber("mints", counts.Mints);
        json.WriteNumber("burns", counts.Burns);
        json.WriteNumber("syncs", counts.Syncs);
        json.WriteNumber("transfers", counts.Transfers);
        json.WriteNumber("exact", report.Exact);
        json.WriteNumber("mismatched", report.Mismatched);
        json.WriteNumber("unchecked", report.Unchecked);
        json.WriteStartObject("swapForms");
        json.WriteNumber("exact", counts.SwapsExact);
        json.WriteNumber("belowMaximum", counts.SwapsBelowMaximum);
        json.WriteNumber("twoSidedOrFlash", counts.SwapsTwoSided);
        json.WriteNumber("unchecked", counts.SwapsUnchecked);
        json.WriteEndObject();
        json.WriteNumber("loneSyncs", counts.LoneSyncs);
        json.WriteNumber("burnsWithDonation", counts.BurnsWithDonation);
        json.WriteNumber("reservesUnchecked", counts.ReservesUnchecked);
        MismatchOutput.WriteJson(json, report.Mismatches);
        json.WriteNumber("eventsPerSecond", Math.Round(counts.Events / seconds));
        json.WriteStartObject("final");
        json.WriteString("reserve0", report.Final.Reserve0.ToString());
        json.WriteString("reserve1", report.Final.Reserve1.ToString());
        json.WriteString("totalSupply", report.Final.TotalSupply.ToString());
        json.WriteEndObject();
    }

    private static void WriteTable(IAnsiConsole console, UniswapV2ReplayReport report, double seconds)
    {
        UniswapV2ReplayCounts counts = report.Counts;
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string name, FormattableString value) => grid.AddRow(Markup.Escape(name), Markup.Escape(FormattableString.Invariant(value)));
        Row("pool", $"{report.Header.Pool?.ToString() ?? "not recorded"}");
        Row("protocol", $"Uniswap V2, format {report.Header.Format}");
        Row("fee", $"{report.FeePips} pips ({report.FeePips / 10000m:0.####} %), {UniswapV3ReplayOutput.From(report.FeeOrigin)}");
        Row("events", $"{counts.Events:N0}: {counts.Swaps:N0} swaps, {counts.Mints:N0} mints, {counts.Burns:N0} burns, {counts.Syncs:N0} syncs, {counts.Transfers:N0} transfers");
        Row("swaps", $"{counts.SwapsExact:N0} take all they can, {counts.SwapsBelowMaximum:N0} less, {counts.SwapsTwoSided:N0} two-sided or flash, {counts.SwapsUnchecked:N0} unchecked");
        Row("unchecked", $"{report.Unchecked:N0} events of which something is recorded that cannot be computed");
        Row("exact", $"{report.Exact:N0} of {counts.Events:N0} events");
        Row("mismatches", $"{report.Mismatched:N0}");
        Row("final reserves", $"{report.Final.Reserve0} and {report.Final.Reserve1}");
        Row("speed", $"{counts.Events / seconds:N0} events a second");
        console.Write(grid);
        MismatchOutput.WriteTable(console, report.Mismatches);
        console.MarkupLine(report.Agrees ? "[green]Every event that could be checked agrees with the chain to the last unit.[/]" : "[red]The pair and the chain's record disagree.[/]");
    }
}
