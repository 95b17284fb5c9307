using System.CommandLine;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Il;

/// <summary>The options that ask for a whole curve over a range of prices.</summary>
internal sealed class RangeOptions
{
    private const int DefaultPoints = 201;
    private const int LeastPoints = 2;
    private const int MostPoints = 1_000_000;
    private const int ShownRows = 11;

    private readonly Option<(double From, double To)?> _range = new("--range") { Description = "The whole curve, from one ratio of the entry price to another, equal ratios apart.", HelpName = "FROM:TO" };
    private readonly Option<int?> _points = NumberOption.Whole("--points", $"How many prices of the range (default {DefaultPoints}).", "N", LeastPoints, MostPoints);
    private readonly Option<FileInfo?> _svg = new("--svg") { Description = "Draw the range as an SVG picture into this file.", HelpName = "FILE" };

    public RangeOptions()
    {
        _range.CustomParser = static result =>
        {
            string[] words = result.Tokens[0].Value.Split(':');
            if (words.Length == 2 && NumberOption.TryParse(words[0], out double from) && NumberOption.TryParse(words[1], out double to) && from > 0 && to > from)
            {
                return (from, to);
            }
            result.AddError($"'{result.Tokens[0].Value}' is no range of price ratios, which --range takes; write two positive ones, the smaller first, such as 0.1:10.");
            return null;
        };
    }

    public IEnumerable<Option> All => [_range, _points, _svg];

    /// <summary>Value, hold value and loss over the range, with the chart, which is drawn where asked; null where no range is.</summary>
    public PriceRange? Read(AmmCase position, ParseResult result)
    {
        FileInfo? svg = result.GetValue(_svg);
        int points = result.GetValue(_points) ?? DefaultPoints;
        if (result.GetValue(_range) is not { } range)
        {
            return svg is null && result.GetValue(_points) is null ? null : throw new CommandInputException("--svg and --points draw a range of prices; give --range, such as 0.1:10.");
        }
        double[] ratios = [.. Enumerable.Range(0, points).Select(i => range.From * Math.Pow(range.To / range.From, (double)i / (points - 1)))];
        double[] prices = [.. ratios.Select(ratio => ratio * position.EntryPrice)];
        double[] values = new double[points];
        double[] losses = new double[points];
        position.Curve.Values(prices, values);
        position.Curve.ImpermanentLosses(position.EntryPrice, prices, losses);
        Analytics.Curves.Reserves held = position.Curve.Reserves(position.EntryPrice);
        FigureTable table = new("curve", "Over the range", [.. Enumerable.Range(0, points).Select(i => (IReadOnlyList<Figure>)
        [
            new Figure("priceRatio", "ratio", ratios[i]),
            new Figure("price", "price", prices[i]),
            new Figure("poolValue", "in the pool", values[i]),
            new Figure("holdValue", "held", held.Value(prices[i])),
            new Figure("impermanentLoss", "loss", losses[i], FigureUnit.Fraction),
        ])], ShownRows);
        LineChart chart = new($"Impermanent loss: {position.Amm}", "price / entry price", "loss, fraction of the value held", ratios, true, [new ChartLine(position.Amm, losses)], true);
        if (svg is not null)
        {
            SvgChart.Write(svg.FullName, chart);
        }
        return new PriceRange(table, chart, ratios, losses);
    }
}
