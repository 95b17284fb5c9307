using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

/// <summary>A position in a pool of several tokens as it was put in.</summary>
/// <param name="Curve">The position.</param>
/// <param name="EntryPrices">Every token's price then, in the numeraire.</param>
/// <param name="Parameters">What decides the curve's form, by JSON name.</param>
/// <param name="Value">The formula of its value.</param>
internal sealed record BasketForm(BasketCurve Curve, double[] EntryPrices, IReadOnlyList<KeyValuePair<string, double>> Parameters, Formula Value);
