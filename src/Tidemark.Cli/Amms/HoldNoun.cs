using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

internal sealed class HoldNoun : PairNoun
{
    public override string Name => "hold";

    public override string Description => "Tokens held outside any pool: the benchmark.";

    protected override IEnumerable<Option> FormOptions => [];

    protected override bool AmountsTellEntry => true;

    protected override PairForm Form(ParseResult result, double entryPrice) => new(
        new HoldCurve(new Reserves(1 / entryPrice, 1)),
        [],
        static (curve, price) => Explain(curve.Reserves(price), price),
        static offered => new HoldCurve(offered));

    private static CurveFormula Explain(Reserves held, double price) => OfAmounts(
        Formula.Text($"x = x0 = {held.Amount0}"), Formula.Text($"y = y0 = {held.Amount1}"), held, price, Source.Definition);
}
