using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics.Yields;

/// <summary>Yields that include the loss: a fee APR alone is not a return.</summary>
public static class NetYield
{
    /// <summary>The yield of a position over a time.</summary>
    /// <param name="parts">What it earns and pays.</param>
    /// <param name="years">How long it is held, in years of 365 days.</param>
    /// <param name="compounding">How often what it earns is put to work again.</param>
    /// <returns>Net APR, net APY and growth.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A part has the wrong sign, an argument is not finite, the time not positive, or a result not finite.</exception>
    public static NetYieldReport Of(YieldParts parts, double years, Compounding compounding)
    {
        Require(parts, parts.FeesAnnual, parts.FeesAnnual >= 0, "zero or more");
        Require(parts, parts.RewardsAnnual, parts.RewardsAnnual >= 0, "zero or more");
        Require(parts, parts.LossAnnual, true, "a number");
        Require(parts, parts.CostsAnnual, parts.CostsAnnual <= 0, "zero or negative");
        Require(parts, parts.OneOffCosts, parts.OneOffCosts <= 0, "zero or negative");
        if (parts.OneOffCosts <= -1)
        {
            throw new ArgumentOutOfRangeException(nameof(parts), parts, string.Create(CultureInfo.InvariantCulture, $"parts.OneOffCosts is {parts.OneOffCosts:R}; it must be above -1, or nothing is left of the deposit."));
        }
        Positive.Require(years);
        double growth = Finite.Result((1 + parts.OneOffCosts) * compounding.Growth(parts.RateAnnual, years), years);
        return new NetYieldReport(
            Finite.Result(parts.RateAnnual, parts.RateAnnual, nameof(parts)),
            compounding.ApyOf(parts.RateAnnual),
            growth - 1);
    }

    /// <summary>The fee APR of a whole pool.</summary>
    /// <param name="feePips">The fee in millionths.</param>
    /// <param name="volumePerDay">The volume of a day.</param>
    /// <param name="poolValue">The value of the pool (TVL), in the same money.</param>
    /// <param name="protocolShareFraction">The share of the fees that the protocol keeps.</param>
    /// <returns>The fees of LPs over a year as a fraction of the value, not compounded; the loss is not in it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or the result not finite.</exception>
    public static double FeeApr(int feePips, double volumePerDay, double poolValue, double protocolShareFraction = 0)
    {
        Positive.RequireOrZero(volumePerDay);
        Positive.Require(poolValue);
        Fraction.Require(protocolShareFraction);
        return Finite.Result(Fraction.FromPips(feePips) * (1 - protocolShareFraction) * Year.Days * (volumePerDay / poolValue), volumePerDay);
    }

    /// <summary>The turnover that brings a fee yield: the inverse of <see cref="FeeApr"/>.</summary>
    /// <param name="feePips">The fee in millionths, above zero.</param>
    /// <param name="feeAprFraction">The fees of a year as a fraction of the value.</param>
    /// <returns>The volume of a day that is to be served, as a fraction of the value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fee is out of its range, or the yield so extreme that the result is not finite.</exception>
    public static double TurnoverPerDay(int feePips, double feeAprFraction)
    {
        double fee = Fraction.FromPips(feePips);
        if (fee == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(feePips), feePips, "feePips is 0; without a fee no volume pays for the loss.");
        }
        return Finite.Result(feeAprFraction / (fee * Year.Days), feeAprFraction);
    }

    /// <summary>How long to wait between compoundings that cost gas: <c>√(2 cost / value) / rate</c>.</summary>
    /// <param name="positionValue">The value of the position.</param>
    /// <param name="costPerCompounding">What one compounding costs, in the same money, zero or more.</param>
    /// <param name="rateAnnual">The rate of a year that is compounded, as a fraction, positive.</param>
    /// <returns>The interval in years of 365 days that leaves most; zero where compounding costs nothing.</returns>
    /// <remarks>Interest on interest of half the squared rate times the interval is weighed against the cost over the interval; good while the earnings of an interval are small beside the value.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or the result not finite.</exception>
    public static double OptimalCompoundingYears(double positionValue, double costPerCompounding, double rateAnnual)
    {
        Positive.Require(positionValue);
        Positive.RequireOrZero(costPerCompounding);
        Positive.Require(rateAnnual);
        return Finite.Result(Math.Sqrt(2 * (costPerCompounding / positionValue)) / rateAnnual, costPerCompounding);
    }

    private static void Require(YieldParts parts, double part, bool isAllowed, string allowed, [CallerArgumentExpression(nameof(part))] string? name = null)
    {
        if (!isAllowed || !double.IsFinite(part))
        {
            throw new ArgumentOutOfRangeException(nameof(parts), parts, $"{name} is {part.ToString(CultureInfo.InvariantCulture)}; it must be {allowed} and finite: plus is what the LP gets.");
        }
    }
}
