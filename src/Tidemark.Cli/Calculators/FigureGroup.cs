namespace Tidemark.Cli.Calculators;

/// <summary>Figures that belong together: an object in JSON, a heading for people.</summary>
/// <param name="Name">The JSON name.</param>
/// <param name="Label">The heading.</param>
/// <param name="Figures">The figures.</param>
internal sealed record FigureGroup(string Name, string Label, IReadOnlyList<Figure> Figures);
