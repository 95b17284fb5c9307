using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tidemark.Amm.Events;

namespace Tidemark.Cli.Replay;

/// <summary>Prints mismatches: where, what the chain recorded, what the pool computed.</summary>
internal static class MismatchOutput
{
    private const int MostRows = 20;

    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<EventMismatch> mismatches)
    {
        json.WriteStartArray("mismatches");
        foreach (EventMismatch mismatch in mismatches)
        {
            json.WriteStartObject();
            json.WriteNumber("block", mismatch.Position.BlockNumber);
            json.WriteNumber("transactionIndex", mismatch.Position.TransactionIndex);
            json.WriteNumber("logIndex", mismatch.Position.LogIndex);
            json.WriteString("event", PoolEventNames.NameOf(mismatch.Kind));
            json.WriteString("field", mismatch.Field);
            json.WriteString("expected", mismatch.Expected);
            json.WriteString("actual", mismatch.Actual);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void WriteCsv(TextWriter output, IReadOnlyList<EventMismatch> mismatches)
    {
        output.Write("block_number,transaction_index,log_index,event,field,expected,actual\n");
        foreach (EventMismatch mismatch in mismatches)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{mismatch.Position.BlockNumber},{mismatch.Position.TransactionIndex},{mismatch.Position.LogIndex},{PoolEventNames.NameOf(mismatch.Kind)},{mismatch.Field},\"{mismatch.Expected}\",\"{mismatch.Actual}\"\n"));
        }
    }

    public static void WriteTable(IAnsiConsole console, IReadOnlyList<EventMismatch> mismatches)
    {
        if (mismatches.Count == 0)
        {
            return;
        }
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("block", "transaction", "log", "event", "field")
            .AddColumn(new TableColumn("recorded").RightAligned())
            .AddColumn(new TableColumn("computed").RightAligned());
        foreach (EventMismatch mismatch in mismatches.Take(MostRows))
        {
            table.AddRow(
                mismatch.Position.BlockNumber.ToString(CultureInfo.InvariantCulture),
                mismatch.Position.TransactionIndex.ToString(CultureInfo.InvariantCulture),
                mismatch.Position.LogIndex.ToString(CultureInfo.InvariantCulture),
                PoolEventNames.NameOf(mismatch.Kind),
                mismatch.Field,
                Markup.Escape(mismatch.Expected),
                Markup.Escape(mismatch.Actual));
        }
        console.Write(table);
        if (mismatches.Count > MostRows)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {mismatches.Count - MostRows:N0} more; --json or --csv prints all"));
        }
    }
}
