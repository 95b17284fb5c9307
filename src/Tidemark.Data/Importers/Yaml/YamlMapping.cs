using System.Globalization;
using System.Text;
using System.Text.Unicode;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Data.Importers.Yaml;

/// <summary>Names and values of a YAML file, which know their place in it. JSON is YAML too.</summary>
internal sealed class YamlMapping
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
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // What YamlDotNet 16 throws, without a place, at some brackets that are never closed and some escapes.
            throw new TapeFormatException(path, null, $"this is no YAML; {expected} is expected; look for brackets and quotation marks that are not closed", exception);
        }
        return yaml.Documents switch
        {
            [{ RootNode: YamlMappingNode root }] => new YamlMapping(path, root),
            [{ RootNode: YamlNode other }] => throw Problem(path, other.Start, $"the file begins with a {Kind(other)}; {expected}, with names and values, is expected; check the file"),
            _ => throw new TapeFormatException(path, null, FormattableString.Invariant($"the file has {yaml.Documents.Count} documents; one, {expected}, is expected; check that it was written completely")),
        };
    }

    /// <summary>Refuses names that mean nothing here.</summary>
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
    /// <exception cref="TapeFormatException">It is not there, or something else.</exception>
    public string RequireText(string name)
    {
        YamlNode node = Require(name);
        return node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Problem(_path, node.Start, $"{name} is a {Kind(node)}; a text is expected; write one");
    }

    /// <summary>A number that must be there, from one bound to another.</summary>
    /// <exception cref="TapeFormatException">It is not there, no number, or beyond a bound.</exception>
    public double RequireNumber(string name, double least, double most)
    {
        string text = RequireText(name);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw Problem(name, FormattableString.Invariant($"{name} is '{TapeText.Show(text)}'; a number from {least} {(most == double.MaxValue ? "on" : FormattableString.Invariant($"to {most}"))} is expected; correct it"));
    }

    /// <summary>Makes an exception at a value.</summary>
    public TapeFormatException Problem(string name, string problem) => Problem(_path, Require(name).Start, problem);

    /// <summary>Refuses a file that nests so deeply that reading it, which recurs, might not come to an end.</summary>
    private static void RequireShallow(string path, string text)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
            {
                throw Problem(path, parser.Current.Start, FormattableString.Invariant($"values are nested more than {DeepestNesting} deep; less is expected; check the file"));
            }
        }
    }

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
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw new TapeFormatException(path, null, "the file is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv");
    }
}
