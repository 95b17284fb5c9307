using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Il;

/// <summary>The options that ask for a benchmark of one's own.</summary>
internal sealed class BenchmarkOptions
{
    private const double SumTolerance = 1e-9;

    private readonly Option<double?> _share0 = NumberOption.Fraction("--benchmark-share0", "Of two tokens: also compare with holding this share of the value in token 0.", "S");
    private readonly Option<double[]?> _shares = NumberOption.List("--benchmark-shares", "Also compare with holding these shares of the value in each token, together 1.", "S,S,...", "a fraction from 0 to 1 (0.05 is 5 %)", static value => value is >= 0 and <= 1);

    public IEnumerable<Option> All => [_share0, _shares];

    /// <summary>The share of each token, where given.</summary>
    public double[]? Read(ParseResult result, AmmCase position)
    {
        double[]? shares = result.GetList(_shares);
        double? share0 = result.GetValue(_share0);
        if (shares is null && share0 is null)
        {
            return null;
        }
        Option given = shares is null ? _share0 : _shares;
        if (shares is not null && share0 is not null)
        {
            throw new CommandInputException($"{_share0.Name} and {_shares.Name} say the same thing; give one of them.");
        }
        if (position.Price is null && position.Prices is null)
        {
            throw new CommandInputException($"{given.Name} compares at a price; give --price or --ratio.");
        }
        if (share0 is { } first)
        {
            return position.TokenCount == 2 ? [first, 1 - first]
                : throw new CommandInputException($"{_share0.Name} is for two tokens, and the pool has {position.TokenCount}; give {_shares.Name}.");
        }
        double[] each = NumberOption.OneEach(shares!, _shares, position.TokenCount);
        return Math.Abs(each.Sum() - 1) <= SumTolerance ? each
            : throw new CommandInputException($"{_shares.Name} sum to {Formula.Show(each.Sum())}; they must sum to 1.");
    }
}
