using System.CommandLine;

namespace Tidemark.Cli.Amms;

/// <summary>The options that say what was put into a pool of several tokens: balances, which tell the prices at entry too, or with two tokens a price and a value.</summary>
internal sealed class BasketDepositOptions
{
    private readonly int _movingToken;
    private readonly Option<double[]?> _balances = NumberOption.PositiveList("--balances", "What was put in of each token; it decides the prices at entry.", "X,X,...");
    private readonly Option<double?> _amount0 = NumberOption.Positive("--amount0", "With --amount1, the balances of a pool of two tokens.", "X");
    private readonly Option<double?> _amount1 = NumberOption.Positive("--amount1", "Token 1 put in.", "Y");
    private readonly Option<double?> _entry;
    private readonly Option<double?> _value = NumberOption.Positive("--value", "What was put in, as a value in the numeraire (default: that of the balances, else 1).", "V");

    public BasketDepositOptions(int movingToken, string numeraire)
    {
        _movingToken = movingToken;
        _entry = NumberOption.Positive("--entry", $"Of a pool of two tokens, instead of balances: the price of token {movingToken} in {numeraire} when they were put in.", "P", "--price0");
    }

    public IEnumerable<Option> All => [_balances, _amount0, _amount1, _entry, _value];

    /// <summary>What was put in as a value, where given.</summary>
    public double? Value(ParseResult result) => result.GetValue(_value);

    /// <summary>The balances, where given.</summary>
    public double[]? Balances(ParseResult result, int? count)
    {
        double[]? balances = result.GetList(_balances);
        double? amount0 = result.GetValue(_amount0);
        double? amount1 = result.GetValue(_amount1);
        if (amount0 is null && amount1 is null)
        {
            return balances is null ? null : Exclusive(result, NumberOption.OneEach(balances, _balances, count ?? balances.Length));
        }
        return balances is not null ? throw new CommandInputException("--balances and --amount0, --amount1 say the same thing; give one of them.")
            : amount0 is null || amount1 is null ? throw new CommandInputException($"{(amount0 is null ? _amount0.Name : _amount1.Name)} is missing: the amounts of both tokens decide the price at entry.")
            : count > 2 ? throw new CommandInputException($"--amount0 and --amount1 are for two tokens, and the pool has {count}; give --balances.")
            : Exclusive(result, [amount0.Value, amount1.Value]);
    }

    /// <summary>Every token's price at entry from --entry, the others at 1.</summary>
    public double[] EntryPrices(ParseResult result, int? count)
    {
        double entry = result.GetValue(_entry)
            ?? throw new CommandInputException("--balances is missing: how much of each token was put in? With two tokens, --entry does too.");
        return count is not (null or 2) ? throw new CommandInputException($"--entry is for two tokens, and the pool has {count}; give --balances.")
            : [.. Enumerable.Range(0, 2).Select(token => token == _movingToken ? entry : 1)];
    }

    /// <summary>Whether the price at entry is given by itself.</summary>
    public bool HasEntry(ParseResult result) => result.GetValue(_entry) is not null;

    private double[] Exclusive(ParseResult result, double[] balances) =>
        HasEntry(result) ? throw new CommandInputException("the amounts put in tell the price at entry; leave --entry out, or give --entry and --value.") : balances;
}
