using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>One figure of a report.</summary>
/// <param name="Name">Its name in JSON, with the unit where it has one.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="None">What to tell people where there is no value.</param>
internal sealed record Figure(string Name, string Label, double? Value, FigureUnit Unit = FigureUnit.Number, string None = "none")
{
    // Minus zero is zero to people and machines.
    public double? Value { get; } = Value == 0 ? 0 : Value;

    /// <summary>How it is found, with the numbers put in and the result; null where an option gives it, or its table tells.</summary>
    public string? Expression { get; private init; }

    /// <summary>Where that comes from: a paper, a contract, a derivation, or an option.</summary>
    public string? Source { get; private init; }

    /// <summary>Whether an option gives it, that of <see cref="Source"/>.</summary>
    public bool IsGiven { get; private init; }

    /// <summary>Whether a book gives it where the option does not.</summary>
    public bool IsOfBook { get; private init; }

    /// <summary>The value as formulas show it.</summary>
    public string Shown => Value is { } value ? Formula.Show(value) : None;

    /// <summary>The figure with its formula, to which the result is added.</summary>
    public Figure From(FormattableString expression, string source) => FromText(Formula.Text(expression), source);

    /// <summary>The figure with its formula, the numbers already put in, to which the result is added.</summary>
    public Figure FromText(string expression, string source) => Whole($"{expression} = {Shown}", source);

    /// <summary>The figure with a formula that has its result.</summary>
    public Figure Whole(string expression, string source) => this with { Expression = expression, Source = source };

    /// <summary>The figure as one that an option gives, else a book where it has such a thing, else a default.</summary>
    public Figure Given(string option, bool isOfBook = false) => this with { IsGiven = true, IsOfBook = isOfBook, Source = option };
}
