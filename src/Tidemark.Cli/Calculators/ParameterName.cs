using System.CommandLine;
using System.Text.RegularExpressions;

namespace Tidemark.Cli.Calculators;

/// <summary>The library names its parameters, a user knows the options: <c>blockSeconds</c> is <c>--block-seconds</c>, <c>volatilityAnnual</c> <c>--volatility</c>.</summary>
internal static partial class ParameterName
{
    /// <summary>The message with the option instead of the parameter, where the command has one of that name.</summary>
    public static string ToOption(string message, string? parameter, Command command)
    {
        if (parameter is null)
        {
            return message;
        }
        string words = Capital().Replace(parameter, static capital => "-" + capital.Value.ToLowerInvariant());
        string name = "--" + words.Replace("-annual", "", StringComparison.Ordinal);
        string? option = command.Options.Select(static option => option.Name).FirstOrDefault(candidate => candidate == name || candidate + "s" == name);
        if (option is null)
        {
            return message;
        }
        string named = Regex.Replace(message, $@"\b{Regex.Escape(parameter)}\b", option);
        string text = named.Contains(option, StringComparison.Ordinal) ? named : $"{option}: {named}";
        return option.StartsWith("--volatilit", StringComparison.Ordinal) ? $"{text.TrimEnd('.')}. It is a fraction a year: 80 % is 0.8." : text;
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
