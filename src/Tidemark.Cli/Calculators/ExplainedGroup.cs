using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>Figures that belong together, none of them without its formula.</summary>
/// <param name="name">The JSON name; empty for the figures of the report itself.</param>
/// <param name="label">The heading.</param>
internal sealed class ExplainedGroup(string name, string label)
{
    private readonly List<Figure> _figures = [];
    private readonly List<Formula> _formulas = [];

    public FigureGroup Group => new(name, label, _figures);

    public IReadOnlyList<Formula> Formulas => _formulas;

    /// <summary>Adds a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="expression">How it is found, with the numbers put in; the result is added.</param>
    /// <param name="source">Paper, contract or derivation.</param>
    public void Add(Figure figure, string expression, string source)
    {
        string result = figure.Value is { } value ? Formula.Show(value) : figure.None;
        _figures.Add(figure);
        _formulas.Add(new Formula(name.Length == 0 ? figure.Name : $"{name}.{figure.Name}", $"{expression} = {result}", source));
    }

    /// <summary>Adds a figure that an option gives, or its default.</summary>
    public void AddGiven(Figure figure, string option) => Add(figure, "as given, or the default", option);
}
