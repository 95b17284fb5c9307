using Tidemark.Analytics;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary>What a volatility costs: at the price, and over the horizon.</summary>
internal static class VolatilityAnswer
{
    public static FigureGroup AtPrice(GreeksQuestion question, double volatility, LossRate loss)
    {
        PositionGreeks greeks = question.Greeks;
        double? theta = question.IsSteep ? null : greeks.FairThetaPerDay;
        string mean = loss.IsAtPrice ? "" : $", in the mean of {ReportFormat.Number(question.Days)} days";
        string bend = $"s^2 P^2 (-gamma) / 2 / 365 = {Formula.Show(volatility)}^2 * {Formula.Show(0 - greeks.DollarGamma)} / 2 / 365";
        FigureGroup group = new("atVolatility", "At this volatility");
        group.Add(new Figure("volatilityAnnualFraction", "volatility a year", volatility, FigureUnit.Fraction).Given("--volatility", isOfBook: true));
        group.Add(new Figure("thetaPerDayValue", "theta: fees a day that pay for gamma", theta).FromText(bend, Source.Rebalancing));
        group.Add(new Figure("lvrPerDayValue", "LVR a day, which they pay for", -theta).From($"-{bend}", Source.Rebalancing));
        group.Add(new Figure("fairFeeAprFraction", $"fair fees a year, of the value{mean}", loss.FairFeeApr, FigureUnit.Fraction).FromText(loss.FairFeeExpression, loss.Origin));
        if (question.Fees is { FeePips: { } feePips, AprFraction: { } feeApr } && feeApr * question.Active.NowFraction is > 0 and var earned)
        {
            double fee = Fraction.FromPips(feePips);
            group.Add(new Figure("fairFeeFraction", "fair fee at the same volume", loss.FairFeeApr * fee / earned, FigureUnit.Fraction).From($"fee * fair fees / fees = {fee} * {loss.FairFeeApr} / {earned}", Source.Definition));
        }
        return group;
    }

    public static FigureGroup OverHorizon(GreeksQuestion question, double volatility)
    {
        ExpectedValueReport expected = ExpectedValue.Of(question.Curve, question.Price, volatility, question.Years, question.Drift);
        double value = question.Greeks.PoolValue;
        string days = Formula.Show(question.Days);
        string law = $"over {days} days at s = {Formula.Show(volatility)}, drift {Formula.Show(question.Drift)}, from P = {Formula.Show(question.Price)}";
        string pool = Formula.Show(expected.PoolValue);
        string hold = Formula.Show(expected.HoldValue);
        FigureGroup group = new("horizon", $"Expected after {ReportFormat.Number(question.Days)} days, from here");
        group.Add(new Figure("days", "days", question.Days).Given("--days", isOfBook: true));
        group.Add(new Figure("driftAnnualFraction", "drift of the price a year", question.Drift, FigureUnit.Fraction).Given("--drift", isOfBook: true));
        group.Add(new Figure("expectedPoolValue", "value in the pool", expected.PoolValue).From($"E[V] {law},", Source.Lognormal));
        group.Add(new Figure("expectedHoldValue", "value held", expected.HoldValue).From($"E[H] = x P exp(drift T) + y {law},", Source.Lognormal));
        group.Add(new Figure("expectedLossValue", "impermanent loss in money", expected.LossValue).From($"E[V - H] {law}: {pool} - {hold}", Source.Lognormal));
        group.Add(new Figure("expectedLossFraction", "impermanent loss, of the expected value held", expected.LossFraction, FigureUnit.Fraction).From($"E[V] / E[H] - 1 = {pool} / {hold} - 1", Source.Definition));
        group.Add(new Figure("fairFeeAprFraction", "fair fees a year on average, of the value now", value > 0 ? Math.Max(0, -expected.LossValue) / value / question.Years : null, FigureUnit.Fraction).From($"max(0, -E[V - H]) / V * 365 / days = {Math.Max(0, -expected.LossValue)} / {value} * 365 / {days}", Source.ExpectedLoss));
        group.Add(new Figure("meanLossFraction", "mean of the loss as a fraction", expected.MeanLossFraction, FigureUnit.Fraction).From($"E[V / H] - 1 {law}", Source.Lognormal));
        return group;
    }
}
