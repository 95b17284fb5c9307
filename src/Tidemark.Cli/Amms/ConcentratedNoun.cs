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
        double? lowest = result.GetValue(_lower);
        double? highest = result.GetValue(_upper);
        if (lowest is not { } lower || highest is not { } upper)
        {
            string missing = lowest is null && highest is null ? "--lower and --upper are" : lowest is null ? "--lower is" : "--upper is";
            throw new CommandInputException($"{missing} missing: which range of prices?");
        }
        if (lower >= upper)
        {
            throw new CommandInputException($"the range --lower {lower:R} --upper {upper:R} is empty or upside down; the upper price must be above the lower one.");
        }
        return new PairForm(
            new ConcentratedCurve(1, lower, upper),
            [new("lowerPrice", lower), new("upperPrice", upper)],
            (curve, price) => Explain(((ScaledCurve)curve).Factor, curve.Reserves(price), price, lower, upper));
    }

    private static CurveFormula Explain(double liquidity, Reserves held, double price, double lower, double upper)
    {
        (double low, double high) = (Math.Sqrt(lower), Math.Sqrt(upper));
        double root = Math.Clamp(Math.Sqrt(price), low, high);
        string rootText = Formula.Text($"s = sqrt({price}) brought into [sqrt({lower}), sqrt({upper})] = {root}");
        return OfAmounts(
            Formula.Text($"x = L (1/s - 1/sqrt(b)) = {liquidity} * (1 / {root} - 1 / {high}) = {held.Amount0}, {rootText}"),
            Formula.Text($"y = L (s - sqrt(a)) = {liquidity} * ({root} - {low}) = {held.Amount1}"),
            held,
            price,
            "Adams et al. 2021 (Uniswap v3 Core), 6.29 and 6.30");
    }
}
