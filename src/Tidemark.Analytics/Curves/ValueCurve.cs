using System.Runtime.CompilerServices;

namespace Tidemark.Analytics.Curves;

/// <summary>
/// A position in a market maker of two tokens, as a function of the market price: the reserves that arbitrage without fees leaves in it.
/// </summary>
/// <remarks>
/// <para>Prices are those of token 0 in token 1, positive and finite; values are in token 1. Fees are not part of the value.</para>
/// <para>
/// Arbitrage leaves the reserves that are worth least: <c>V(p) = min (p x + y)</c> over what the invariant allows. So <c>V</c> is concave,
/// <c>V' = x</c> (envelope theorem) and <c>V'' = x' &lt;= 0</c>: value, delta and gamma all follow from <c>x(p)</c>.
/// Source: Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046), section 2; Angeris and Chitra 2020 (arXiv:2003.10001).
/// A curve for which this does not hold (a claim that somebody else pays) says so.
/// </para>
/// </remarks>
public abstract class ValueCurve
{
    /// <summary>The reserves at a market price.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <returns>The amounts of both tokens.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public abstract Reserves Reserves(double price);

    /// <summary>The value of the position at a market price.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <returns>The value in token 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public virtual double Value(double price) => Reserves(price).Value(price);

    /// <summary>How much the value grows with the price: <c>V'</c>, which is the amount of token 0.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <returns>The delta in token 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public virtual double Delta(double price) => Reserves(price).Amount0;

    /// <summary>How fast delta changes with the price: <c>V''</c>. Not positive; where delta jumps or bends, the value from above; minus infinity at a kink with <see cref="HasInfiniteGamma"/>.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <returns>The gamma in token 0 by unit of price.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public abstract double Gamma(double price);

    /// <summary>The value less the value of holding what was put in at the entry: impermanent loss in money.</summary>
    /// <param name="entryPrice">The price at which the tokens were put in.</param>
    /// <param name="price">The price now.</param>
    /// <returns><c>V(price) - (x(entry) price + y(entry))</c> in token 1; not positive. Accurate to a relative 1e-9 and better also where both nearly cancel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite.</exception>
    public abstract double ValueOverHold(double entryPrice, double price);

    /// <summary>The prices at which delta jumps or bends, ascending; between them the curve is smooth.</summary>
    /// <remarks>Quadrature and simulations split there.</remarks>
    public virtual ReadOnlyMemory<double> Kinks => ReadOnlyMemory<double>.Empty;

    /// <summary>The prices between which it is active, gaps between several ranges or bins included; null where it is active at every price.</summary>
    public virtual ActiveRange? ActiveRange => null;

    /// <summary>Whether it is what somebody pays by a promise, and not the reserves of a market maker: its value may bend upward.</summary>
    public virtual bool IsClaim => false;

    /// <summary>The one range of concentrated liquidity that it is; null where it is several, or something else.</summary>
    public virtual ConcentratedCurve? SingleRange => null;

    /// <summary>Whether it serves trades at a price, and so earns fees.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public virtual bool EarnsAt(double price)
    {
        RequirePrice(price);
        return ActiveRange?.Contains(price) ?? true;
    }

    /// <summary>Whether delta is continuous at this price and steeper than any line, as at the peg of <see cref="SolidlyCurve"/>.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <returns>True where gamma is minus infinity: there is no rate of loss there, and the loss over a horizon is finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public bool HasInfiniteGamma(double price)
    {
        RequirePrice(price);
        return Kinks.Span.Contains(price) && double.IsNegativeInfinity(Gamma(price));
    }

    /// <summary>The values at many prices.</summary>
    /// <param name="prices">The prices of token 0 in token 1, positive and finite.</param>
    /// <param name="values">The values in token 1, as many as there are prices; may be the same memory as the prices.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite; what comes before it may have been written.</exception>
    public virtual void Values(ReadOnlySpan<double> prices, Span<double> values)
    {
        RequireSameLength(prices, values);
        for (int i = 0; i < prices.Length; i++)
        {
            values[i] = Value(prices[i]);
        }
    }

    /// <summary>The impermanent losses at many prices, as fractions of the value of holding.</summary>
    /// <param name="entryPrice">The price at which the tokens were put in.</param>
    /// <param name="prices">The prices of token 0 in token 1, positive and finite.</param>
    /// <param name="losses"><c>V / H - 1</c>, from -1 to 0, as many as there are prices; may be the same memory as the prices.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite; what comes before it may have been written.</exception>
    public virtual void ImpermanentLosses(double entryPrice, ReadOnlySpan<double> prices, Span<double> losses)
    {
        RequireSameLength(prices, losses);
        Reserves held = Reserves(entryPrice);
        for (int i = 0; i < prices.Length; i++)
        {
            double price = prices[i];
            losses[i] = LossFraction.Of(ValueOverHold(entryPrice, price), held.Value(price));
        }
    }

    /// <summary>Refuses a price that is not positive and finite.</summary>
    /// <param name="price">The price.</param>
    /// <param name="name">The parameter's name.</param>
    protected static void RequirePrice(double price, [CallerArgumentExpression(nameof(price))] string? name = null) => Positive.Require(price, name);

    /// <summary>Refuses spans of different lengths.</summary>
    /// <param name="prices">What is read.</param>
    /// <param name="results">What is written.</param>
    protected static void RequireSameLength(ReadOnlySpan<double> prices, Span<double> results)
    {
        if (prices.Length != results.Length)
        {
            throw new ArgumentException($"There are {prices.Length} prices and room for {results.Length} results; they must be as many.", nameof(results));
        }
    }
}
