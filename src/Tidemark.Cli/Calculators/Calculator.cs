using System.CommandLine;
using System.CommandLine.Parsing;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Calculators;

/// <summary>A verb that answers a question about a position in any AMM: one noun for each AMM, and the same outputs for all.</summary>
internal sealed class Calculator
{
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON: fractions, losses negative." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Print the formula of each figure, with the numbers put in, and its source." };
    private readonly Option<string?> _html = new("--html") { Description = "Also write a page with the answer and its chart, that stands by itself.", HelpName = "FILE" };

    /// <summary>A verb of which each noun takes these options beside its own.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="description">What it answers.</param>
    /// <param name="options">The verb's options.</param>
    /// <param name="nounOptions">Options of a noun that only this verb has.</param>
    /// <param name="report">The answer.</param>
    /// <param name="notesLossOptions">Whether to note what the figures leave out where a noun has options that the verb does not take.</param>
    public Command Create(string verb, string description, IReadOnlyList<Option> options, Func<AmmNoun, IEnumerable<Option>> nounOptions, Func<AmmCase, ParseResult, CalculatorReport> report, bool notesLossOptions = true)
    {
        Command command = new(verb, description);
        foreach (AmmNoun noun in AmmNouns.Create())
        {
            Command subcommand = new(noun.Name, noun.Description);
            foreach (Option option in (IEnumerable<Option>)[.. noun.Options, .. nounOptions(noun), .. options])
            {
                subcommand.Add(option);
            }
            string? note = notesLossOptions && noun.LossOptions.Except(nounOptions(noun)).Any() ? noun.NoteWithoutLossOptions : null;
            AddOutputs(subcommand, result => report(noun.Read(result), result) is var answer && note is not null ? answer with { Notes = [.. answer.Notes, note] } : answer);
            command.Add(subcommand);
        }
        return command;
    }

    /// <summary>Gives a command the outputs that all calculators have, and this answer.</summary>
    public void AddOutputs(Command command, Func<ParseResult, CalculatorReport> report)
    {
        command.Add(_json);
        command.Add(_csv);
        command.Add(_explain);
        command.Add(_html);
        command.Validators.Add(Check);
        command.SetAction(result =>
        {
            CalculatorReport answer = Answer(() => report(result), command);
            answer.RequireFinite();
            IReadOnlyList<Formula> formulas = new FigureOrigin(result.CommandResult).Formulas(answer);
            if (answer.Picture is { } picture && answer.Chart is { } chart)
            {
                SvgChart.Write(picture, chart);
            }
            if (result.GetValue(_html) is { } page)
            {
                ReportPage.Write(page, Title(command), answer, formulas);
            }
            ReportOutput.Write(
                answer,
                result.GetValue(_json) ? OutputFormat.Json : result.GetValue(_csv) ? OutputFormat.Csv : OutputFormat.Table,
                result.GetValue(_explain) ? formulas : null);
            return ExitCode.Done;
        });
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(_json) && result.GetValue(_csv))
        {
            result.AddError("--json and --csv exclude each other; choose one.");
        }
        else if (result.GetValue(_csv) && result.GetValue(_explain))
        {
            result.AddError("--explain has no place in --csv; use --json, or leave one out.");
        }
    }

    // The words that lead to the command, without the program's own.
    private static string Title(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(static parent => parent is not RootCommand) is { } parent ? $"{Title(parent)} {command.Name}" : command.Name;

    // The library's word for a number without an answer becomes the command's.
    private static CalculatorReport Answer(Func<CalculatorReport> report, Command command)
    {
        try
        {
            return report();
        }
        catch (ArgumentException e)
        {
            throw new CommandInputException(ParameterName.ToOption(LibraryMessage.Of(e), e.ParamName, command), e);
        }
    }
}
