using System.Globalization;
using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>Writes an explained position as JSON: base units as text, money in the numeraire, losses negative.</summary>
internal static class PositionJson
{
    public static void Write(Utf8JsonWriter json, Explanation explanation, ExplainedPosition position)
    {
        PositionHistory history = position.History;
        PoolTokens tokens = explanation.Tokens;
        json.WriteStartObject("position");
        json.WriteString("name", history.Name);
        json.WriteString("tokenId", history.TokenId?.ToString(CultureInfo.InvariantCulture));
        json.WriteString("owner", history.Owner?.ToString());
        json.WriteFigure("tickLower", history.TickLower);
        json.WriteFigure("tickUpper", history.TickUpper);
        json.WriteFigure("priceLower", explanation.PriceRange(history)?.Low);
        json.WriteFigure("priceUpper", explanation.PriceRange(history)?.High);
        json.WriteString("liquidity", history.Liquidity.ToString(CultureInfo.InvariantCulture));
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
        json.WriteFigure("inRangeFraction", position.InRangeFraction);
        ProfitJson.Write(json, position.Attribution);
        json.WriteFigure("value", position.Statement.Value);
        json.WriteFigure("holdValue", position.Statement.HoldValue);
        json.WriteStartObject("costBasis");
        Basis(json, "fifo", position.Statement.CostFirstInFirstOut);
        Basis(json, "average", position.Statement.CostOnAverage);
        json.WriteEndObject();
        json.WriteStartObject("breakEven");
        json.WriteFigure("priceBelow", tokens.IsInverted ? Price(tokens, position.BreakEven.PriceAbove) : Price(tokens, position.BreakEven.PriceBelow));
        json.WriteFigure("priceAbove", tokens.IsInverted ? Price(tokens, position.BreakEven.PriceBelow) : Price(tokens, position.BreakEven.PriceAbove));
        json.WriteFigure("days", position.BreakEven.Days);
        json.WriteEndObject();
        ProfitJson.WriteReturns(json, position.Attribution, position.TimeWeighted, position.MoneyWeighted, position.FeeReturn);
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

    private static void Basis(Utf8JsonWriter json, string name, CostBasis basis)
    {
        json.WriteStartObject(name);
        foreach (string token in new[] { "token0", "token1" })
        {
            WithdrawnToken<double>[] withdrawn = [.. basis.Withdrawn.Where(part => part.Token == token)];
            json.WriteStartObject(token);
            json.WriteFigure("cost", withdrawn.Sum(static part => part.Cost));
            json.WriteFigure("proceeds", withdrawn.Sum(static part => part.Value));
            json.WriteFigure("gain", withdrawn.Sum(static part => part.Gain));
            json.WriteEndObject();
        }
        json.WriteFigure("openCost", basis.OpenCost);
        json.WriteEndObject();
    }

    private static void Amounts(Utf8JsonWriter json, string name, (UInt256 Amount0, UInt256 Amount1) amounts)
    {
        json.WriteStartObject(name);
        json.WriteString("amount0", amounts.Amount0.ToString());
        json.WriteString("amount1", amounts.Amount1.ToString());
        json.WriteEndObject();
    }

    private static double? Price(PoolTokens tokens, double? price) => price is { } known ? tokens.Price(known) : null;
}
