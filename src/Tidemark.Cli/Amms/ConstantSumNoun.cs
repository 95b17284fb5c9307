using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class ConstantSumNoun : PairNoun
{
    private readonly Option<double?> _peg = NumberOption.Positive("--peg", "The only price of token 0 in token 1 at which the pool trades (default 1); the price at entry unless --entry says otherwise.", "P");

    public override string Name => "constant-sum";

    public override string Description => "x p + y = k: trades at one price only, and ends all in the cheaper token.";

    protected override IEnumerable<Option> FormOptions => [_peg];

    protected override double? DefaultEntry(ParseResult result) => Peg(result);

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        double peg = Peg(result);
        return new PairForm(
            ConstantSumCurve.FromValue(peg, 1),
            [new("pegPrice", peg)],
            (curve, price) => Explain(curve.Reserves(price), curve.Value(peg), price, peg),
            entryPrice == peg ? offered => new ConstantSumCurve(peg, offered) : null);
    }

    private static CurveFormula Explain(Reserves held, double sum, double price, double peg) => new(
        [
            price == peg ? Formula.Text($"x = {held.Amount0}, as it was put in at the peg") : Formula.Text($"x = k / p where P < p, else 0: k = {sum}, p = {peg}, P = {price}: {held.Amount0}"),
            price == peg ? Formula.Text($"y = {held.Amount1}, as it was put in at the peg") : Formula.Text($"y = k where P > p, else 0: k = {sum}, p = {peg}, P = {price}: {held.Amount1}"),
        ],
        Formula.Text($"V = k min(P / p, 1) = {sum} * min({price} / {peg}, 1) = {held.Value(price)}, k = x p + y"),
        "definition; the limit of StableSwap, Egorov 2019, as its amplification grows");

    private double Peg(ParseResult result) => result.GetValue(_peg) ?? 1;
}
