using System.CommandLine;
using System.Globalization;

namespace Tidemark.Cli.Calculators;

/// <summary>Options that take a time in UTC.</summary>
internal static class TimeOption
{
    /// <summary>How a time is written, for a message.</summary>
    public const string Form = "a time like 2024-01-05 or 2024-01-05T12:00:00Z";

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];

    public static Option<DateTimeOffset?> Create(string name, string description)
    {
        Option<DateTimeOffset?> option = new(name) { Description = description, HelpName = "TIME" };
        option.CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, out DateTimeOffset time))
            {
                return time;
            }
            result.AddError($"'{result.Tokens[0].Value}' is not {Form}, which {name} takes.");
            return null;
        };
        return option;
    }

    /// <summary>Reads a date or a time; one that names no zone is in UTC.</summary>
    public static bool TryParse(string word, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(word, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
