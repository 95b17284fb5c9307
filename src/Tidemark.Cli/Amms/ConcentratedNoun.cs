using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class ConcentratedNoun : PairNoun
{
    private readonly Option<double?> _lower = NumberOption.Positive("--lower", "The lower bound of the range, as a price of token 0 in token 1.", "A");
    private readonly Option<double?> _upper = NumberOption.Positive("--upper", "The upper bound of the range.", "B");

    public override string Name => "concentrated";

    public override string Description => "Liquidity in a range of prices: Uniswap V3 and V4 and their forks.";

    protected override IEnumerable<Option> FormOptions => [_lower, _upper];

    protected override double? DefaultEntry(ParseResult result) => null;

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        if (result.GetValue(_lower) is not { } lower || result.GetValue(_upper) is not { } upper)
        {
            throw new CommandInputException("--lower and --upper are missing: which range of prices?");
        }
        if (lower >= upper)
        {
            throw new CommandInputException($"the range --lower {lower:R} --upper {upper:R} is empty or upside down; the upper price must be above the lower one.");
        }
        return new PairForm(
            new ConcentratedCurve(1, lower, upper),
            [new("lowerPrice", lower), new("upperPrice", upper)],
            new Formula("poolValue", "V = x P + y, x = L (1/s - 1/sqrt(b)), y = L (s - sqrt(a)), s = sqrt(P) brought into [sqrt(a), sqrt(b)]", "Adams et al. 2021 (Uniswap v3 Core), 6.29 and 6.30"));
    }
}
