using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Legs.Hedging;

/// <summary>A debt that takes the delta of a position away: as much of token 0 is owed as the position's value grows with its price.</summary>
/// <remarks>Source: the delta-neutral vaults of Alpaca, Francium and Extra Finance.</remarks>
public static class NeutralDebt
{
    private const double Rounding = 1e-12;

    /// <summary>The part of a debt's value to be owed in token 0, so that position and debt together have no delta.</summary>
    /// <param name="position">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="debt">The value of what is owed, in token 1; not negative.</param>
    /// <returns>From 0 to 1; null where nothing is owed, or too little to take all of the delta away.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the debt is negative or not finite.</exception>
    public static double? ShareOfToken0(ValueCurve position, double price, double debt)
    {
        ArgumentNullException.ThrowIfNull(position);
        Positive.Require(price);
        Positive.RequireOrZero(debt);
        double needed = position.Delta(price) * price;
        return debt > 0 && needed <= debt * (1 + Rounding) ? Math.Min(1, needed / debt) : null;
    }

    /// <summary>The least leverage at which the debt can be neutral: all of it in token 0, <c>1 / (1 - delta P / V)</c>.</summary>
    /// <param name="position">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>The position's value over own money, from 1; null where no leverage is enough, as for a position that is all token 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public static double? LeastLeverage(ValueCurve position, double price)
    {
        ArgumentNullException.ThrowIfNull(position);
        Positive.Require(price);
        double own = 1 - (position.Delta(price) * price / position.Value(price));
        return own > Rounding ? 1 / own : null;
    }
}
