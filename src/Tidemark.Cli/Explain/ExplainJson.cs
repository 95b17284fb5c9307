using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>Writes an explanation as JSON: base units as text, money in the numeraire, losses negative.</summary>
internal static class ExplainJson
{
    public static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteString("numeraire", explanation.Money.Symbol);
        json.WriteBoolean("approximate", explanation.Approximation is not null);
        json.WriteString("approximation", explanation.Approximation);
        json.WriteStartObject("tokens");
        Token(json, "token0", explanation.Tokens.Symbol0, explanation.Tokens.Decimals0);
        Token(json, "token1", explanation.Tokens.Symbol1, explanation.Tokens.Decimals1);
        json.WriteEndObject();
        json.WriteNumber("mismatches", explanation.Mismatches);
        json.WriteStartArray("notes");
        foreach (string note in explanation.Notes)
        {
            json.WriteStringValue(note);
        }
        json.WriteEndArray();
        if (explanation.Impact is { } impact)
        {
            json.WriteString("impact", impact.ToString().ToLowerInvariant());
        }
        if (!explanation.AreMany)
        {
            WritePosition(json, explanation, explanation.Positions[0]);
            return;
        }
        json.WriteStartArray("positions");
        foreach (ExplainedPosition position in explanation.Positions)
        {
            json.WriteStartObject();
            WritePosition(json, explanation, position);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (explanation.Positions.Count > 0)
        {
            json.WriteStartObject("total");
            WriteProfit(json, explanation.Total);
            WriteReturns(json, explanation.Total, null, explanation.MoneyWeighted, null);
            json.WriteEndObject();
        }
        json.WriteStartArray("unexplained");
        foreach (PositionHistory history in explanation.Unexplained)
        {
            json.WriteStartObject();
            json.WriteString("position", history.Name);
            json.WriteString("reason", Explanation.Reason(history));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, Explanation explanation, ExplainedPosition position)
    {
        PositionHistory history = position.History;
        PoolTokens tokens = explanation.Tokens;
        json.WriteStartObject("position");
        json.WriteString("name", history.Name);
        json.WriteString("tokenId", history.TokenId?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("owner", history.Owner?.ToString());
        Number(json, "tickLower", history.TickLower);
        Number(json, "tickUpper", history.TickUpper);
        Number(json, "priceLower", explanation.PriceRange(history)?.Low);
        Number(json, "priceUpper", explanation.PriceRange(history)?.High);
        json.WriteString("liquidity", history.Liquidity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Time(json, "start", position.Attribution.Start, explanation.HasTimes);
        Time(json, "end", position.Attribution.End, explanation.HasTimes);
        json.WriteBoolean("openingKnown", explanation.IsOpeningKnown(position));
        json.WriteNumber("price", tokens.Price(PoolPrice.Of(history.SqrtPriceX96)));
        json.WriteEndObject();
        Amounts(json, "deposited", history.Deposited());
        Amounts(json, "unused", (history.Unused0, history.Unused1));
        Amounts(json, "withdrawn", history.Withdrawn());
        Amounts(json, "principal", (history.Principal0, history.Principal1));
        WriteFees(json, history, explanation.IsShareKnown(position));
        json.WriteBoolean("inRange", history.IsInRange);
        Number(json, "inRangeFraction", position.InRangeFraction);
        WriteProfit(json, position.Attribution);
        Number(json, "value", position.Statement.Value);
        Number(json, "holdValue", position.Statement.HoldValue);
        json.WriteStartObject("costBasis");
        Basis(json, "fifo", position.Statement.CostFirstInFirstOut);
        Basis(json, "average", position.Statement.CostOnAverage);
        json.WriteEndObject();
        json.WriteStartObject("breakEven");
        Number(json, "priceBelow", tokens.IsInverted ? Price(tokens, position.BreakEven.PriceAbove) : Price(tokens, position.BreakEven.PriceBelow));
        Number(json, "priceAbove", tokens.IsInverted ? Price(tokens, position.BreakEven.PriceBelow) : Price(tokens, position.BreakEven.PriceAbove));
        Number(json, "days", position.BreakEven.Days);
        json.WriteEndObject();
        WriteReturns(json, position.Attribution, position.TimeWeighted, position.MoneyWeighted, position.FeeReturn);
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset time, bool isKnown)
    {
        if (isKnown)
        {
            json.WriteString(name, time.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteFees(Utf8JsonWriter json, PositionHistory history, bool isShareKnown)
    {
        (UInt256 collected0, UInt256 collected1) = history.CollectedFees();
        json.WriteStartObject("fees");
        json.WriteString("collected0", collected0.ToString());
        json.WriteString("collected1", collected1.ToString());
        json.WriteString("uncollected0", history.UncollectedFees0.ToString());
        json.WriteString("uncollected1", history.UncollectedFees1.ToString());
        json.WriteString("errorAtMost0", history.FeeBound0?.ToString());
        json.WriteString("errorAtMost1", history.FeeBound1?.ToString());
        json.WriteBoolean("protocolShareKnown", isShareKnown);
        json.WriteEndObject();
    }

    private static void WriteProfit(Utf8JsonWriter json, Attribution<double> attribution)
    {
        Profit<double> loss = attribution[ProfitPart.ImpermanentLoss];
        Number(json, "impermanentLoss", loss.Total);
        Number(json, "realisedImpermanentLoss", loss.Realised);
        Number(json, "unrealisedImpermanentLoss", loss.Unrealised);
        Number(json, "lvr", -attribution.Lvr);
        Number(json, "netPnl", attribution.Net.Total);
        Number(json, "netVsHold", attribution.NetOverHold);
        json.WriteStartObject("attribution");
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Profit<double> profit = attribution[part];
            json.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(part.ToString()));
            Number(json, "realised", profit.Realised);
            Number(json, "unrealised", profit.Unrealised);
            Number(json, "total", profit.Total);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("benchmarks");
        foreach (Benchmark benchmark in Enum.GetValues<Benchmark>())
        {
            Number(json, JsonNamingPolicy.CamelCase.ConvertName(benchmark.ToString()), attribution[benchmark]);
        }
        json.WriteEndObject();
    }

    private static void Token(Utf8JsonWriter json, string name, string symbol, int decimals)
    {
        json.WriteStartObject(name);
        json.WriteString("symbol", symbol);
        json.WriteNumber("decimals", decimals);
        json.WriteEndObject();
    }

    private static void Basis(Utf8JsonWriter json, string name, CostBasis basis)
    {
        json.WriteStartObject(name);
        foreach (string token in new[] { "token0", "token1" })
        {
            WithdrawnToken<double>[] withdrawn = [.. basis.Withdrawn.Where(part => part.Token == token)];
            json.WriteStartObject(token);
            Number(json, "cost", withdrawn.Sum(static part => part.Cost));
            Number(json, "proceeds", withdrawn.Sum(static part => part.Value));
            Number(json, "gain", withdrawn.Sum(static part => part.Gain));
            json.WriteEndObject();
        }
        Number(json, "openCost", basis.OpenCost);
        json.WriteEndObject();
    }

    private static void WriteReturns(Utf8JsonWriter json, Attribution<double> attribution, PeriodReturn? timeWeighted, PeriodReturn? moneyWeighted, PeriodReturn? fees)
    {
        json.WriteStartObject("returns");
        Number(json, "days", (attribution.End - attribution.Start).TotalDays);
        Return(json, "timeWeighted", timeWeighted);
        Return(json, "moneyWeighted", moneyWeighted);
        Number(json, "feeAprFraction", fees?.AprFraction);
        json.WriteEndObject();
    }

    private static void Return(Utf8JsonWriter json, string name, PeriodReturn? of)
    {
        Number(json, $"{name}Fraction", of?.Fraction);
        Number(json, $"{name}AprFraction", of?.AprFraction);
        Number(json, $"{name}ApyFraction", of?.ApyFraction);
    }

    private static void Amounts(Utf8JsonWriter json, string name, (UInt256 Amount0, UInt256 Amount1) amounts)
    {
        json.WriteStartObject(name);
        json.WriteString("amount0", amounts.Amount0.ToString());
        json.WriteString("amount1", amounts.Amount1.ToString());
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            // Without the sign of a zero.
            json.WriteNumber(name, number + 0.0);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double? Price(PoolTokens tokens, double? price) => price is { } known ? tokens.Price(known) : null;
}
