using System.CommandLine;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary><c>tidemark il</c>: what a position lost against holding, at a price or over a range of prices.</summary>
internal sealed class IlCommand
{
    private readonly CashOptions _cash = new();
    private readonly RangeOptions _range = new();
    private readonly BenchmarkOptions _benchmark = new();
    private readonly Option<double?> _loss = NumberOption.Single("--loss", "Also find the prices at which the loss is this fraction of the value held.", "X", "a fraction between 0 and 1 (0.05 is 5 %)", static value => value is > 0 and < 1);
    private readonly Option<double?> _pool0 = NumberOption.Positive("--pool0", "Token 0 in the whole pool, to find the position's share.", "X");

    public static Command Create()
    {
        IlCommand il = new();
        Calculator calculator = new();
        Option[] options = [.. il._cash.All, il._loss, .. il._benchmark.All, il._pool0, .. il._range.All];
        Command command = calculator.Create(
            "il",
            "Impermanent loss: what a position is worth less than the tokens held, for any AMM.",
            options,
            static noun => noun.LossOptions,
            il.Report);
        return new BookPosition(isWhole: false).AddTo(calculator, command, options, il.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        PriceRange? range = _range.Read(result, position.EntryPrice) is { } asked ? PriceRange.Of(position, asked.From, asked.To, asked.Points) : null;
        double[]? benchmark = _benchmark.Read(result, position);
        LossAnswer? loss = position.Basket is { } basket && position.Prices is { } prices ? BasketLoss.Answer(position, basket, prices, benchmark)
            : position.Price is { } price ? PairLoss.Answer(position, price, benchmark)
            : null;
        LossSearch? search = result.GetValue(_loss) is { } wanted ? LossSearch.Of(position, wanted) : null;
        string sentence = loss?.Sentence ?? range?.Sentence ?? search?.Sentence
            ?? throw new CommandInputException("--price or --ratio is missing: what is the price now? --range shows the whole curve, --loss finds the price for a loss.");
        FigureGroup? net = _cash.Read(result, loss);
        FigureGroup? share = result.GetValue(_pool0) is { } pool0 ? PoolShare.Of(position.DepositedAmount0, pool0) : null;
        FigureGroup[] groups = [.. loss?.Groups ?? [], .. new[] { net, search?.Group, share }.OfType<FigureGroup>()];
        if (range is not null && (loss is not null || groups.Length > 0) && result.GetValue<bool>("--csv"))
        {
            throw new CommandInputException("--csv prints the rows of --range and nothing else; use --json, or leave out --range or what is asked beside it.");
        }
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = sentence,
            Notes = position.EntryNote is { } note ? [note] : [],
            Parameters = position.Parameters,
            Figures = loss?.Figures ?? [PairLoss.EntryPrice(position)],
            Groups = groups,
            Tables = range is null ? [] : [range.Table],
            Chart = range?.Chart,
            Picture = _range.Svg(result),
        };
    }
}
