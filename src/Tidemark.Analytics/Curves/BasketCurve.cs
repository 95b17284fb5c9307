namespace Tidemark.Analytics.Curves;

/// <summary>A position in a market maker of two or more tokens, as a function of all their prices.</summary>
/// <remarks>
/// Prices are in any common numeraire, positive and finite, one for each token in the pool's order; only their ratios decide the reserves. As with two tokens,
/// arbitrage leaves the reserves that are worth least, so the amount of a token is the derivative of the value by its price, and the
/// value is concave and homogeneous of degree one.
/// </remarks>
public abstract class BasketCurve
{
    /// <summary>Describes a pool of so many tokens.</summary>
    /// <param name="tokenCount">How many tokens, two or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two tokens.</exception>
    protected BasketCurve(int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenCount, 2);
        TokenCount = tokenCount;
    }

    /// <summary>How many tokens.</summary>
    public int TokenCount { get; }

    /// <summary>The reserves at market prices.</summary>
    /// <param name="prices">The price of each token.</param>
    /// <param name="amounts">Receives the amount of each token, in token units.</param>
    /// <exception cref="ArgumentException">A span does not have one place for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite.</exception>
    public abstract void Reserves(ReadOnlySpan<double> prices, Span<double> amounts);

    /// <summary>How the amount of a token changes with the price of one: <c>dx_i / dp_j</c>.</summary>
    /// <param name="prices">The price of each token.</param>
    /// <param name="token">The token whose price changes, counted from zero.</param>
    /// <param name="gammas">Receives the change of each token's amount by unit of price.</param>
    /// <exception cref="ArgumentException">A span does not have one place for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or there is no such token.</exception>
    public abstract void Gammas(ReadOnlySpan<double> prices, int token, Span<double> gammas);

    /// <summary>The value less the value of holding what was put in: impermanent loss in money.</summary>
    /// <param name="entryPrices">The prices at which the tokens were put in.</param>
    /// <param name="prices">The prices now, in the same numeraire.</param>
    /// <returns>In the numeraire; not positive. Accurate to a relative 1e-9 and better also where both nearly cancel.</returns>
    /// <exception cref="ArgumentException">A span does not have one place for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite.</exception>
    public abstract double ValueOverHold(ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices);

    /// <summary>The value at market prices.</summary>
    /// <param name="prices">The price of each token.</param>
    /// <returns>The value in the numeraire.</returns>
    /// <exception cref="ArgumentException">There is not one price for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite.</exception>
    public virtual double Value(ReadOnlySpan<double> prices)
    {
        Span<double> amounts = stackalloc double[TokenCount];
        Reserves(prices, amounts);
        double value = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            value += prices[i] * amounts[i];
        }
        return value;
    }

    /// <summary>The position as a function of one token's price alone, the other prices held: with two tokens, the whole curve.</summary>
    /// <param name="token">The token whose price moves, counted from zero; it becomes token 0.</param>
    /// <param name="prices">The price of each token in the numeraire; that of the moving one is not used.</param>
    /// <returns>A curve of which token 1 is the numeraire, holding the value of all other tokens.</returns>
    /// <exception cref="ArgumentException">There is not one price for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or there is no such token.</exception>
    public ValueCurve Along(int token, ReadOnlySpan<double> prices)
    {
        RequirePrices(prices);
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, TokenCount);
        return new BasketSlice(this, token, prices);
    }

    /// <summary>Refuses prices that are not one positive and finite number for each token.</summary>
    /// <param name="prices">The prices.</param>
    protected void RequirePrices(ReadOnlySpan<double> prices)
    {
        RequireLength(prices.Length, nameof(prices));
        foreach (double price in prices)
        {
            Positive.Require(price);
        }
    }

    /// <summary>Refuses a span that does not have one place for each token.</summary>
    /// <param name="length">The span's length.</param>
    /// <param name="name">The parameter's name.</param>
    protected void RequireLength(int length, string name)
    {
        if (length != TokenCount)
        {
            throw new ArgumentException($"{name} has {length} entries and the pool {TokenCount} tokens; give one for each.", name);
        }
    }
}
