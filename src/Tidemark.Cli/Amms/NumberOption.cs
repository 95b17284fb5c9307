using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tidemark.Cli.Amms;

/// <summary>Options that take numbers, and refuse what is none or out of range with one line that names them.</summary>
internal static class NumberOption
{
    private const string PositiveNumber = "a positive number";
    private const string NumberOfZeroOrMore = "a number of 0 or more";

    public static Option<double?> Positive(string name, string description, string helpName, params string[] aliases) =>
        Single(name, description, helpName, PositiveNumber, static value => value > 0, aliases);

    public static Option<double?> ZeroOrMore(string name, string description, string helpName) =>
        Single(name, description, helpName, NumberOfZeroOrMore, static value => value >= 0);

    public static Option<double?> Fraction(string name, string description, string helpName) =>
        Single(name, description, helpName, "a fraction from 0 to 1 (0.05 is 5 %)", static value => value is >= 0 and <= 1);

    public static Option<int?> Whole(string name, string description, string helpName, int least, int most)
    {
        Option<int?> option = new(name) { Description = description, HelpName = helpName };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }
            result.AddError($"'{result.Tokens[0].Value}' is not a whole number from {least} to {most}, which {name} takes.");
            return null;
        };
        return option;
    }

    public static Option<double[]?> PositiveList(string name, string description, string helpName) =>
        List(name, description, helpName, PositiveNumber, static value => value > 0);

    public static Option<double[]?> ListOfZeroOrMore(string name, string description, string helpName) =>
        List(name, description, helpName, NumberOfZeroOrMore, static value => value >= 0);

    /// <summary>An option that takes a range of price ratios, the smaller first.</summary>
    public static Option<(double From, double To)?> Ratios(string name, string description, string example)
    {
        Option<(double From, double To)?> option = new(name) { Description = description, HelpName = "FROM:TO" };
        option.CustomParser = result =>
        {
            string[] words = result.Tokens[0].Value.Split(':');
            if (words.Length == 2 && TryParse(words[0], out double from) && TryParse(words[1], out double to) && from > 0 && to > from)
            {
                return (from, to);
            }
            result.AddError($"'{result.Tokens[0].Value}' is no range of price ratios, which {name} takes; write two positive ones, the smaller first, such as {example}.");
            return null;
        };
        return option;
    }

    /// <summary>A list that was given; the parser makes an empty one of one that was not.</summary>
    public static double[]? GetList(this ParseResult result, Option<double[]?> option) => result.GetValue(option) is { Length: > 0 } list ? list : null;

    public static Option<double?> Single(string name, string description, string helpName, string allowed, Func<double, bool> isAllowed, params string[] aliases)
    {
        Option<double?> option = new(name, aliases) { Description = description, HelpName = helpName };
        option.CustomParser = result => Read(result, result.Tokens[0].Value, allowed, isAllowed);
        return option;
    }

    public static Option<double[]?> List(string name, string description, string helpName, string allowed, Func<double, bool> isAllowed)
    {
        Option<double[]?> option = new(name) { Description = description, HelpName = helpName };
        option.CustomParser = result =>
        {
            List<double> numbers = [];
            foreach (string word in result.Tokens[0].Value.Split(','))
            {
                if (Read(result, word, allowed, isAllowed) is not { } number)
                {
                    return null;
                }
                numbers.Add(number);
            }
            return [.. numbers];
        };
        return option;
    }

    private static double? Read(ArgumentResult result, string word, string allowed, Func<double, bool> isAllowed)
    {
        if (TryParse(word, out double number) && isAllowed(number))
        {
            return number;
        }
        string percent = word.TrimEnd().EndsWith('%') && TryParse(word.TrimEnd().TrimEnd('%').TrimEnd(), out double hundredths)
            ? string.Create(CultureInfo.InvariantCulture, $" {hundredths:R} % is {hundredths / 100:R}.") : "";
        result.AddError($"'{word}' is not {allowed}, which {((OptionResult)result.Parent!).Option.Name} takes.{percent}");
        return null;
    }

    /// <summary>A list with one entry for each token, or the reason why it is none.</summary>
    public static double[] OneEach(double[] list, Option option, int count) => list.Length == count ? list
        : throw new CommandInputException($"{option.Name} has {list.Length} {(list.Length == 1 ? "entry" : "entries")}, and the pool {count} tokens; give one for each.");

    /// <summary>Reads a finite decimal number, or a quotient of two such as 1/3; only the first of these has a sign.</summary>
    public static bool TryParse(string word, out double number)
    {
        int slash = word.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        }
        number = 0;
        if (TryParse(word[..slash], out double numerator) && TryParse(word[(slash + 1)..], out double denominator) && denominator > 0)
        {
            number = numerator / denominator;
            return double.IsFinite(number);
        }
        return false;
    }
}
