using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli;

/// <summary>Runs a command and turns everything that can go wrong with the input into one line and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        ParseResult result = Parse(root, args);
        if (Refusal(result) is { } refusal)
        {
            return Refuse(refusal);
        }
        using CancellationTokenSource cancellation = new();
        // The first signal ends the work cleanly; a second one ends the process.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            if (TargetFile.Problem(result) is { } problem)
            {
                return Refuse(WithHint(problem, result));
            }
            return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation.Token).ConfigureAwait(false);
        }
        catch (TapeFormatException e)
        {
            return Refuse(e.Message);
        }
        catch (ReplayInputException e)
        {
            return Refuse(e.Message);
        }
        catch (CommandInputException e)
        {
            return Refuse(e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail("cancelled; nothing was written");
        }
        catch (IOException e)
        {
            return Fail(e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>What the words mean.</summary>
    public static ParseResult Parse(RootCommand root, string[] args) => root.Parse(WithNoun(root, args));

    /// <summary>Why the words alone are refused, as a user is told; null where they are not.</summary>
    public static string? Refusal(ParseResult result)
    {
        string? unknownOption = NeedsAWord(result) ? null : UnknownOption(result);
        if (result.Errors.Count == 0 && unknownOption is null)
        {
            return null;
        }
        string message = unknownOption is null ? Problem(result) : $"'{unknownOption}' is no option.";
        string suggestion = Suggestion(result, unknownOption);
        return WithHint(suggestion.Length == 0 ? message : $"{message} {suggestion}", result);
    }

    // `--amm WORD` is another way to write the word that follows a verb.
    private static string[] WithNoun(RootCommand root, string[] args)
    {
        int at = Array.IndexOf(args, "--amm");
        return at >= 1 && at + 1 < args.Length && root.Subcommands.FirstOrDefault(verb => verb.Name == args[0]) is { Subcommands.Count: > 0 }
            ? [args[0], args[at + 1], .. args[1..at], .. args[(at + 2)..]]
            : args;
    }

    private static string WithHint(string message, ParseResult result) => $"{message} (see {Words(result.CommandResult)} --help)";

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"tidemark: {message}");
        return ExitCode.Failed;
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"tidemark: {message}");
        return ExitCode.BadInput;
    }

    // The parser only says that a word is missing; a user needs to know which ones there are.
    private static string Problem(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        return !NeedsAWord(result)
            ? Repeated(result.Errors[0]) ?? result.Errors[0].Message
            : $"{(result.UnmatchedTokens.Count > 0 ? $"'{result.UnmatchedTokens[0]}' is none of the words that follow" : "one of these words must follow")} '{Words(result.CommandResult)}': {string.Join(", ", command.Subcommands.Select(static word => word.Name))}.";
    }

    // The parser counts the arguments of an option given twice, be it by two of its names.
    private static string? Repeated(ParseError error)
    {
        SymbolResult? symbol = error.SymbolResult;
        if ((symbol as OptionResult ?? symbol?.Parent as OptionResult) is not { IdentifierTokenCount: > 1 } given)
        {
            return null;
        }
        string[] names = [given.Option.Name, .. given.Option.Aliases];
        return names.Length == 1 ? $"{names[0]} is given {given.IdentifierTokenCount} times; give it once."
            : $"{string.Join(" and ", names)} are names of one option, which is given {given.IdentifierTokenCount} times; give it once.";
    }

    // Some verbs do without a word, but take no other one.
    private static bool NeedsAWord(ParseResult result) => result.CommandResult.Command is { Subcommands.Count: > 0 } command
        && (command.Action is null || result.UnmatchedTokens is [[not '-', ..], ..]);

    // The words that lead to a command, as a user types them.
    private static string Words(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Words(parent)} {command.Command.Name}" : "tidemark";

    // The parser takes an unknown option for a file where a file is still missing.
    private static string? UnknownOption(ParseResult result) =>
        result.UnmatchedTokens.Concat(result.CommandResult.Tokens.Select(static token => token.Value)).FirstOrDefault(static word => word.Length > 1 && word[0] == '-');

    // The nearest option or verb to a word that is none.
    private static string Suggestion(ParseResult result, string? unknownOption)
    {
        string? word = unknownOption ?? (result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null);
        if (word is null)
        {
            return "";
        }
        Command command = result.CommandResult.Command;
        string? nearest = command.Options.Select(static option => option.Name).Concat(command.Subcommands.Select(static verb => verb.Name))
            .Select(name => (Name: name, Distance: EditDistance(name, word)))
            .Where(static candidate => candidate.Distance <= Math.Max(2, candidate.Name.Length / 3))
            .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Select(static candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "" : $"Did you mean '{nearest}'?";
    }

    private static int EditDistance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
