using System.CommandLine;

namespace Tidemark.Cli.Amms;

/// <summary>An AMM of two or more tokens.</summary>
internal abstract class BasketNoun : AmmNoun
{
    private readonly Option<double?> _price;
    private readonly Option<double?> _ratio;
    private readonly Option<double[]?> _prices = NumberOption.PositiveList("--prices", "Instead, the price of every token now, in any numeraire.", "P,P,...");
    private readonly Option<double[]?> _ratios = NumberOption.PositiveList("--ratios", "Instead, the price of every token now divided by its price at entry.", "R,R,...");
    private readonly Option<double?> _value = NumberOption.Positive("--value", "What was put in, as a value in the numeraire.", "V");

    protected BasketNoun()
    {
        _price = NumberOption.Positive("--price", $"The price of token {MovingToken} in {Numeraire} now, the others as at entry.", "P", "--price1");
        _ratio = NumberOption.Positive("--ratio", $"The price of token {MovingToken} now divided by its price at entry, instead of --price.", "R");
    }

    public sealed override IEnumerable<Option> Options => [.. FormOptions, _price, _ratio, _prices, _ratios, _value];

    /// <summary>The options that decide the curve's form and the prices at entry.</summary>
    protected abstract IEnumerable<Option> FormOptions { get; }

    /// <summary>The token that --price is of.</summary>
    protected virtual int MovingToken => 0;

    /// <summary>What prices are counted in, for people.</summary>
    protected virtual string Numeraire => "the last token";

    /// <summary>The position; of this value where one is given.</summary>
    protected abstract BasketForm Form(ParseResult result, double? value);

    public sealed override AmmCase Read(ParseResult result)
    {
        BasketForm form = Form(result, result.GetValue(_value));
        double[]? prices = Prices(result, form.EntryPrices);
        bool movesAlone = prices is not null && prices.Where((price, token) => token != MovingToken && price != form.EntryPrices[token]).Any() is false;
        return new AmmCase
        {
            Amm = Name,
            Parameters = form.Parameters,
            Curve = form.Curve.Along(MovingToken, form.EntryPrices),
            EntryPrice = form.EntryPrices[MovingToken],
            Price = movesAlone ? prices![MovingToken] : null,
            MovingToken = MovingToken,
            Numeraire = result.GetList(_prices) is null ? Numeraire : "the numeraire of --prices",
            Basket = form.Curve,
            EntryPrices = form.EntryPrices,
            Prices = prices,
            Value = form.Value,
        };
    }

    /// <summary>A list with one entry for each token, or the reason why it is none.</summary>
    protected static double[] One(double[]? list, Option option, int count) =>
        list is null ? throw new CommandInputException($"{option.Name} is missing.")
        : list.Length != count ? throw new CommandInputException($"{option.Name} has {list.Length} entries, and the pool {count} tokens; give one for each.")
        : list;

    private double[]? Prices(ParseResult result, double[] entryPrices)
    {
        double?[] single = [result.GetValue(_price), result.GetValue(_ratio)];
        double[]?[] lists = [result.GetList(_prices), result.GetList(_ratios)];
        if (single.Count(static value => value is not null) + lists.Count(static list => list is not null) > 1)
        {
            throw new CommandInputException("--price, --ratio, --prices and --ratios all say what the prices are now; give one of them.");
        }
        if (single[0] is not null || single[1] is not null)
        {
            double[] moved = [.. entryPrices];
            moved[MovingToken] = single[0] ?? (moved[MovingToken] * single[1]!.Value);
            return moved;
        }
        return lists[0] is { } prices ? One(prices, _prices, entryPrices.Length)
            : lists[1] is { } ratios ? [.. One(ratios, _ratios, entryPrices.Length).Zip(entryPrices, static (ratio, price) => ratio * price)]
            : null;
    }
}
