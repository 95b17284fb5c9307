using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>How much of the time a position is in range and earns fees; all of it where the position is no range.</summary>
/// <param name="IsRange">Whether the position is a range.</param>
/// <param name="LowerPrice">Where it begins.</param>
/// <param name="UpperPrice">Where it ends.</param>
/// <param name="IsOutside">Whether the price is out of it now.</param>
/// <param name="Fraction">The expected share of the horizon in it; without a volatility the price stays where it is.</param>
/// <param name="Expression">How that is found, with the numbers put in.</param>
/// <param name="Note">What is assumed where the price is out of it or at its bound.</param>
internal sealed record ActiveTime(bool IsRange, double LowerPrice, double UpperPrice, bool IsOutside, double Fraction, string Expression, string? Note)
{
    private static readonly ActiveTime Always = new(false, 0, double.PositiveInfinity, false, 1, "1, no range", null);

    /// <summary>The share of the time that counts for a rate of today: in range all of it, outside what is expected.</summary>
    public double NowFraction => IsOutside ? Fraction : 1;

    /// <summary>Whether the price is in the range and at its lower bound, which it crosses at once.</summary>
    public bool IsAtLowerBound(double price) => IsRange && !IsOutside && price == LowerPrice;

    public static ActiveTime Of(ValueCurve curve, double price, double? volatility, double days, double drift)
    {
        if (curve.ActiveRange is not { } range)
        {
            return Always;
        }
        (double lower, double upper) = range;
        bool isOutside = !curve.EarnsAt(price);
        string place = $"The price, {ReportFormat.Number(price)}, is {(range.Contains(price) ? "in a gap of" : "outside")} the range from {ReportFormat.Number(lower)} to {ReportFormat.Number(upper)}, where the position earns no fees and loses nothing at this price";
        string? atBound = price == lower && !isOutside ? $"The price is at the lower bound of the range: rates are those just above it, where the position is active, and the price leaves the range at once." : null;
        if (volatility is not { } sigma)
        {
            return new ActiveTime(true, lower, upper, isOutside, isOutside ? 0 : 1, isOutside ? "0, out of range, and no --volatility that could bring it back" : "1, in range", isOutside ? $"{place}. Without --volatility it is taken to stay there." : atBound);
        }
        double fraction = TimeInRange.Fraction(price, lower, upper, sigma, days / Year.Days, drift);
        return new ActiveTime(
            true,
            lower,
            upper,
            isOutside,
            fraction,
            $"mean over {Formula.Show(days)} days of P[{Formula.Show(lower)} <= P < {Formula.Show(upper)}], a lognormal price from {Formula.Show(price)}, s = {Formula.Show(sigma)}, drift {Formula.Show(drift)},",
            isOutside ? $"{place}. Fees are counted for the {ReportFormat.Percent(fraction)} of {ReportFormat.Number(days)} days that the price is expected in it, and the loss is that expected over these days." : atBound);
    }
}
