using System.Globalization;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Yields;

/// <summary>What fees, volume or volatility it takes for a position to neither earn nor lose.</summary>
/// <remarks>
/// Against rebalancing, a position breaks even when its fees are its LVR: a rate, whatever the price does. Against holding it
/// depends on where the price ends. <see cref="ImpliedVolatility.ToFeeApr"/> gives the fee yield that it takes. Source: Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046).
/// </remarks>
public static class BreakEven
{
    /// <summary>The turnover at which a fee pays for the loss to rebalancing.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility, zero or more.</param>
    /// <param name="feePips">The fee in millionths, above zero.</param>
    /// <returns>The volume of a day that the position has to serve, as a fraction of its value; for a whole pool, its volume over its value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the result is not finite.</exception>
    public static double TurnoverPerDay(ValueCurve curve, double price, double volatilityAnnual, int feePips) =>
        NetYield.TurnoverPerDay(feePips, ImpliedVolatility.ToFeeApr(curve, price, volatilityAnnual));

    /// <summary>How long fees take to make up for a loss that is realised.</summary>
    /// <param name="lossValue">The loss in money, zero or negative.</param>
    /// <param name="feesPerDay">The fees of a day in the same money, zero or more.</param>
    /// <returns>Days; null where there are no fees and so it takes for ever.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The loss is positive, the fees negative, or one is not finite.</exception>
    public static double? Days(double lossValue, double feesPerDay)
    {
        if (!(lossValue <= 0 && lossValue >= double.MinValue))
        {
            throw new ArgumentOutOfRangeException(nameof(lossValue), lossValue, $"lossValue is {lossValue.ToString(CultureInfo.InvariantCulture)}; it must be zero or negative and finite, since losses are negative.");
        }
        Positive.RequireOrZero(feesPerDay);
        return lossValue == 0 ? 0 : feesPerDay > 0 ? Finite.Result(-lossValue / feesPerDay, feesPerDay) : null;
    }

    /// <summary>The prices between which fees have made up for impermanent loss, and the probability that the price ends there.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now, at which the tokens are deposited.</param>
    /// <param name="feeGrowthFraction">By how much fees multiply the position's value until then: 0.02 makes 1.02 of it; positive.</param>
    /// <param name="volatilityAnnual">The volatility, zero or more.</param>
    /// <param name="years">The horizon in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded; half the squared volatility leaves the logarithm without drift.</param>
    /// <returns>The band in which <c>(1 + g) V &gt; H</c>, and its probability.</returns>
    /// <remarks>For constant product the band is <c>|ln r| &lt; 2 arcosh(1 + g)</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static BreakEvenBand AgainstHold(ValueCurve curve, double price, double feeGrowthFraction, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        Positive.Require(feeGrowthFraction);
        LognormalPrice law = new(price, volatilityAnnual, years, driftAnnual);
        double loss = -feeGrowthFraction / (1 + feeGrowthFraction);
        // A growth of more than 2^53 makes up for any loss that a double can tell from all.
        LossPrices prices = loss > -1 ? PriceForLoss.Find(curve, price, loss) : default;
        return new BreakEvenBand(prices, law.ProbabilityBetween(prices.Below ?? 0, prices.Above ?? double.PositiveInfinity));
    }

    /// <summary>Which volatilities, fees and turnovers earn and which lose, by how much.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="volatilitiesAnnual">The volatilities, each zero or more.</param>
    /// <param name="feesPips">The fees in millionths.</param>
    /// <param name="turnoversPerDay">The volumes of a day that the position serves, as fractions of its value, each zero or more.</param>
    /// <returns>All cases, by volatility, then fee, then turnover.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that a result is not finite.</exception>
    public static BreakEvenCell[] Table(ValueCurve curve, double price, ReadOnlySpan<double> volatilitiesAnnual, ReadOnlySpan<int> feesPips, ReadOnlySpan<double> turnoversPerDay)
    {
        BreakEvenCell[] cells = new BreakEvenCell[volatilitiesAnnual.Length * feesPips.Length * turnoversPerDay.Length];
        int next = 0;
        foreach (double volatilityAnnual in volatilitiesAnnual)
        {
            double lvr = ImpliedVolatility.ToFeeApr(curve, price, volatilityAnnual);
            foreach (int feePips in feesPips)
            {
                double fee = Fraction.FromPips(feePips, nameof(feesPips));
                foreach (double turnover in turnoversPerDay)
                {
                    Positive.RequireOrZero(turnover, nameof(turnoversPerDay));
                    double feeApr = Finite.Result(fee * Year.Days * turnover, turnover, nameof(turnoversPerDay));
                    cells[next++] = new BreakEvenCell(volatilityAnnual, feePips, turnover, feeApr, lvr);
                }
            }
        }
        return cells;
    }
}
