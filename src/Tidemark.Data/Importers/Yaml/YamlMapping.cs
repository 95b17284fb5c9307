using System.Globalization;
using System.Text;
using System.Text.Unicode;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Data.Importers.Yaml;

/// <summary>Names and values of a YAML file, which know their place in it. JSON is YAML too.</summary>
public sealed class YamlMapping
{
    private const int LargestFile = 1 << 20;
    private const int DeepestNesting = 50;

    private readonly string _path;
    private readonly YamlMappingNode _node;

    private YamlMapping(string path, YamlMappingNode node)
    {
        _path = path;
        _node = node;
    }

    /// <summary>Reads a file whose document is one mapping.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="expected">What the file should be, for the messages.</param>
    /// <exception cref="TapeFormatException">The file cannot be read, is no YAML, or no single mapping.</exception>
    public static YamlMapping Read(string path, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = Text(path, expected);
        YamlStream yaml = [];
        try
        {
            RequireShallow(path, text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw Problem(path, exception.Start, $"this is no YAML: {TapeText.Show(exception.Message)}; {expected} is expected; mend it there", exception);
        }
        return yaml.Documents switch
        {
            [{ RootNode: YamlMappingNode root }] => new YamlMapping(path, root),
            [{ RootNode: YamlNode other }] => throw Problem(path, other.Start, $"the file begins with a {Kind(other)}; {expected}, with names and values, is expected; check the file"),
            _ => throw new TapeFormatException(path, null, FormattableString.Invariant($"the file has {yaml.Documents.Count} documents; one, {expected}, is expected; check that it was written completely")),
        };
    }

    /// <summary>Refuses names that mean nothing here.</summary>
    /// <param name="names">The names that have a meaning.</param>
    /// <exception cref="TapeFormatException">There is one.</exception>
    public void RequireOnly(params IReadOnlyList<string> names)
    {
        foreach (YamlNode key in _node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !names.Contains(name))
            {
                throw Problem(_path, key.Start, $"'{TapeText.Show(key is YamlScalarNode scalar ? scalar.Value ?? string.Empty : Kind(key))}' is no name here; {string.Join(", ", names)} are known; correct or remove it");
            }
        }
    }

    /// <summary>The mappings of a list that must be there.</summary>
    /// <param name="name">The list's name.</param>
    /// <exception cref="TapeFormatException">It is not there, empty, or holds something else.</exception>
    public IReadOnlyList<YamlMapping> RequireMappings(string name)
    {
        YamlNode node = Require(name);
        if (node is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            throw Problem(_path, node.Start, $"{name} is a {Kind(node)}; a list with at least one entry is expected; write one behind a dash a line");
        }
        return [.. list.Select(entry => entry is YamlMappingNode mapping ? new YamlMapping(_path, mapping) : throw Problem(_path, entry.Start, $"an entry of {name} is a {Kind(entry)}; names and values are expected; write them as 'name: value'"))];
    }

    /// <summary>A text that must be there and not empty.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TapeFormatException">It is not there, or something else.</exception>
    public string RequireText(string name)
    {
        YamlNode node = Require(name);
        return node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Problem(_path, node.Start, $"{name} is a {Kind(node)}; a text is expected; write one");
    }

    /// <summary>A number that must be there, from one bound to another.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <exception cref="TapeFormatException">It is not there, no number, or beyond a bound.</exception>
    public double RequireNumber(string name, double least, double most)
    {
        string text = RequireText(name);
        string bounds = (least > -double.MaxValue, most < double.MaxValue) switch
        {
            (true, true) => FormattableString.Invariant($" from {least} to {most}"),
            (true, false) => FormattableString.Invariant($" from {least} on"),
            (false, true) => FormattableString.Invariant($" up to {most}"),
            _ => "",
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw Problem(name, $"{name} is '{TapeText.Show(text)}'; a number{bounds} is expected; correct it");
    }

    /// <summary>Whether a name stands here.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _node.Children.ContainsKey(new YamlScalarNode(name));

    /// <summary>Whether the value of a name is a mapping.</summary>
    /// <param name="name">The name.</param>
    public bool IsMapping(string name) => _node.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? node) && node is YamlMappingNode;

