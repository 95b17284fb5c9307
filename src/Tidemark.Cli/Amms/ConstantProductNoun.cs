using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class ConstantProductNoun : PairNoun
{
    public override string Name => "constant-product";

    public override string Description => "x y = k: Uniswap V2, PancakeSwap, SushiSwap and their forks.";

    protected override IEnumerable<Option> FormOptions => [];

    protected override bool AmountsTellEntry => true;

    protected override PairForm Form(ParseResult result, double entryPrice) =>
        new(new ConstantProductCurve(1), [], new Formula("poolValue", "V = 2 L sqrt(P), x = L / sqrt(P), y = L sqrt(P)", "Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core)"));
}
