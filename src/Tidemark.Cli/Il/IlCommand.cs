using System.CommandLine;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary><c>tidemark il</c>: what a position lost against holding, at a price or over a range of prices.</summary>
internal sealed class IlCommand
{
    private readonly CashOptions _cash = new();
    private readonly RangeOptions _range = new();
    private readonly Option<double?> _loss = NumberOption.Single("--loss", "Also find the prices at which the loss is this fraction of the value held.", "X", "a fraction between 0 and 1 (0.05 is 5 %)", static value => value is > 0 and < 1);
    private readonly Option<double?> _benchmark = NumberOption.Fraction("--benchmark-share0", "Also compare with holding this share of the value in token 0.", "S");
    private readonly Option<double?> _pool0 = NumberOption.Positive("--pool0", "Token 0 in the whole pool, to find the position's share.", "X");

    public static Command Create()
    {
        IlCommand il = new();
        return new Calculator().Create(
            "il",
            "Impermanent loss: what a position is worth less than the tokens held, for any AMM.",
            [.. il._cash.All, il._loss, il._benchmark, il._pool0, .. il._range.All],
            static noun => noun.LossOptions,
            il.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        PriceRange? range = _range.Read(position, result);
        LossAnswer? loss = position.Basket is { } basket && position.Prices is { } prices ? BasketLoss.Answer(position, basket, prices)
            : position.Price is { } price ? PairLoss.Answer(position, price, result.GetValue(_benchmark))
            : null;
        FigureGroup? pricesForLoss = result.GetValue(_loss) is { } wanted ? PricesForLoss(position, wanted) : null;
        if (loss is null && range is null && pricesForLoss is null)
        {
            throw new CommandInputException("--price or --ratio is missing: what is the price now? --range shows the whole curve, --loss finds the price for a loss.");
        }
        FigureGroup? net = _cash.Read(result, loss);
        FigureGroup? share = result.GetValue(_pool0) is { } pool0 ? Share(position.Curve.Reserves(position.EntryPrice).Amount0, pool0) : null;
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = loss?.Sentence ?? range?.Sentence() ?? $"The loss is {ReportFormat.Percent(result.GetValue(_loss) ?? 0)} of the value held at these prices.",
            Parameters = position.Parameters,
            Figures = loss?.Figures ?? [new Figure("entryPrice", "price at entry", position.EntryPrice)],
            Groups = [.. loss?.Groups ?? [], .. new[] { net, pricesForLoss, share }.OfType<FigureGroup>()],
            Tables = range is null ? [] : [range.Table],
            Chart = range?.Chart,
            Formulas = loss?.Formulas ?? [position.Value],
        };
    }

    private static FigureGroup PricesForLoss(AmmCase position, double wanted)
    {
        LossPrices prices = PriceForLoss.Find(position.Curve, position.EntryPrice, -wanted);
        return new FigureGroup("pricesForLoss", $"Where the loss is {ReportFormat.Percent(wanted)}",
        [
            new Figure("priceBelow", "below", prices.Below, None: "never"),
            new Figure("ratioBelow", "    as a ratio", prices.Below / position.EntryPrice, None: "never"),
            new Figure("priceAbove", "above", prices.Above, None: "never"),
            new Figure("ratioAbove", "    as a ratio", prices.Above / position.EntryPrice, None: "never"),
        ]);
    }

    private static FigureGroup Share(double amount0, double pool0)
    {
        return new FigureGroup("shareOfPool", "Share of the pool",
        [
            new Figure("ifIncludedFraction", "if its reserves include the deposit", amount0 <= pool0 ? amount0 / pool0 : null, FigureUnit.Fraction, "they are smaller than it"),
            new Figure("ifAddedFraction", "if the deposit comes on top of them", amount0 / (pool0 + amount0), FigureUnit.Fraction),
        ]);
    }
}
