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
        new Formula("poolValue", "V = x P + y where x^3 y + x y^3 = k and P = (3 u^2 + 1) / (u^3 + 3 u), u = x / y", "Velodrome Pool.sol, _k"));
}
