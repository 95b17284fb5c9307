using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The options that ask for a whole curve over a range of prices.</summary>
internal sealed class RangeOptions
{
    private const int DefaultPoints = 201;
    private const int LeastPoints = 2;
    private const int MostPoints = 1_000_000;

    private readonly Option<(double From, double To)?> _range;
    private readonly Option<int?> _points = NumberOption.Whole("--points", $"How many prices of the range (default {DefaultPoints}).", "N", LeastPoints, MostPoints);
    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the range as an SVG picture into this file.", HelpName = "FILE" };

    private readonly (double From, double To)? _unasked;

    /// <summary>The options, that of the range by its name, and the range that is meant where none is given.</summary>
    public RangeOptions(string name = "--range", string description = "The whole curve, from one ratio of the entry price to another, equal ratios apart.", (double From, double To)? unasked = null) =>
        (_range, _unasked) = (NumberOption.Ratios(name, description, "0.1:10"), unasked);

    public IEnumerable<Option> All => [_range, _points, _svg];

    /// <summary>The file to draw into, where given.</summary>
    public string? Svg(ParseResult result) => result.GetValue(_svg);

    /// <summary>The ratios of a price and how many, where a range is asked for.</summary>
    public (double From, double To, int Points)? Read(ParseResult result, double price)
    {
        if ((result.GetValue(_range) ?? _unasked) is not { } range)
        {
            return Svg(result) is null && result.GetValue(_points) is null ? null : throw new CommandInputException($"--svg and --points draw a range of prices; give {_range.Name}, such as 0.1:10.");
        }
        bool isInReach = double.IsNormal(range.To / range.From) && double.IsNormal(range.From * price) && double.IsNormal(range.To * price);
        return isInReach ? (range.From, range.To, result.GetValue(_points) ?? DefaultPoints)
            : throw new CommandInputException($"{_range.Name} {range.From:R}:{range.To:R} of the price {price:R} goes beyond the prices that a number can hold; give a narrower one, such as 0.1:10.");
    }
}
