using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Analytics.Greeks;

/// <summary>The volatility at which a pool's fees just pay for its loss to rebalancing, and the fees that are fair at a volatility.</summary>
/// <remarks>An LP who expects less volatility than that earns, as a seller of options does.</remarks>
public static class ImpliedVolatility
{
    private const double LeastDeviation = 1e-12;
    private const double LargestDeviation = 15;

    /// <summary>The volatility that a fee yield pays for at a price.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="feeAprFraction">The fees of a year as a fraction of the position's value, zero or more.</param>
    /// <returns><c>√(2 yield V / (p² |Γ|))</c>, as a fraction a year; null where the position has no gamma, or a positive one, and so loses at no volatility.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the volatility is not finite.</exception>
    public static double? FromFeeApr(ValueCurve curve, double price, double feeAprFraction)
    {
        Positive.RequireOrZero(feeAprFraction);
        double atOne = Lvr.RateOf(curve, price, volatilityAnnual: 1).FractionAnnual;
        return atOne > 0 ? Finite.Result(Math.Sqrt(feeAprFraction / atOne), feeAprFraction) : null;
    }

    /// <summary>The volatility at which a position is expected to lose, over a horizon, as much as its fees bring.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now.</param>
    /// <param name="feeAprFraction">The fees of a year as a fraction of the position's value now, positive.</param>
    /// <param name="years">The horizon in years of 365 days, positive.</param>
    /// <returns>A fraction a year; null where the loss stays smaller at any volatility. It tends to <see cref="FromFeeApr"/> as the horizon shrinks, where there is
    /// gamma at the price, and answers also where delta only jumps.</returns>
    /// <remarks>By bisection: the value is concave in the price, so more volatility loses more.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that a value is not finite.</exception>
    public static double? FromExpectedLoss(ValueCurve curve, double price, double feeAprFraction, double years)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(price);
        Positive.Require(feeAprFraction);
        Positive.Require(years);
        double fees = Finite.Result(feeAprFraction * years * curve.Value(price), feeAprFraction);
        double low = Math.Log(LeastDeviation);
        double high = Math.Log(LargestDeviation);
        if (Loss(high) <= fees)
        {
            return null;
        }
        while (high - low > 1e-14)
        {
            double middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }
            (low, high) = Loss(middle) < fees ? (middle, high) : (low, middle);
        }
        return Math.Exp(high) / Math.Sqrt(years);

        double Loss(double logOfDeviation) => Lvr.Expected(curve, price, Math.Exp(logOfDeviation), years: 1);
    }

    /// <summary>The fee yield that is fair at a volatility: the inverse of <see cref="FromFeeApr"/>.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility, zero or more.</param>
    /// <returns>Fees of a year as a fraction of the position's value, at this price: while a range is active.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the yield is not finite.</exception>
    public static double ToFeeApr(ValueCurve curve, double price, double volatilityAnnual) => Lvr.RateOf(curve, price, volatilityAnnual).FractionAnnual;

    /// <summary>The volatility that a concentrated pool's volume pays for: <c>√(4 fee volume / (L √p))</c> with the volume of a year.</summary>
    /// <param name="feePips">The fee in millionths.</param>
    /// <param name="volumePerDay">The volume of a day in token 1.</param>
    /// <param name="activeLiquidity">The active liquidity of the whole pool, in the square root of the product of both token units.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>The volatility as a fraction a year. A range's width plays no part, since fees and loss both go with its liquidity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the volatility is not finite.</exception>
    public static double FromActiveLiquidity(int feePips, double volumePerDay, double activeLiquidity, double price)
    {
        Positive.RequireOrZero(volumePerDay);
        Positive.Require(activeLiquidity);
        Positive.Require(price);
        double fees = Fraction.FromPips(feePips) * volumePerDay * Year.Days;
        return Finite.Result(2 * Math.Sqrt(fees / activeLiquidity / Math.Sqrt(price)), volumePerDay);
    }

    /// <summary>The same from the value of the liquidity in one tick spacing, as <c>2 fee √(volume / value) √365</c>.</summary>
    /// <param name="feePips">The fee in millionths.</param>
    /// <param name="volumePerDay">The volume of a day in token 1.</param>
    /// <param name="tickValue">The value in token 1 of the liquidity in the tick spacing around the price, taken as twice the fee wide.</param>
    /// <returns>The volatility as a fraction a year.</returns>
    /// <remarks>Source: Lambert 2021 (On-chain volatility and Uniswap v3).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the volatility is not finite.</exception>
    public static double FromTickValue(int feePips, double volumePerDay, double tickValue)
    {
        Positive.RequireOrZero(volumePerDay);
        Positive.Require(tickValue);
        return Finite.Result(2 * Fraction.FromPips(feePips) * Math.Sqrt(volumePerDay / tickValue * Year.Days), volumePerDay);
    }

    /// <summary>How much a position loses to realised variance at a price, relative to the entry: the weight of the variance swap that hedges it.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price at which the weight is one.</param>
    /// <param name="price">The price now.</param>
    /// <returns><c>p² Γ(p) / (p0² Γ(p0))</c>: the root of the price ratio for constant product, between a variance swap (one) and a gamma swap (the ratio); null where the position has no gamma at the entry.</returns>
    /// <remarks>Source: Fukasawa, Maire, Wunsch 2022 (SSRN 4095029).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or so extreme that the weight is not finite.</exception>
    public static double? VarianceSwapWeight(ValueCurve curve, double entryPrice, double price)
    {
        double atEntry = Lvr.RateOf(curve, entryPrice, volatilityAnnual: 1).ValueAnnual;
        double now = Lvr.RateOf(curve, price, volatilityAnnual: 1).ValueAnnual;
        return atEntry > 0 ? Finite.Result(now / atEntry, price) : null;
    }
}
