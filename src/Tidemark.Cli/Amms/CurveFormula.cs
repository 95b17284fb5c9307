namespace Tidemark.Cli.Amms;

/// <summary>How a curve comes to its amounts and its value at a price, with the numbers put in.</summary>
/// <param name="Amounts">The formula of the amount of each token.</param>
/// <param name="Value">The formula of the value.</param>
/// <param name="Source">The curve's own paper or contract.</param>
internal sealed record CurveFormula(IReadOnlyList<string> Amounts, string Value, string Source);
