using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>What a position loses to rebalancing in a year, which fees have to bring.</summary>
/// <param name="ValueAnnual">In money; a size, negative where a claim gains.</param>
/// <param name="AprFraction">As a fraction of its value; zero where that is not positive, as of a book that owes more than it has.</param>
/// <param name="IsAtPrice">Whether it is the rate at this price; where there is none it is the expected loss over the horizon, by year.</param>
/// <param name="ExpectedFraction">The expected loss over the horizon as a fraction of the value; negative where a gain is expected.</param>
/// <param name="Expression">How the first is found, with the numbers put in.</param>
/// <param name="Origin">Where that comes from.</param>
/// <param name="Note">What a reader has to know of the rate, where anything.</param>
internal sealed record LossRate(double ValueAnnual, double AprFraction, bool IsAtPrice, double ExpectedFraction, string Expression, string Origin, string? Note)
{
    private const double MostDistance = 2;

    /// <summary>The fees of a year that pay for it, as a fraction of the value; none where the position gains.</summary>
    public double FairFeeApr => Math.Max(0, AprFraction);

    /// <summary>How the fees are found.</summary>
    public string FairFeeExpression => AprFraction < 0 ? $"max(0, loss), and there is a gain: {Expression} = {Formula.Show(AprFraction)}; max(0, {Formula.Show(AprFraction)})" : Expression;

    /// <summary>Why there is no rate at a price where gamma is infinite; null elsewhere.</summary>
    public static string? NoteOfInfiniteGamma(ValueCurve curve, double price) => curve.HasInfiniteGamma(price)
        ? $"The curve has infinite curvature at {ReportFormat.Number(price)}, so there is no gamma and no rate of loss at this price; the loss expected over the horizon is finite and answers instead."
        : null;

    public static LossRate Of(ValueCurve curve, double price, double volatility, double days, double drift)
    {
        double value = curve.Value(price);
        Analytics.Loss.LvrRate rate = Analytics.Loss.Lvr.RateOf(curve, price, volatility);
        double expectedValue = 0 - ExpectedValue.LossValue(curve, new LognormalPrice(price, volatility, days / Year.Days, drift));
        double expectedValueAnnual = expectedValue * Year.Days / days;
        (double expected, double expectedAnnual) = value > 0 ? (expectedValue / value, expectedValueAnnual / value) : (0, 0);
        string source = drift == 0 ? Source.ExpectedLoss : Source.Lognormal;
        return rate.ValueAnnual != 0
            ? new LossRate(rate.ValueAnnual, rate.FractionAnnual, true, expected, $"LVR a year / V = s^2 P^2 |gamma| / (2 V) = {Formula.Show(volatility)}^2 * {Formula.Show(price)}^2 * {Formula.Show(0 - curve.Gamma(price))} / (2 * {Formula.Show(value)})", Source.Rebalancing, NoteOfDistance(rate.ValueAnnual, expectedValueAnnual, days, value))
            : new LossRate(expectedValueAnnual, expectedAnnual, false, expected, $"E[H - V] over {Formula.Show(days)} days{(drift == 0 ? "" : $" at a drift of {Formula.Show(drift)}")} / V * 365 / days = {Formula.Show(expected)} * 365 / {Formula.Show(days)}", source + "; there is no rate at this price", NoteOfInfiniteGamma(curve, price));
    }

    /// <summary>What to say where the rate and the loss expected over the horizon, by year, are far apart; both are sizes in money.</summary>
    public static string? NoteOfDistance(double rate, double expectedAnnual, double days, double value)
    {
        if (expectedAnnual * rate > 0 && Math.Abs(rate) <= MostDistance * Math.Abs(expectedAnnual) && Math.Abs(expectedAnnual) <= MostDistance * Math.Abs(rate))
        {
            return null;
        }
        string Text(double annual) => value > 0 ? ReportFormat.Percent(-annual / value) : ReportFormat.Number(-annual);
        return $"The rate, {Text(rate)} a year, holds only near this price; expected is {Text(expectedAnnual)} a year over {ReportFormat.Number(days)} days, and that is the figure to use.";
    }
}
