using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>How long the price stays in the range, where the position is one.</summary>
internal static class RangeAnswer
{
    public static FigureGroup? Of(BreakEvenQuestion question)
    {
        if (question is not { Active: { IsRange: true } active, Volatility: { } volatility })
        {
            return null;
        }
        (double price, double lower, double upper) = (question.Price, active.LowerPrice, active.UpperPrice);
        bool isInside = price > lower && price < upper;
        RangeExitReport? exit = isInside ? RangeExit.Of(price, lower, upper, volatility, question.Drift) : null;
        double? atBound = active.IsAtLowerBound(price) ? 0 : null;
        double? stays = isInside ? RangeExit.Survival(price, lower, upper, volatility, question.Years, question.Drift) : atBound;
        const string Outside = "outside it";
        string days = ReportFormat.Number(question.Days);
        string law = $"a lognormal price from {Formula.Show(price)}, drift {Formula.Show(question.Drift)}, s = {Formula.Show(volatility)}, range from {Formula.Show(lower)} to {Formula.Show(upper)},";
        FigureGroup group = new("range", "The range");
        group.Add(new Figure("timeInRangeFraction", $"expected share of {days} days in it", active.Fraction, FigureUnit.Fraction).FromText(active.Expression, Source.Definition));
        group.Add(new Figure("stayProbability", $"probability of staying in it for {days} days", stays, FigureUnit.Fraction, Outside).From($"P[in range for all of {question.Days} days], {law}", Source.ExitTime));
        group.Add(new Figure("expectedExitDays", "mean time until the price leaves it", exit?.ExpectedDays ?? atBound, FigureUnit.Days, Outside).From($"mean first exit, {law}", Source.ExitTime));
        group.Add(new Figure("upwardExitProbability", "probability that it leaves upwards", exit?.UpwardProbability ?? atBound, FigureUnit.Fraction, Outside).From($"P[first exit at {upper}], {law}", Source.ExitTime));
        return group;
    }
}
