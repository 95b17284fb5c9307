using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Tests.Cli.Books;

/// <summary>The part of JSON Schema that <c>samples/book.schema.json</c> uses, over YAML; a word that is not known here fails the test.</summary>
internal sealed class BookSchema
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(Path.Combine(BookFolder.Samples, "book.schema.json"))).RootElement;

    /// <summary>The names that each definition knows; those of the book itself under "book".</summary>
    public IReadOnlyDictionary<string, string[]> Names => _root.GetProperty("$defs").EnumerateObject().Select(static definition => (definition.Name, definition.Value)).Append(("book", _root))
        .ToDictionary(static definition => definition.Item1, static definition => definition.Item2.GetProperty("properties").EnumerateObject().Select(static property => property.Name).ToArray());

    /// <summary>The words that stand in an enumeration.</summary>
    public string[] Words(string definition, string property) =>
        [.. _root.GetProperty("$defs").GetProperty(definition).GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(static word => word.GetString()!)];

    /// <summary>What is wrong with a text; empty where nothing is.</summary>
    public string[] Problems(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return [.. Problems(_root, stream.Documents[0].RootNode, "book")];
    }

    private IEnumerable<string> Problems(JsonElement schema, YamlNode node, string at) => schema.EnumerateObject().SelectMany(rule => Problems(schema, rule, node, at));

    private IEnumerable<string> Problems(JsonElement schema, JsonProperty rule, YamlNode node, string at)
    {
        double? number = node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
        Dictionary<string, YamlNode> members = node is YamlMappingNode mapping ? mapping.Children.ToDictionary(static pair => pair.Key.ToString(), static pair => pair.Value) : [];
        YamlNode[] items = node is YamlSequenceNode list ? [.. list.Children] : [];
        string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(static entry => entry.GetString()!)];
        int Matches() => rule.Value.EnumerateArray().Count(choice => !Problems(choice, node, at).Any());
        return rule.Name switch
        {
            "$schema" or "title" or "description" or "$defs" => [],
            "$ref" => Problems(_root.GetProperty("$defs").GetProperty(rule.Value.GetString()![8..]), node, at),
            "properties" => rule.Value.EnumerateObject().Where(property => members.ContainsKey(property.Name)).SelectMany(property => Problems(property.Value, members[property.Name], $"{at}.{property.Name}")),
            "items" => items.SelectMany((item, i) => Problems(rule.Value, item, $"{at}[{i}]")),
            "required" => Strings(rule.Value).Where(name => node is YamlMappingNode && !members.ContainsKey(name)).Select(name => $"{at} has no {name}"),
            "dependentRequired" => rule.Value.EnumerateObject().Where(pair => members.ContainsKey(pair.Name)).SelectMany(pair => Strings(pair.Value).Where(name => !members.ContainsKey(name)).Select(name => $"{at} has {pair.Name} and no {name}")),
            "additionalProperties" => members.Keys.Except(schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name)).Select(name => $"{at} has {name}"),
            "oneOf" => Told(Matches() != 1, $"{at} matches {Matches()} of its forms"),
            "anyOf" => Told(Matches() == 0, $"{at} matches none of its forms"),
            "enum" => Told(node is not YamlScalarNode { Value: { } word } || !Strings(rule.Value).Contains(word), $"{at} is no word of the list"),
            "type" => Told(!IsOf(rule.Value.GetString()!, node, number), $"{at} is no {rule.Value.GetString()}"),
            "minimum" => Told(number < rule.Value.GetDouble(), $"{at} is too small"),
            "maximum" => Told(number > rule.Value.GetDouble(), $"{at} is too large"),
            "exclusiveMinimum" => Told(number <= rule.Value.GetDouble(), $"{at} is too small"),
            "exclusiveMaximum" => Told(number >= rule.Value.GetDouble(), $"{at} is too large"),
            "minItems" => Told(node is YamlSequenceNode && items.Length < rule.Value.GetInt32(), $"{at} is too short"),
            "maxItems" => Told(items.Length > rule.Value.GetInt32(), $"{at} is too long"),
            "minLength" => Told(node is YamlScalarNode { Value: "" }, $"{at} is empty"),
            _ => throw new InvalidOperationException($"The schema uses {rule.Name}, which this test does not know."),
        };
    }

    private static string[] Told(bool isBroken, string problem) => isBroken ? [problem] : [];

    private static bool IsOf(string type, YamlNode node, double? number) => type switch
    {
        "object" => node is YamlMappingNode,
        "array" => node is YamlSequenceNode,
        "number" => number is not null,
        "boolean" => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" },
        // A plain number is a text to the reader too, as a name of a leg.
        "string" => node is YamlScalarNode,
        _ => throw new InvalidOperationException($"The schema has the type {type}, which this test does not know."),
    };
}
