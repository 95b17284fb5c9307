using System.Text.Json;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Explain;

/// <summary>Writes a profit, of a position or of all together, as JSON: money in the numeraire, losses negative.</summary>
internal static class ProfitJson
{
    /// <summary>The profit, its parts, and what it is beside the benchmarks.</summary>
    public static void Write(Utf8JsonWriter json, Attribution<double> attribution)
    {
        Profit<double> loss = attribution[ProfitPart.ImpermanentLoss];
        json.WriteFigure("impermanentLoss", loss.Total);
        json.WriteFigure("realisedImpermanentLoss", loss.Realised);
        json.WriteFigure("unrealisedImpermanentLoss", loss.Unrealised);
        json.WriteFigure("lvr", -attribution.Lvr);
        json.WriteFigure("netPnl", attribution.Net.Total);
        json.WriteFigure("netVsHold", attribution.NetOverHold);
        json.WriteStartObject("attribution");
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Profit<double> profit = attribution[part];
            json.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(part.ToString()));
            json.WriteFigure("realised", profit.Realised);
            json.WriteFigure("unrealised", profit.Unrealised);
            json.WriteFigure("total", profit.Total);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("benchmarks");
        foreach (Benchmark benchmark in Enum.GetValues<Benchmark>())
        {
            json.WriteFigure(JsonNamingPolicy.CamelCase.ConvertName(benchmark.ToString()), attribution[benchmark]);
        }
        json.WriteEndObject();
    }

    /// <summary>The returns of the period; those that there are none of are null.</summary>
    public static void WriteReturns(Utf8JsonWriter json, Attribution<double> attribution, PeriodReturn? timeWeighted, PeriodReturn? moneyWeighted, PeriodReturn? fees)
    {
        json.WriteStartObject("returns");
        json.WriteFigure("days", (attribution.End - attribution.Start).TotalDays);
        Return(json, "timeWeighted", timeWeighted);
        Return(json, "moneyWeighted", moneyWeighted);
        json.WriteFigure("feeAprFraction", fees?.AprFraction);
        json.WriteEndObject();
    }

    private static void Return(Utf8JsonWriter json, string name, PeriodReturn? of)
    {
        json.WriteFigure($"{name}Fraction", of?.Fraction);
        json.WriteFigure($"{name}AprFraction", of?.AprFraction);
        json.WriteFigure($"{name}ApyFraction", of?.ApyFraction);
    }
}
