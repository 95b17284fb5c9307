using Tidemark.Analytics;
using Tidemark.Analytics.Options;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>The fees and the volume that pay for a volatility.</summary>
internal static class NeededAnswer
{
    public static FigureGroup? Of(BreakEvenQuestion question)
    {
        if (question is not { Loss: { } loss, Volatility: { } sigma })
        {
            return null;
        }
        double needed = loss.FairFeeApr;
        string mean = loss.IsAtPrice ? "" : $", in the mean of {ReportFormat.Number(question.Days)} days";
        FigureGroup group = new("needed", "Needed to break even against rebalancing");
        group.Add(new Figure("volatilityAnnualFraction", "volatility a year", sigma, FigureUnit.Fraction).Given("--volatility", isOfBook: true));
        group.Add(new Figure("feeAprFraction", $"fees a year, of the value{mean}", needed, FigureUnit.Fraction).FromText(loss.FairFeeExpression, loss.Origin));
        group.Add(new Figure("feesPerDayValue", $"fees a day{mean}", needed * question.Value / Year.Days).From($"fees a year * V / 365 = {needed} * {question.Value} / 365", Source.Definition));
        double? active = needed;
        if (question.Active is { IsOutside: true, Fraction: double share })
        {
            active = share > 0 ? needed / share : null;
            group.Add(new Figure("activeFeeAprFraction", "fees a year while in range, of the value", active, FigureUnit.Fraction, "none, it is never in range").From($"fees a year / share of the time in range = {needed} / {share}", Source.Definition));
        }
        if (question.Fees.FeePips is { } feePips && active is { } feeApr)
        {
            AddVolume(group, question, feePips, feeApr);
        }
        ExpectedValueReport expected = ExpectedValue.Of(question.Curve, question.Price, sigma, question.Years, question.Drift);
        group.Add(new Figure("expectedLossFraction", $"expected {(expected.LossFraction > 0 ? "gain" : "loss")} over {ReportFormat.Number(question.Days)} days, of the expected value held", expected.LossFraction, FigureUnit.Fraction)
            .From($"E[V] / E[H] - 1 over {question.Days} days at s = {sigma}, drift {question.Drift}, from P = {question.Price}: {expected.PoolValue} / {expected.HoldValue} - 1", Source.Lognormal));
        return group;
    }

    private static void AddVolume(FigureGroup group, BreakEvenQuestion question, int feePips, double feeApr)
    {
        double turnover = NetYield.TurnoverPerDay(feePips, feeApr);
        string whileActive = question.Active.IsOutside ? " while in range" : "";
        group.Add(new Figure("turnoverPerDayFraction", $"turnover a day{whileActive}, of the value", turnover, FigureUnit.Fraction).From($"fees a year / (fee * 365) = {feeApr} / ({Fraction.FromPips(feePips)} * 365)", Source.Rebalancing));
        group.Add(new Figure("turnoverAnnualFraction", $"turnover a year{whileActive}, of the value", turnover * Year.Days, FigureUnit.Fraction).From($"365 * turnover a day = 365 * {turnover}", Source.Definition));
        if (question.Fees.ShareFraction is > 0 and { } share)
        {
            group.Add(new Figure("volumePerDayValue", $"the pool's volume a day{whileActive}", turnover * question.Value / share).From($"turnover * V / share of the pool = {turnover} * {question.Value} / {share}", Source.Definition));
        }
    }
}
