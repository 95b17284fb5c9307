using System.Text.Json;
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
            PositionJson.Write(json, explanation, explanation.Positions[0]);
            return;
        }
        json.WriteStartArray("positions");
        foreach (ExplainedPosition position in explanation.Positions)
        {
            json.WriteStartObject();
            PositionJson.Write(json, explanation, position);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (explanation.Positions.Count > 0)
        {
            json.WriteStartObject("total");
            ProfitJson.Write(json, explanation.Total);
            ProfitJson.WriteReturns(json, explanation.Total, null, explanation.MoneyWeighted, null);
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

    private static void Token(Utf8JsonWriter json, string name, string symbol, int decimals)
    {
        json.WriteStartObject(name);
        json.WriteString("symbol", symbol);
        json.WriteNumber("decimals", decimals);
        json.WriteEndObject();
    }
}
