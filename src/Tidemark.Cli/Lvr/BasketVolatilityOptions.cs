using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Lvr;

/// <summary>The options that say how the prices of several tokens move.</summary>
internal sealed class BasketVolatilityOptions
{
    private readonly Option<double[]?> _volatilities = NumberOption.ListOfZeroOrMore("--volatilities", "Instead, for a pool of several tokens: the volatility of each token's price in the numeraire, 0 for the numeraire itself.", "S,S,...");
    private readonly Option<double[]?> _correlations = NumberOption.List("--correlations", "With --volatilities: the correlation of each pair of tokens, 0 with 1, 0 with 2, and so on (default 0).", "C,...", "a correlation from -1 to 1", static value => value is >= -1 and <= 1);

    public IEnumerable<Option> All => [_volatilities, _correlations];

    /// <summary>The volatilities and correlations, where given.</summary>
    public BasketVolatilities? Read(AmmCase position, ParseResult result)
    {
        double[]? correlations = result.GetList(_correlations);
        if (result.GetList(_volatilities) is not { } volatilities)
        {
            return correlations is null ? null : throw new CommandInputException("--correlations are of the prices of --volatilities; give those too.");
        }
        return volatilities.All(static volatility => volatility == 0) ? throw new CommandInputException("--volatilities are all 0; give that of each price that moves, as a fraction a year.")
            : position.Basket is null ? throw new CommandInputException($"{position.Amm} has one price; give --volatility.")
            : new BasketVolatilities(NumberOption.OneEach(volatilities, _volatilities, position.TokenCount), Matrix(correlations, position.TokenCount));
    }

    // Row by row, from the pairs above the diagonal.
    private static double[] Matrix(double[]? pairs, int count)
    {
        int wanted = count * (count - 1) / 2;
        if (pairs is not null && pairs.Length != wanted)
        {
            throw new CommandInputException($"--correlations has {pairs.Length} entries; {count} tokens have {wanted} {(wanted == 1 ? "pair" : "pairs")}.");
        }
        double[] matrix = new double[count * count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            matrix[(i * count) + i] = 1;
            for (int j = i + 1; j < count; j++)
            {
                double correlation = pairs?[next++] ?? 0;
                matrix[(i * count) + j] = correlation;
                matrix[(j * count) + i] = correlation;
            }
        }
        return matrix;
    }
}
