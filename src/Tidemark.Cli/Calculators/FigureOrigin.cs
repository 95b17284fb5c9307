using System.CommandLine.Parsing;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>Where the figures of an answer come from, as the command line has it.</summary>
/// <param name="asked">The command line.</param>
internal sealed class FigureOrigin(CommandResult asked)
{
    /// <summary>Every figure's formula, as far as it is told.</summary>
    public IReadOnlyList<Formula> Formulas(CalculatorReport report) =>
    [
        .. report.Figures.Where(static figure => figure.Source is not null).Select(figure => Of(figure.Name, figure)),
        .. report.Groups.SelectMany(group => group.Figures.Where(static figure => figure.Source is not null).Select(figure => Of($"{group.Name}.{figure.Name}", figure))),
        .. report.Tables.SelectMany(static table => table.Formulas ?? []),
    ];

    private Formula Of(string name, Figure figure)
    {
        if (!figure.IsGiven)
        {
            return new Formula(name, figure.Expression!, figure.Source!);
        }
        (string words, string source) = HasOption(figure.Source!) ? ("as given", figure.Source!)
            : figure.IsOfBook && Book() is { } book ? ("as the book says", book)
            : ("the default", figure.Source!);
        return new Formula(name, $"{words} = {figure.Shown}", source);
    }

    // What names the book: an option of a verb that takes other things too, or the verb's file.
    private string? Book() => asked.Command.Arguments is [{ Name: var file }] ? file : HasOption("--book") ? "--book" : null;

    private bool HasOption(string name) => asked.Command.Options.FirstOrDefault(option => option.Name == name) is { } option && asked.GetResult(option) is { Implicit: false };
}
