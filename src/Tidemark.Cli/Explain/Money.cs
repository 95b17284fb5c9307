using Tidemark.Cli.Calculators;
using Tidemark.Data.Importers.Prices;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>What the pool's tokens are worth in the numeraire at a time.</summary>
internal sealed class Money
{
    /// <summary>What is wrong with a tape without times, and the remedy.</summary>
    public const string WithoutTimes = "the tape has no times, which --from, --to, --numeraire usd and --gas-price-file need; give one that has, or leave them out.";

    private readonly Numeraire _numeraire;
    private readonly PoolTokens _tokens;
    private readonly PriceSeries? _dollars;
    private readonly bool _areOfToken0;

    public Money(Numeraire numeraire, PoolTokens tokens, PriceSeries? dollars, bool areOfToken0)
    {
        (_numeraire, _tokens, _dollars, _areOfToken0) = (numeraire, tokens, dollars, areOfToken0);
    }

    /// <summary>The numeraire's name.</summary>
    public string Symbol => _numeraire switch
    {
        Numeraire.Token0 => _tokens.Symbol0,
        Numeraire.Token1 => _tokens.Symbol1,
        _ => "USD",
    };

    public string Text(double value) => $"{ReportFormat.Number(Math.Round(value, Math.Abs(value) >= 100 ? 2 : 12))} {Symbol}";

    /// <summary>Whether token 0 is worth the same in the numeraire wherever the pool's price goes; token 1 is otherwise.</summary>
    public bool IsToken0Steady => _numeraire == Numeraire.Token0 || (_numeraire == Numeraire.Usd && _areOfToken0);

    /// <summary>The prices of a base unit of each token.</summary>
    /// <param name="seconds">The time, seconds since 1970-01-01 UTC.</param>
    /// <param name="poolPrice">Token 1's base units for one of token 0.</param>
    public TokenPrices At(long seconds, double poolPrice)
    {
        double token1 = _numeraire switch
        {
            Numeraire.Token1 => 1 / _tokens.Unit1,
            Numeraire.Token0 => 1 / (poolPrice * _tokens.Unit0),
            _ when _areOfToken0 => Dollars(seconds) / _tokens.Unit0 / poolPrice,
            _ => Dollars(seconds) / _tokens.Unit1,
        };
        return new TokenPrices(token1 * poolPrice, token1);
    }

    /// <summary>The same while a tape is replayed; dollars are refused where it has shown no time.</summary>
    public Func<long, double, TokenPrices> Along(PricePath path) => (seconds, poolPrice) =>
        _numeraire != Numeraire.Usd || path.HasTimes ? At(seconds, poolPrice) : throw new ReplayInputException(WithoutTimes);

    private double Dollars(long seconds) => LatestPrice.At(_dollars!.Path, _dollars.Bars, static bar => bar.Time, seconds).Close;
}
