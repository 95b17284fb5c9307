using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Hedge;

/// <summary>The option that says over which prices to look, as ratios of the price now.</summary>
internal sealed class PriceRatioOption
{
    private const double DefaultFrom = 0.5;
    private const double DefaultTo = 2;

    private readonly Option<(double From, double To)?> _range = NumberOption.Ratios("--range", $"The prices to look at, from one ratio of the price now to another (default {DefaultFrom}:{DefaultTo}).", "0.5:2");

    public Option Option => _range;

    /// <summary>The range.</summary>
    public (double From, double To) Read(ParseResult result, double price)
    {
        (double from, double to) = result.GetValue(_range) ?? (DefaultFrom, DefaultTo);
        return double.IsNormal(from * price) && double.IsNormal(to * price) && double.IsNormal(to / from) ? (from, to)
            : throw new CommandInputException($"--range {from:R}:{to:R} of the price {price:R} goes beyond the prices that a number can hold; give a narrower one, such as 0.5:2.");
    }
}
