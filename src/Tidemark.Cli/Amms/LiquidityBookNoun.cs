using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class LiquidityBookNoun : PairNoun
{
    private const int MostBins = 10_000;
    private const int DefaultBins = 10;

    private readonly Option<int?> _binStep = NumberOption.Whole("--bin-step", "By how much each bin is dearer than the one below, in hundredths of a percent: 20 is 0.2 %.", "N", 1, ushort.MaxValue);
    private readonly Option<int?> _below = NumberOption.Whole("--bins-below", "How many bins below the active one (default 10).", "N", 0, MostBins);
    private readonly Option<int?> _above = NumberOption.Whole("--bins-above", "How many bins above the active one (default 10).", "N", 0, MostBins);
    private readonly Option<LiquidityBookShape> _shape = new("--shape") { Description = "How the deposit is spread over the bins: spot, curve or bid-ask (default spot).", HelpName = "S" };

    public LiquidityBookNoun()
    {
        _shape.CustomParser = static result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "spot":
                    return LiquidityBookShape.Spot;
                case "curve":
                    return LiquidityBookShape.Curve;
                case "bid-ask":
                    return LiquidityBookShape.BidAsk;
                default:
                    result.AddError($"'{result.Tokens[0].Value}' is no shape; --shape takes spot, curve or bid-ask.");
                    return default;
            }
        };
    }

    public override string Name => "liquidity-book";

    public override string Description => "Bins of constant price: Trader Joe's Liquidity Book. The entry price is that of the active bin.";

    protected override IEnumerable<Option> FormOptions => [_binStep, _below, _above, _shape];

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        if (result.GetValue(_binStep) is not { } binStep)
        {
            throw new CommandInputException("--bin-step is missing: by how many hundredths of a percent do neighbouring bins differ?");
        }
        int below = result.GetValue(_below) ?? DefaultBins;
        int above = result.GetValue(_above) ?? DefaultBins;
        LiquidityBookShape shape = result.GetValue(_shape);
        LiquidityBookPair pair = new(binStep, entryPrice);
        const int Active = LiquidityBookPair.CentreId;
        return new PairForm(
            LiquidityBookCurve.FromValue(pair, Active, Active - below, Active + above, shape, 1),
            [new("binStepBasisPoints", binStep), new("binsBelow", below), new("binsAbove", above), new("shape", null, Word(shape))],
            (curve, price) => Explain(curve.Reserves(price), price, $"{below + 1 + above} bins, each {Formula.Show(1 + (binStep / 1e4))} times the one below, the active one at {Formula.Show(entryPrice)}"),
            offered => LiquidityBookCurve.FromAmounts(pair, Active, Active - below, Active + above, shape, offered));
    }

    private static string Word(LiquidityBookShape shape) => shape switch
    {
        LiquidityBookShape.Spot => "spot",
        LiquidityBookShape.Curve => "curve",
        _ => "bid-ask",
    };

    private static CurveFormula Explain(Reserves held, double price, string bins) => OfAmounts(
        Formula.Text($"x = token 0 of the bins above P = {price} = {held.Amount0}, {bins}"),
        Formula.Text($"y = token 1 of the bins below P = {price} = {held.Amount1}"),
        held,
        price,
        "Trader Joe 2022 (Liquidity Book whitepaper)");
}
