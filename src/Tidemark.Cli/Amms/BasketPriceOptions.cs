using System.CommandLine;

namespace Tidemark.Cli.Amms;

/// <summary>The options that say what the prices of several tokens are now.</summary>
internal sealed class BasketPriceOptions
{
    private readonly int _movingToken;
    private readonly Option<double?> _price;
    private readonly Option<double?> _ratio;
    private readonly Option<double[]?> _prices = NumberOption.PositiveList("--prices", "Instead, the price of every token now, in any numeraire; that of --entry-prices where those are given.", "P,P,...");
    private readonly Option<double[]?> _ratios = NumberOption.PositiveList("--ratios", "Instead, the price of every token now divided by its price at entry.", "R,R,...");

    public BasketPriceOptions(int movingToken, string numeraire)
    {
        _movingToken = movingToken;
        _price = NumberOption.Positive("--price", $"The price of token {movingToken} in {numeraire} now, the others as at entry.", "P", "--price1");
        _ratio = NumberOption.Positive("--ratio", $"The price of token {movingToken} now divided by its price at entry, instead of --price.", "R");
    }

    public IEnumerable<Option> All => [_price, _ratio, _prices, _ratios];

    /// <summary>Whether --prices are given, which say their numeraire themselves.</summary>
    public bool HasList(ParseResult result) => result.GetList(_prices) is not null;

    /// <summary>The price of every token now, where given.</summary>
    public double[]? Read(ParseResult result, double[] entryPrices)
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
            moved[_movingToken] = single[0] ?? (moved[_movingToken] * single[1]!.Value);
            return moved;
        }
        return lists[0] is { } prices ? NumberOption.OneEach(prices, _prices, entryPrices.Length)
            : lists[1] is { } ratios ? [.. NumberOption.OneEach(ratios, _ratios, entryPrices.Length).Zip(entryPrices, static (ratio, price) => ratio * price)]
            : null;
    }
}
