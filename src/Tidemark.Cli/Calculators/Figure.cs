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

    /// <summary>The formula with the numbers put in, where the figure tells it itself.</summary>
    public string? Expression { get; private init; }

    /// <summary>Where the formula comes from.</summary>
    public string? Source { get; private init; }

    /// <summary>The figure with its formula.</summary>
    public Figure From(FormattableString expression, string source) => FromText(Formula.Text(expression), source);

    /// <summary>The figure with its formula, the numbers already put in.</summary>
    public Figure FromText(string expression, string source) => this with { Expression = expression, Source = source };

    /// <summary>The figure as one that the user gave.</summary>
    public Figure Given(string option) => FromText($"as given: {(Value is { } value ? Formula.Show(value) : None)}", option);
}
