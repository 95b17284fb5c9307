using Tidemark.Analytics.Curves;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

/// <summary>The form of a curve of two tokens, without its size.</summary>
/// <param name="Curve">The curve, of any size.</param>
/// <param name="Parameters">What decides its form, by JSON name.</param>
/// <param name="Formula">Its formula, for a position of any size at a price.</param>
/// <param name="FromAmounts">The position that amounts in any ratio make, where the AMM takes any ratio.</param>
/// <param name="Claim">What the provider of a position can withdraw at a price, where that is more than the reserves tell.</param>
internal sealed record PairForm(
    ValueCurve Curve,
    IReadOnlyList<AmmParameter> Parameters,
    Func<ValueCurve, double, CurveFormula> Formula,
    Func<Reserves, ValueCurve>? FromAmounts = null,
    Func<ValueCurve, double, FigureGroup>? Claim = null);