    /// <summary>Whether the value of a name is a list.</summary>
    /// <param name="name">The name.</param>
    public bool IsList(string name) => _node.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? node) && node is YamlSequenceNode;

    /// <summary>The one of several names that stands here.</summary>
    /// <param name="names">The names that exclude each other.</param>
    /// <exception cref="TapeFormatException">None of them stands here, or more than one does.</exception>
    public string RequireOneOf(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] given = [.. names.Where(Has)];
        return given.Length == 1 ? given[0]
            : given.Length > 1 ? throw Problem(given[1], $"{given[1]} stands beside {given[0]}; one of {string.Join(", ", names)} is expected; remove one of them")
            : throw Problem($"there is none of {string.Join(", ", names)}; one of them is expected; add it");
    }

    /// <summary>A mapping that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TapeFormatException">It is not there, or something else.</exception>
    public YamlMapping RequireMapping(string name) => Require(name) is var node && node is YamlMappingNode mapping
        ? new YamlMapping(_path, mapping)
        : throw Problem(_path, node.Start, $"{name} is a {Kind(node)}; names and values are expected; write them as 'name: value'");

    /// <summary>Texts that must be there: one, or a list.</summary>
    /// <param name="name">Their name.</param>
    /// <exception cref="TapeFormatException">They are not there, empty, or something else.</exception>
    public IReadOnlyList<string> RequireTexts(string name) => Require(name) is YamlSequenceNode list
        ? [.. Entries(list, name).Select(entry => entry is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Problem(_path, entry.Start, $"an entry of {name} is a {Kind(entry)}; a text is expected; write one"))]
        : [RequireText(name)];

    /// <summary>A list of positive numbers that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TapeFormatException">It is not there, empty, or holds something else.</exception>
    public IReadOnlyList<double> RequirePositives(string name) => Require(name) is var node && node is YamlSequenceNode list
        ? [.. Entries(list, name).Select(entry => Positive(entry) ?? throw Problem(_path, entry.Start, $"an entry of {name} is a {Kind(entry)}; a positive number is expected; correct it"))]
        : throw Problem(_path, node.Start, $"{name} is a {Kind(node)}; a list of numbers is expected; write one such as [0.8, 0.2]");

    /// <summary>One of some words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">The words.</param>
    /// <exception cref="TapeFormatException">It is not there, or another word.</exception>
    public string RequireWord(string name, params IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string text = RequireText(name);
        return words.Contains(text) ? text : throw Problem(name, $"{name} is '{TapeText.Show(text)}'; {string.Join(", ", words.SkipLast(1))} or {words[^1]} is expected; correct it");
    }

    /// <summary>A positive number that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TapeFormatException">It is not there, or no positive number.</exception>
    public double RequirePositive(string name) =>
        Positive(Require(name)) ?? throw Problem(name, $"{name} is a {Kind(Require(name))}; a positive number is expected; correct it");

    /// <summary>A positive number that may be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number; null where the name is not there.</returns>
    /// <exception cref="TapeFormatException">It is no positive number.</exception>
    public double? FindPositive(string name) => Has(name) ? RequirePositive(name) : null;

    /// <summary>A number that may be there, from one bound to another.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <returns>The number; null where the name is not there.</returns>
    /// <exception cref="TapeFormatException">It is no number, or beyond a bound.</exception>
    public double? FindNumber(string name, double least, double most) => Has(name) ? RequireNumber(name, least, most) : null;

    /// <summary>Makes an exception at the beginning of the mapping.</summary>
    /// <param name="problem">What was found; what is expected; what to do.</param>
    public TapeFormatException Problem(string problem) => Problem(_path, _node.Start, problem);

    /// <summary>Makes an exception at a value.</summary>
    /// <param name="name">The value's name, which stands here.</param>
    /// <param name="problem">What was found; what is expected; what to do.</param>
    public TapeFormatException Problem(string name, string problem) => Problem(_path, Require(name).Start, problem);

    /// <summary>Refuses a file that nests so deeply that reading it, which recurs, might not come to an end.</summary>
    private static void RequireShallow(string path, string text)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (MoveNext(parser, path))
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
            {
                throw Problem(path, parser.Current.Start, FormattableString.Invariant($"values are nested more than {DeepestNesting} deep; less is expected; check the file"));
            }
        }
    }

    private static bool MoveNext(Parser parser, string path)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // What YamlDotNet 16 throws, without a place, at some brackets that are never closed and some escapes.
            throw Problem(path, parser.Current?.End ?? Mark.Empty, "this is no YAML from here on; brackets, braces and quotation marks that are closed are expected; look for one that is not", exception);
        }
    }

    private IList<YamlNode> Entries(YamlSequenceNode list, string name) =>
        list.Children.Count > 0 ? list.Children : throw Problem(_path, list.Start, $"{name} is a {Kind(list)} without entries; at least one is expected; write one");

    private static double? Positive(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= double.MaxValue ? number : null;

    private YamlNode Require(string name) =>
        _node.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? node)
            ? node
            : throw Problem(_path, _node.Start, $"there is no {name}; it is needed here; add '{name}: ' and its value");

    private static TapeFormatException Problem(string path, Mark mark, string problem, Exception? inner = null) =>
        new(path, mark.Line, FormattableString.Invariant($"column {mark.Column}: {problem}"), inner);

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "mapping",
        YamlSequenceNode => "list",
        YamlScalarNode { Value: { Length: > 0 } value } => $"text '{TapeText.Show(value)}'",
        _ => "missing value",
    };

    private static string Text(string path, string expected)
    {
        using TapeStream stream = TapeStream.Open(path, expected);
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer, null)) > 0;)
        {
            content.Write(buffer.AsSpan(0, read));
            if (content.Length > LargestFile)
            {
                throw new TapeFormatException(path, null, FormattableString.Invariant($"the file is larger than {LargestFile} bytes; {expected} is expected; check the file"));
            }
        }
        ReadOnlySpan<byte> text = content.GetBuffer().AsSpan(0, (int)content.Length);
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw new TapeFormatException(path, null, "the file is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv");
    }
}
