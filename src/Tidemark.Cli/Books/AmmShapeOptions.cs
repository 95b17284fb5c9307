using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Books;

/// <summary>The options that name an AMM and its form.</summary>
internal sealed class AmmShapeOptions
{
    private readonly Option<string?> _amm = new("--amm") { Description = $"The AMM: {string.Join(", ", AmmShape.Names)}.", HelpName = "WORD" };
    private readonly Option<double?> _lower = NumberOption.Positive("--lower", "Of concentrated: the lower bound of the range, as a price of token 0 in token 1.", "A");
    private readonly Option<double?> _upper = NumberOption.Positive("--upper", "Of concentrated: the upper bound of the range.", "B");
    private readonly Option<double[]?> _weights = NumberOption.PositiveList("--weights", "Of weighted: the weights of both tokens, together 1.", "W,W");
    private readonly Option<double?> _amplification = NumberOption.Positive("--amplification", "Of stableswap: the amplification that the contract stores.", "A");

    public IEnumerable<Option> All => [_amm, _lower, _upper, _weights, _amplification];

    public AmmShape Read(ParseResult result)
    {
        AmmShape shape = new(result.GetValue(_amm) ?? throw new CommandInputException($"--amm is missing: in which AMM? One of {string.Join(", ", AmmShape.Names)}."))
        {
            Lower = result.GetValue(_lower),
            Upper = result.GetValue(_upper),
            Weights = result.GetList(_weights),
            Amplification = result.GetValue(_amplification),
        };
        return shape.Problem() is { } problem ? throw new CommandInputException($"--amm {shape.Amm}: {problem}") : shape;
    }
}
