using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class SolidlyNoun : PairNoun
{
    public override string Name => "solidly";

    public override string Description => "The stable pool x^3 y + x y^3 = k: Solidly, Velodrome, Aerodrome.";

    protected override IEnumerable<Option> FormOptions => [];

    protected override PairForm Form(ParseResult result, double entryPrice) => new(
        SolidlyCurve.FromValue(entryPrice, 1),
        [],
        Explain);

    private static CurveFormula Explain(ValueCurve curve, double price)
    {
        Reserves held = curve.Reserves(price);
        double ratio = held.Amount0 / held.Amount1;
        double invariant = held.Amount0 * held.Amount1 * ((held.Amount0 * held.Amount0) + (held.Amount1 * held.Amount1));
        return OfAmounts(
            Formula.Text($"x = u y = {ratio} * {held.Amount1} = {held.Amount0}, (3 u^2 + 1) / (u^3 + 3 u) = P = {price} at u = {ratio}"),
            Formula.Text($"y = (k / (u^3 + u))^(1/4) = ({invariant} / ({ratio}^3 + {ratio}))^(1/4) = {held.Amount1}, k = x^3 y + x y^3"),
            held,
            price,
            "Velodrome Pool.sol, _k");
    }
}
