namespace Tidemark.Cli.Calculators;

/// <summary>Figures that belong together: an object in JSON, a heading for people.</summary>
/// <param name="name">The JSON name; empty for the figures of the report itself.</param>
/// <param name="label">The heading.</param>
/// <param name="figures">The first figures.</param>
internal sealed class FigureGroup(string name, string label, IEnumerable<Figure>? figures = null)
{
    private readonly List<Figure> _figures = [.. figures ?? []];

    public string Name => name;

    public string Label => label;

    public IReadOnlyList<Figure> Figures => _figures;

    public void Add(Figure figure) => _figures.Add(figure);
}
