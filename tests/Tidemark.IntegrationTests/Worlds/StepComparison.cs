using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Compares what we computed at one step with what the contract did.</summary>
/// <param name="world">The world, for messages.</param>
/// <param name="step">The step.</param>
internal sealed class StepComparison(RecordedWorld world, JsonElement step)
{
    /// <summary>The fields must be equal; numbers are compared as text, which is unique for them.</summary>
    public void Equal<T>(JsonElement record, string name, T actual, string where)
    {
        JsonElement field = record.GetProperty(name);
        string expected = field.ValueKind == JsonValueKind.String ? field.GetString()! : field.GetRawText();
        string text = Convert.ToString(actual, CultureInfo.InvariantCulture) ?? string.Empty;
        if (actual is bool)
        {
            text = text.ToLowerInvariant();
        }
        That(expected == text, $"{where} {name}: the contract has {expected}, we have {text}");
    }

    /// <summary>Fails with the world's command line and the step's operation.</summary>
    public void That(bool holds, string message)
    {
        if (!holds)
        {
            Dictionary<string, JsonElement> operation = step.EnumerateObject()
                .TakeWhile(static property => property.Name is not ("state" or "events"))
                .ToDictionary(static property => property.Name, static property => property.Value);
            Assert.Fail($"{message}\nworld: node generate.mjs {world.Arguments}\nstep: {JsonSerializer.Serialize(operation)}");
        }
    }

    /// <summary>The step's only event must be of this kind; its fields are compared by the caller.</summary>
    public JsonElement OnlyEvent(string name)
    {
        JsonElement events = step.GetProperty("events");
        That(events.GetArrayLength() == 1 && events[0].Text("event") == name, $"one {name} event expected, found {events.GetRawText()}");
        return events[0];
    }
}
