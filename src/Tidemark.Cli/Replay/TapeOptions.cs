using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tidemark.Data.Importers;

namespace Tidemark.Cli.Replay;

/// <summary>The input and options of every command that reads a recorded pool.</summary>
internal sealed class TapeOptions
{
    private readonly Argument<string> _input;
    private readonly Option<string?> _format = new("--format") { Description = $"The input's format; found out from its content when not given: {string.Join(", ", TapeFormatNames.All)}.", HelpName = "F" };
    private readonly Option<FileInfo?> _state = new("--state") { Description = "The pool's state before the first event, as JSON.", HelpName = "STATE.json" };
    private readonly Option<int?> _feePips = new("--fee-pips") { Description = "The swap fee in millionths, where the input does not say it: 3000 is 0.3 %.", HelpName = "N" };
    private readonly Option<int?> _tickSpacing = new("--tick-spacing") { Description = "The distance of usable ticks, where the input does not say it.", HelpName = "N" };

    /// <summary>The options of one command.</summary>
    /// <param name="others">What else it reads, as a sentence.</param>
    public TapeOptions(string others = "")
    {
        _input = new("INPUT") { Description = $"The recorded pool: events CSV, demeter-fetch raw, tick or pool.tick CSV, Bella SQLite, or a dump of logs as JSON; gzip is read as it is.{others}" };
        _feePips.CustomParser = WholeNumber;
        _tickSpacing.CustomParser = WholeNumber;
        _input.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.Length == 0)
            {
                result.AddError("INPUT is empty; name the file with the pool's events.");
            }
        });
        _format.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && !TapeFormatNames.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no format; the formats are {string.Join(", ", TapeFormatNames.All)}.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_input);
        command.Add(_format);
        command.Add(_state);
        command.Add(_feePips);
        command.Add(_tickSpacing);
    }

    public TapeRequest Read(ParseResult result) => new(
        result.GetRequiredValue(_input),
        TapeFormatNames.TryParse(result.GetValue(_format), out TapeFormat known) ? known : TapeFormat.Unknown,
        result.GetValue(_state),
        result.GetValue(_feePips),
        result.GetValue(_tickSpacing));

    private static int? WholeNumber(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }
        result.AddError($"'{result.Tokens[0].Value}' is no whole number of 0 or more, which {((OptionResult)result.Parent!).Option.Name} takes.");
        return null;
    }
}
