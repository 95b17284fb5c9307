using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

/// <summary>What a provider can withdraw where that is not a share of the reserves.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Formulas">Where they come from.</param>
internal sealed record Claim(FigureGroup Figures, IReadOnlyList<Formula> Formulas);
