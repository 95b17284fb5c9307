using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class ConstantProductNoun : PairNoun
{
    public override string Name => "constant-product";

    public override string Description => "x y = k: Uniswap V2, PancakeSwap, SushiSwap and their forks.";

    protected override IEnumerable<Option> FormOptions => [];

    protected override bool AmountsTellEntry => true;

    protected override PairForm Form(ParseResult result, double entryPrice) => new(new ConstantProductCurve(1), [], Explain);

    private static CurveFormula Explain(ValueCurve curve, double price)
    {
        Reserves held = curve.Reserves(price);
        double liquidity = held.Amount0 * Math.Sqrt(price);
        return new CurveFormula(
            [Formula.Text($"x = L / sqrt(P) = {liquidity} / sqrt({price}) = {held.Amount0}"), Formula.Text($"y = L sqrt(P) = {liquidity} * sqrt({price}) = {held.Amount1}")],
            Formula.Text($"V = 2 L sqrt(P) = 2 * {liquidity} * sqrt({price}) = {curve.Value(price)}"),
            "Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core)");
    }
}
