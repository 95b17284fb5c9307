using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs.Hedging;

/// <summary>The prices between which a short that takes delta away is off by less than a tolerance, and what following it costs.</summary>
/// <remarks>
/// The short is adjusted to the position's delta when the price leaves the band, and a new band begins there. What a band decides is cost and spread: in the mean the hedged position
/// loses the same whatever the band, <see cref="Loss.Lvr"/>, as the short is a fair bet.
/// </remarks>
public sealed record RebalanceBand
{
    private const double FarthestRatio = 1e12;
    private const int Strides = 1400;
    private const double Jump = 1e-12;

    private RebalanceBand()
    {
    }

    /// <summary>The price at which the short takes delta away.</summary>
    public required double Price { get; init; }

    /// <summary>The short: the position's delta at <see cref="Price"/>, in token 0; negative is a long.</summary>
    public required double Quantity { get; init; }

    /// <summary>How much of it the short may be off.</summary>
    public required double ToleranceFraction { get; init; }

    /// <summary>The price below at which the short is off by the tolerance, too small unless the position is a claim; null where it never is.</summary>
    public double? LowerPrice { get; private init; }

    /// <summary>The price above at which the short is off by the tolerance, too large unless the position is a claim; null where it never is.</summary>
    public double? UpperPrice { get; private init; }

    /// <summary>What has to be traded at <see cref="LowerPrice"/>, in token 0: mostly sold.</summary>
    public double LowerTrade { get; private init; }

    /// <summary>What has to be traded at <see cref="UpperPrice"/>, in token 0: mostly bought back.</summary>
    public double UpperTrade { get; private init; }

    /// <summary>Whether delta jumps at the price itself, so that no short fits it for any time.</summary>
    public bool IsAtJump => LowerPrice >= Price * (1 - Jump) || UpperPrice <= Price * (1 + Jump);

    /// <summary>The band around a price.</summary>
    /// <param name="curve">The position; where its delta turns, as a claim's may, the band is looked for in strides of 2 %.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="toleranceFraction">How much of the short it may be off: 0.1 is 10 %; positive.</param>
    /// <param name="size">What the tolerance is a fraction of, in token 0; the short's size where null.</param>
    /// <returns>The band; prices beyond 1e12 times the price, either way, count as never.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price, the tolerance or the size is not positive and finite, or there is no size and the position has no delta there.</exception>
    public static RebalanceBand Of(ValueCurve curve, double price, double toleranceFraction, double? size = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(price);
        Positive.Require(toleranceFraction);
        double quantity = curve.Delta(price);
        if (quantity == 0 && size is null)
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, FormattableString.Invariant($"price is {price:R}, where the position's delta is {quantity:R}; there is nothing to sell short."));
        }
        double allowed = (size ?? Math.Abs(quantity)) * toleranceFraction;
        Positive.Require(allowed, nameof(size));
        double? lower = First(price, price / FarthestRatio, IsOff);
        double? upper = First(price, price * FarthestRatio, IsOff);
        return new RebalanceBand
        {
            Price = price,
            Quantity = quantity,
            ToleranceFraction = toleranceFraction,
            LowerPrice = lower,
            UpperPrice = upper,
            LowerTrade = lower is { } below ? Off(below) : 0,
            UpperTrade = upper is { } above ? Off(above) : 0,
        };

        double Off(double at) => Math.Abs(curve.Delta(at) - quantity);

        bool IsOff(double at) => Off(at) >= allowed;
    }

    /// <summary>The mean time until the price leaves the band, without drift of the price.</summary>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year; positive.</param>
    /// <returns>Years of 365 days; zero where delta jumps at the price, null where the mean is infinite as no price below ends the band.</returns>
    /// <remarks>With no price above, the logarithm of the price drifts down to the lower one by half the squared volatility a year.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The volatility is not positive and finite, or the result would not be finite.</exception>
    public double? ExpectedYears(double volatilityAnnual)
    {
        Positive.Require(volatilityAnnual);
        return IsAtJump ? 0
            : LowerPrice is not { } lower ? null
            : UpperPrice is { } upper ? RangeExit.Of(Price, lower, upper, volatilityAnnual).ExpectedYears
            : Finite.Result(2 * Math.Log(Price / lower) / volatilityAnnual / volatilityAnnual, volatilityAnnual);
    }

    /// <summary>What adjusting the short costs in a year, if every band is like this one.</summary>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="costFraction">Fee and slippage, as a fraction of what is traded; zero or more.</param>
    /// <returns>The cost in token 1, not negative, exact in the mean of a long time for a position whose bands are all alike by ratio; null where delta jumps at the price, or only a higher price ends the band, which is not certain to be reached.</returns>
    /// <remarks>The mean cost of leaving the band over the mean time to it (renewal and reward).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or the result would not be finite.</exception>
    public double? CostAnnual(double volatilityAnnual, double costFraction)
    {
        Positive.RequireOrZero(costFraction);
        if (IsAtJump)
        {
            return null;
        }
        if (ExpectedYears(volatilityAnnual) is not { } years || LowerPrice is not { } lower)
        {
            return UpperPrice is null ? 0 : null;
        }
        double upward = UpperPrice is { } upper ? RangeExit.Of(Price, lower, upper, volatilityAnnual).UpwardProbability : 0;
        double traded = (upward * UpperTrade * (UpperPrice ?? 0)) + ((1 - upward) * LowerTrade * lower);
        return Finite.Result(costFraction * traded / years, volatilityAnnual);
    }

    // The first price on the way to a far one at which the short is off.
    private static double? First(double price, double farPrice, Func<double, bool> isOff)
    {
        double near = price;
        for (int stride = 1; stride <= Strides && double.IsNormal(farPrice); stride++)
        {
            double far = price * Math.Pow(farPrice / price, (double)stride / Strides);
            if (isOff(far))
            {
                return Bisection.Between(near, far, isOff).Far;
            }
            near = far;
        }
        return null;
    }
}
