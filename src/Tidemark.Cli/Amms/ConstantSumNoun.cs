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
            new Formula("poolValue", "V = k min(P / p, 1), k = x p + y at the peg p", "definition; the limit of StableSwap, Egorov 2019, as its amplification grows"),
            entryPrice == peg ? offered => new ConstantSumCurve(peg, offered) : null);
    }

    private double Peg(ParseResult result) => result.GetValue(_peg) ?? 1;
}
