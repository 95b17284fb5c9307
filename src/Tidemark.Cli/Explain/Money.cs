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

    // Of what moves all day, a price an hour is fine enough; of what moves by no more than this, one is.
    private const int FewestPrices = 24;
    private const double SteadyFraction = 0.001;

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
    public Func<long, double, TokenPrices> Along(TapeTimes times) => (seconds, poolPrice) =>
        _numeraire != Numeraire.Usd || times.AreThere ? At(seconds, poolPrice) : throw new ReplayInputException(WithoutTimes);

    /// <summary>Whether the prices in dollars move in few steps beside a period: what moves in the pool meanwhile is then laid on the other token.</summary>
    public bool IsCoarse(DateTimeOffset start, DateTimeOffset end)
    {
        if (_numeraire != Numeraire.Usd || end <= start)
        {
            return false;
        }
        (int first, int after) = (_dollars!.CountUpTo(start), _dollars.CountUpTo(end));
        if (after - first >= FewestPrices)
        {
            return false;
        }
        double[] near = [.. _dollars.Bars.Take(Math.Max(first - 1, 0)..(after + 1)).Select(static bar => bar.Close)];
        return near.Length < 2 || near.Max() > near.Min() * (1 + SteadyFraction);
    }

    /// <summary>What is wrong with prices that are coarse, without where.</summary>
    public string Coarseness => $"{_dollars!.Path} has fewer than {FewestPrices} prices of {Priced}";

    /// <summary>What that does, and the remedy.</summary>
    public string CoarsenessRemedy =>
        $"Between them {Priced} stands still and {Other} takes on all that the pool's price does, so that even the sign of a gain can be wrong; give finer prices, or those of {Other} with --prices-of {(_areOfToken0 ? "token1" : "token0")} if it is the steadier.";

    private string Priced => _areOfToken0 ? _tokens.Symbol0 : _tokens.Symbol1;

    private string Other => _areOfToken0 ? _tokens.Symbol1 : _tokens.Symbol0;

    private double Dollars(long seconds) => LatestPrice.At(_dollars!.Path, _dollars.Bars, _dollars.CountUpTo, static bar => bar.Time, seconds).Close;
}
