using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Loss;

/// <summary>
/// Loss-versus-rebalancing: what a portfolio that always holds the pool's own amounts, traded at the market price, gains over the pool.
/// It is what arbitrage takes, given as a size: not negative, but for a claim whose value is not concave, such as <see cref="SingleSidedCurve"/>, which gains where
/// gamma is positive.
/// </summary>
/// <remarks>
/// Source: Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046). Its mean is that of impermanent loss when the price is a
/// martingale (Alexander and Fritz 2024, arXiv:2410.00854); never add the two.
/// </remarks>
public static class Lvr
{
    /// <summary>The rate at a price: <c>-½ σ² p² Γ</c>.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility of the price, zero or more.</param>
    /// <returns>The rate in token 1 and as a fraction of the value. Where delta jumps, or has infinite gamma, the loss comes from the visits to that price, and the rate leaves it out;
    /// <see cref="Expected"/> and <see cref="AlongPath"/> have it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the rate is not finite.</exception>
    public static LvrRate RateOf(ValueCurve curve, double price, double volatilityAnnual)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(price);
        Positive.RequireOrZero(volatilityAnnual);
        double atOne = curve.HasInfiniteGamma(price) ? 0 : Finite.Result(price * price * curve.Gamma(price), price);
        // From zero, so that a curve without gamma does not give minus zero.
        return Rate(0 - (volatilityAnnual * volatilityAnnual * atOne / 2), curve.Value(price), volatilityAnnual, nameof(volatilityAnnual));
    }

    /// <summary>The rate of a position of several tokens: <c>-½ Σ Σ ρ_ij σ_i σ_j p_i p_j dx_i/dp_j</c>.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="prices">The price of each token in any numeraire.</param>
    /// <param name="volatilitiesAnnual">The volatility of each price in that numeraire, zero or more; a token that is the numeraire has zero.</param>
    /// <param name="correlations">The correlations of the prices' logarithms, row by row: symmetric, ones on the diagonal, positive semidefinite.</param>
    /// <returns>The rate in the numeraire and as a fraction of the value.</returns>
    /// <exception cref="ArgumentException">A span has not the length that the tokens ask for, or the correlations cannot be.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price or volatility is out of its range, or so extreme that the rate is not finite.</exception>
    public static LvrRate RateOf(BasketCurve curve, ReadOnlySpan<double> prices, ReadOnlySpan<double> volatilitiesAnnual, ReadOnlySpan<double> correlations)
    {
        ArgumentNullException.ThrowIfNull(curve);
        int count = curve.TokenCount;
        if (volatilitiesAnnual.Length != count)
        {
            throw new ArgumentException($"volatilitiesAnnual has {volatilitiesAnnual.Length} entries and the pool {count} tokens; give one for each.", nameof(volatilitiesAnnual));
        }
        foreach (double volatility in volatilitiesAnnual)
        {
            Positive.RequireOrZero(volatility, nameof(volatilitiesAnnual));
        }
        Correlations.Require(correlations, count, nameof(correlations));
        Span<double> gammas = stackalloc double[count];
        double sum = 0;
        for (int j = 0; j < count; j++)
        {
            curve.Gammas(prices, j, gammas);
            for (int i = 0; i < count; i++)
            {
                sum += correlations[(i * count) + j] * volatilitiesAnnual[i] * volatilitiesAnnual[j] * prices[i] * prices[j] * gammas[i];
            }
        }
        // Never negative but for rounding.
        return Rate(Math.Max(0, -sum / 2), curve.Value(prices), prices[0], nameof(prices));
    }

    /// <summary>The expected loss over a horizon when the price is a martingale: <c>E[H - V]</c>.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="volatilityAnnual">The volatility of the price, zero or more.</param>
    /// <param name="years">The horizon in years of 365 days, zero or more.</param>
    /// <returns>The loss in token 1, kinks and jumps of delta included, to a relative 1e-9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the loss is not finite.</exception>
    public static double Expected(ValueCurve curve, double price, double volatilityAnnual, double years) =>
        0 - ExpectedValue.LossValue(curve, new LognormalPrice(price, volatilityAnnual, years));

    /// <summary>The loss along a path of prices at which the position was rebalanced: <c>Σ x(p_k) (p_k+1 - p_k) - (V_end - V_start)</c>.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="prices">The prices in order of time, one or more.</param>
    /// <returns>The loss in token 1, exact for these prices.</returns>
    /// <remarks>Each step loses what a position entered at its start loses impermanently over it.</remarks>
    /// <exception cref="ArgumentException">There is no price.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or so extreme that the loss is not finite.</exception>
    public static double AlongPath(ValueCurve curve, ReadOnlySpan<double> prices)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (prices.IsEmpty)
        {
            throw new ArgumentException("A path needs at least one price.", nameof(prices));
        }
        Positive.Require(prices[0], nameof(prices));
        double loss = 0;
        for (int i = 1; i < prices.Length; i++)
        {
            Positive.Require(prices[i], nameof(prices));
            loss -= curve.ValueOverHold(prices[i - 1], prices[i]);
        }
        return Finite.Result(loss, prices[^1], nameof(prices));
    }

    private static LvrRate Rate(double valueAnnual, double poolValue, double argument, string name)
    {
        double rate = Finite.Result(valueAnnual, argument, name);
        return new LvrRate(rate, poolValue > 0 ? Finite.Result(rate / poolValue, argument, name) : 0);
    }
}
