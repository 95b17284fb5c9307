using System.CommandLine;
using Tidemark.Analytics.Curves;

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
        new Formula("poolValue", "V = x0 P + y0", "definition"),
        static offered => new HoldCurve(offered));
}
