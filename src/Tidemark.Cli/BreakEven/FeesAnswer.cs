using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>What the fees pay for.</summary>
internal static class FeesAnswer
{
    public static FigureGroup? Of(BreakEvenQuestion question)
    {
        if (question is not { Fees: { AprFraction: { } feeApr, Origin: { } origin }, EarnedApr: { } earned })
        {
            return null;
        }
        bool isOutside = question.Active.IsOutside;
        FigureGroup group = new("fees", "What the fees pay for");
        group.Add(new Figure("feeAprFraction", $"fees a year{(isOutside ? " while in range" : "")}, of the value", feeApr, FigureUnit.Fraction).FromText(question.Fees.Expression, origin));
        if (isOutside)
        {
            group.Add(new Figure("averageFeeAprFraction", "fees a year, out of range now, of the value", earned, FigureUnit.Fraction).From($"fees while in range * share of the time in range = {feeApr} * {question.Active.Fraction}", Source.Definition));
        }
        group.Add(new Figure("feesPerDayValue", "fees a day", question.FeesPerDay).From($"fees a year * V / 365 = {earned} * {question.Value} / 365", Source.Definition));
        PaidVolatility paid = PaidVolatility.Of(question.Curve, question.Price, feeApr, question.Days, question.Active);
        group.Add(new Figure("breakEvenVolatilityAnnualFraction", "volatility that they pay for", paid.Annual, FigureUnit.Fraction, paid.None).FromText(paid.Expression, paid.Origin));
        if (question.Loss is { } loss)
        {
            group.Add(new Figure("marginAprFraction", "left a year after the loss", earned - loss.AprFraction, FigureUnit.Fraction).From($"fees - loss = {earned} - {loss.AprFraction}", Source.Definition));
        }
        return group;
    }
}
