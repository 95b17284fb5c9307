using System.Globalization;
using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Loss;

/// <summary>The inverse of impermanent loss: how far the price may go before a loss is reached.</summary>
/// <remarks>
/// Away from the entry the loss only grows, in money and as a fraction: with <c>V' = x</c> the slope of <c>V / H</c> has the sign of
/// <c>x y0 - x0 y</c>, and above the entry arbitrage leaves less of token 0 and more of token 1. So there is one crossing on each side, and
/// bisection in the logarithm of the price finds it, with kinks, flat stretches and asymptotes. Prices from 1e-300 to 1e300 are searched.
/// </remarks>
public static class PriceForLoss
{
    private const double FirstStep = 1.0 / 1024;
    private const double LowestPrice = 1e-300;
    private const double HighestPrice = 1e300;

    /// <summary>The prices at which impermanent loss is a fraction of the value of holding.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which the tokens were deposited.</param>
    /// <param name="lossFraction">The loss, negative: -0.05 is 5 % of the value of holding; above -1 and below 0.</param>
    /// <returns>The nearest price on each side, as precise as the loss of the curve is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the loss not between -1 and 0.</exception>
    public static LossPrices Find(ValueCurve curve, double entryPrice, double lossFraction)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(entryPrice);
        if (!(lossFraction > -1 && lossFraction < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(lossFraction), lossFraction, $"lossFraction is {lossFraction.ToString(CultureInfo.InvariantCulture)}; it must be above -1 and below 0, since losses are negative.");
        }
        Reserves held = curve.Reserves(entryPrice);
        return Search(curve, entryPrice, new Reserves(lossFraction * held.Amount0, lossFraction * held.Amount1));
    }

    /// <summary>The prices of one token of a basket, the others held, at which impermanent loss is a fraction of the value of holding.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="token">The token whose price moves, counted from zero.</param>
    /// <param name="entryPrices">The prices at which the tokens were deposited, in any numeraire.</param>
    /// <param name="lossFraction">The loss, negative; above -1 and below 0.</param>
    /// <returns>The nearest price of the token on each side, in the numeraire.</returns>
    /// <exception cref="ArgumentException">There is not one price for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, there is no such token, or the loss is not between -1 and 0.</exception>
    public static LossPrices Find(BasketCurve curve, int token, ReadOnlySpan<double> entryPrices, double lossFraction)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Find(curve.Along(token, entryPrices), entryPrices[token], lossFraction);
    }

    /// <summary>The prices at which impermanent loss is an amount of money.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which the tokens were deposited.</param>
    /// <param name="lossValue">The loss in token 1, negative.</param>
    /// <returns>The nearest price on each side.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the loss not negative and finite.</exception>
    public static LossPrices FindValue(ValueCurve curve, double entryPrice, double lossValue)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(entryPrice);
        if (!(lossValue < 0 && lossValue >= double.MinValue))
        {
            throw new ArgumentOutOfRangeException(nameof(lossValue), lossValue, $"lossValue is {lossValue.ToString(CultureInfo.InvariantCulture)}; it must be negative and finite, since losses are negative.");
        }
        return Search(curve, entryPrice, new Reserves(0, lossValue));
    }

    private static LossPrices Search(ValueCurve curve, double entryPrice, Reserves loss) =>
        new(Search(curve, entryPrice, loss, direction: -1), Search(curve, entryPrice, loss, direction: 1));

    /// <summary>The loss to be reached is a portfolio of negative amounts: of both tokens for a fraction of the hold, of token 1 for money.</summary>
    private static double? Search(ValueCurve curve, double entryPrice, Reserves loss, int direction)
    {
        double farthest = Math.Log(direction > 0 ? HighestPrice / entryPrice : entryPrice / LowestPrice);
        if (!(farthest > 0))
        {
            return null;
        }
        double near = 0;
        double far = Math.Min(FirstStep, farthest);
        while (!IsReached(far))
        {
            if (far == farthest)
            {
                return null;
            }
            near = far;
            far = Math.Min(2 * far, farthest);
        }
        return PriceAt(Bisection.Between(near, far, IsReached).Far);

        double PriceAt(double move) => entryPrice * Math.Exp(direction * move);

        bool IsReached(double move)
        {
            double price = PriceAt(move);
            double found = curve.ValueOverHold(entryPrice, price);
            return found < 0 && found <= loss.Value(price);
        }
    }
}
