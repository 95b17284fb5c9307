using System.CommandLine;
using System.CommandLine.Parsing;
using Tidemark.Data.States;

namespace Tidemark.Cli.Output;

/// <summary>A file that an option names to be written.</summary>
internal static class TargetFile
{
    private static readonly string[] Names = ["--html", "--svg", "--state-out"];

    /// <summary>Why one of a command's files cannot be written, as far as that can be told before the work; null where nothing speaks against it.</summary>
    public static string? Problem(ParseResult command)
    {
        SymbolResult[] given = [.. command.CommandResult.Children];
        return given.OfType<OptionResult>().Where(static option => Names.Contains(option.Option.Name) && option.Tokens.Count == 1)
            .Select(target => Problem(target.Option.Name, target.Tokens[0].Value) ?? Replaced(target, given)).FirstOrDefault(static problem => problem is not null);
    }

    private static string? Problem(string option, string path)
    {
        if (path.Length == 0)
        {
            return $"{option} is empty; name the file to write.";
        }
        if (path == "-")
        {
            return $"{option} writes a file, and - is none; name one.";
        }
        string place = AtomicFile.PlaceOf(path);
        string folder = Path.GetDirectoryName(place) ?? place;
        return Directory.Exists(place) ? $"{option} {path} is a folder; name a file in it."
            : AtomicFile.IsSpecial(path) ? $"{option} {path} is a device, a pipe or a socket, which is left alone; name a file."
            : Directory.Exists(folder) ? null
            : $"{option} {path} cannot be written: there is no folder {folder}; make it, or name a file in another one.";
    }

    // What the command reads, or writes too, would be lost; but a state may go on in its own file.
    private static string? Replaced(OptionResult target, SymbolResult[] given)
    {
        string path = target.Tokens[0].Value;
        string place = AtomicFile.PlaceOf(path);
        SymbolResult? other = given.FirstOrDefault(symbol => symbol != target && !IsSuccessor(target, symbol) && symbol.Tokens.Any(token => IsAt(place, token.Value, symbol)));
        return other is null ? null
            : $"{target.Option.Name} {path} is the file that {(other is OptionResult option ? option.Option.Name : ((ArgumentResult)other).Argument.Name)} names too, and would replace it; name another one.";
    }

    private static bool IsSuccessor(OptionResult target, SymbolResult other) => target.Option.Name == "--state-out" && other is OptionResult { Option.Name: "--state" };

    private static bool IsAt(string place, string word, SymbolResult symbol) =>
        (File.Exists(word) || (word.Length > 0 && symbol is OptionResult { Option.Name: var name } && Names.Contains(name))) && AtomicFile.PlaceOf(word) == place;
}
