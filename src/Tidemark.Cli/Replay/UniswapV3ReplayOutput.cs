using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tidemark.Amm.Events;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Replay;

/// <summary>Prints the replay of a V3 pool.</summary>
internal static class UniswapV3ReplayOutput
{
    public static void Write(UniswapV3ReplayReport report, OutputFormat format, double seconds)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json => WriteJson(json, report, seconds));
                break;
            case OutputFormat.Csv:
                MismatchOutput.WriteCsv(Console.Out, report.Tally.Mismatches);
                break;
            default:
                WriteTable(Terminal.Create(), report, seconds);
                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter json, UniswapV3ReplayReport report, double seconds)
    {
        ReplayTally tally = report.Tally;
        json.WriteString("pool", report.Header.Pool?.ToString());
        json.WriteString("protocol", "uniswap-v3");
        json.WriteString("format", report.Header.Format);
        json.WriteString("start", Name(report.Start));
        json.WriteNumber("feePips", report.Parameters.FeePips);
        json.WriteString("feeFrom", Name(report.FeeOrigin));
        json.WriteNumber("tickSpacing", report.Parameters.TickSpacing);
        json.WriteString("tickSpacingFrom", Name(report.TickSpacingOrigin));
        json.WriteNumber("events", tally.Events);
        json.WriteNumber("swaps", tally.Of(PoolEventKind.Swap));
        json.WriteNumber("mints", tally.Of(PoolEventKind.Mint));
        json.WriteNumber("burns", tally.Of(PoolEventKind.Burn));
        json.WriteNumber("collects", tally.Of(PoolEventKind.Collect));
        json.WriteNumber("flashes", tally.Of(PoolEventKind.Flash));
        json.WriteNumber("exact", tally.Exact);
        json.WriteNumber("exactSwaps", tally.ExactSwaps);
        json.WriteNumber("mismatched", tally.Mismatched);
        json.WriteNumber("unchecked", tally.Unchecked);
        json.WriteNumber("unresolvedSwaps", tally.UnresolvedSwaps);
        json.WriteNumber("fittedSwaps", tally.FittedSwaps);
        json.WriteNumber("feesUnknown", tally.FeesUnknown);
        json.WriteNumber("flashesWithoutPayment", tally.FlashesUnpaid);
        json.WriteStartObject("swapForms");
        json.WriteNumber("exactInput", tally.Of(SwapForm.ExactInput));
        json.WriteNumber("exactOutput", tally.Of(SwapForm.ExactOutput));
        json.WriteNumber("priceLimit", tally.Of(SwapForm.PriceLimit));
        json.WriteEndObject();
        json.WriteStartObject("checkedFields");
        json.WriteNumber("amount0", tally.Of(CheckedField.Amount0));
        json.WriteNumber("amount1", tally.Of(CheckedField.Amount1));
        json.WriteNumber("sqrtPriceX96", tally.Of(CheckedField.SqrtPriceX96));
        json.WriteNumber("liquidity", tally.Of(CheckedField.PoolLiquidity));
        json.WriteNumber("tick", tally.Of(CheckedField.Tick));
        json.WriteNumber("protocolFees0", tally.Of(CheckedField.ProtocolFees0));
        json.WriteNumber("protocolFees1", tally.Of(CheckedField.ProtocolFees1));
        json.WriteEndObject();
        WriteInferred(json, report.TickMap, tally);
        MismatchOutput.WriteJson(json, tally.Mismatches);
        json.WriteNumber("eventsPerSecond", Math.Round(tally.Events / seconds));
        json.WriteStartObject("final");
        json.WriteString("sqrtPriceX96", report.Final.SqrtPriceX96.ToString());
        json.WriteNumber("tick", report.Final.Tick);
        json.WriteString("liquidity", report.Final.Liquidity.ToString(CultureInfo.InvariantCulture));
        json.WriteString("feeGrowthGlobal0X128", report.Final.FeeGrowthGlobal0X128.ToString());
        json.WriteString("feeGrowthGlobal1X128", report.Final.FeeGrowthGlobal1X128.ToString());
        json.WriteEndObject();
    }

    private static void WriteInferred(Utf8JsonWriter json, TickMapFindings? findings, ReplayTally tally)
    {
        if (findings is null)
        {
            json.WriteNull("inferred");
            return;
        }
        json.WriteStartObject("inferred");
        json.WriteNumber("ticks", findings.TicksInferred);
        json.WriteNumber("ticksInitializedWithoutNetLiquidity", findings.TicksInitialized);
        json.WriteNumber("segmentsObserved", findings.SegmentsObserved);
        json.WriteNumber("segmentsUnobserved", findings.SegmentsUnobserved);
        json.WriteNumber("segmentsSolved", findings.SegmentsSolved);
        json.WriteNumber("swapsAmbiguous", findings.SwapsAmbiguous);
        json.WriteNumber("contradictions", findings.Contradictions);
        json.WriteStartArray("open");
        foreach (OpenStretch stretch in findings.Open)
        {
            json.WriteStartObject();
            json.WriteNumber("tickLower", stretch.TickLower);
            json.WriteNumber("tickUpper", stretch.TickUpper);
            json.WriteString("liquidityLow", stretch.LiquidityLow.ToString(CultureInfo.InvariantCulture));
            json.WriteString("liquidityHigh", stretch.LiquidityHigh.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("swapsOfUnknownFees", tally.SwapsOfUnknownFees);
        json.WriteStartArray("unresolved");
        foreach (EventPosition position in tally.Unresolved)
        {
            json.WriteStartObject();
            json.WriteNumber("block", position.BlockNumber);
            json.WriteNumber("transactionIndex", position.TransactionIndex);
            json.WriteNumber("logIndex", position.LogIndex);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("net");
        foreach ((int tick, Int128 net) in findings.NetBefore)
        {
            json.WriteStartObject();
            json.WriteNumber("tick", tick);
            json.WriteString("liquidityNet", net.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTable(IAnsiConsole console, UniswapV3ReplayReport report, double seconds)
    {
        ReplayTally tally = report.Tally;
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string name, string value) => grid.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row("pool", report.Header.Pool?.ToString() ?? "not recorded");
        Row("protocol", $"Uniswap V3, format {report.Header.Format}");
        Row("fee", Text($"{report.Parameters.FeePips} pips ({report.Parameters.FeePips / 10000m:0.####} %), {From(report.FeeOrigin)}"));
        Row("tick spacing", Text($"{report.Parameters.TickSpacing}, {From(report.TickSpacingOrigin)}"));
        Row("start", StartText(report.Start));
        Row("events", Text($"{tally.Events:N0}: {tally.Of(PoolEventKind.Swap):N0} swaps, {tally.Of(PoolEventKind.Mint):N0} mints, {tally.Of(PoolEventKind.Burn):N0} burns, {tally.Of(PoolEventKind.Collect):N0} collects, {Others(tally):N0} others"));
        Row("swap forms", Text($"{tally.Of(SwapForm.ExactInput):N0} exact input, {tally.Of(SwapForm.ExactOutput):N0} exact output, {tally.Of(SwapForm.PriceLimit):N0} stopped by a price limit"));
        Row("fields compared", Text($"{Compared(tally):N0}"));
        if (report.TickMap is { } map)
        {
            Row("inferred", Text($"{map.TicksInferred:N0} ticks from {map.SegmentsObserved:N0} stretches in which swaps ended; {map.SegmentsSolved:N0} of {map.SegmentsUnobserved:N0} others fitted to amounts; {map.TicksInitialized:N0} ticks from rounding"));
            Row("left open", Text($"{tally.UnresolvedSwaps:N0} swaps through stretches of unknown liquidity, {map.Open.Count:N0} stretches known within bounds, {tally.FittedSwaps:N0} that the ticks were fitted to, {map.SwapsAmbiguous:N0} ambiguous, {map.Contradictions:N0} contradictions; fee growth counts from the tape's beginning"));
        }
        if (tally.FeesUnknown > 0)
        {
            Row("fees unknown", Text($"{tally.FeesUnknown:N0} burns and collects of positions whose earlier fees are not recorded"));
        }
        if (tally.FlashesUnpaid > 0)
        {
            Row("flashes", Text($"{tally.FlashesUnpaid:N0} without a recorded payment: the least that the pool accepts was taken"));
        }
        Row("unchecked", Text($"{tally.Unchecked:N0} events of which something is recorded that cannot be computed"));
        Row("exact", Text($"{tally.Exact:N0} of {tally.Events:N0} events, {tally.ExactSwaps:N0} of {tally.Of(PoolEventKind.Swap):N0} swaps"));
        Row("mismatches", Text($"{tally.Mismatched:N0}"));
        Row("final price", Text($"sqrtPriceX96 {report.Final.SqrtPriceX96}, tick {report.Final.Tick}, liquidity {report.Final.Liquidity}"));
        Row("speed", Text($"{tally.Events / seconds:N0} events a second"));
        console.Write(grid);
        MismatchOutput.WriteTable(console, tally.Mismatches);
        console.MarkupLine(report.Agrees ? "[green]Every event that could be checked agrees with the chain to the last unit.[/]" : "[red]The pool and the chain's record disagree.[/]");
    }

    private static long Others(ReplayTally tally) =>
        tally.Events - tally.Of(PoolEventKind.Swap) - tally.Of(PoolEventKind.Mint) - tally.Of(PoolEventKind.Burn) - tally.Of(PoolEventKind.Collect);

    private static long Compared(ReplayTally tally) => Enum.GetValues<CheckedField>().Sum(tally.Of);

    private static string StartText(ReplayStart start) => start switch
    {
        ReplayStart.Beginning => "the pool's beginning",
        ReplayStart.State => "the state given",
        _ => "mid-life; the ticks are inferred from the tape",
    };

    private static string Name(ReplayStart start) => start switch
    {
        ReplayStart.Beginning => "beginning",
        ReplayStart.State => "state",
        _ => "inferred",
    };

    internal static string Name(ParameterOrigin origin) => origin switch
    {
        ParameterOrigin.Option => "option",
        ParameterOrigin.Tape => "tape",
        ParameterOrigin.State => "state",
        _ => "inferred",
    };

    internal static string From(ParameterOrigin origin) => origin switch
    {
        ParameterOrigin.Option => "as given",
        ParameterOrigin.Tape => "from the tape",
        ParameterOrigin.State => "from the state",
        _ => "inferred from the first events",
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
