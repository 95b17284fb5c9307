using Tidemark.Analytics;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>The answer in one sentence.</summary>
internal static class BreakEvenSentence
{
    public static string Of(BreakEvenQuestion question) =>
        question is { Volatility: { } volatility, Loss: { } loss } ? OfVolatility(question, volatility, loss)
        : question.Fees.AprFraction is { } feeApr ? OfFees(question, feeApr)
        : OfPriceMove(question);

    private static string OfVolatility(BreakEvenQuestion question, double volatility, LossRate loss)
    {
        string at = $"At a volatility of {ReportFormat.Percent(volatility)} a year the position";
        string inDays = $"of its value in {ReportFormat.Number(question.Days)} days";
        if (loss.AprFraction == 0)
        {
            return $"{at} loses nothing to rebalancing{(question.Active.IsOutside ? $" in {ReportFormat.Number(question.Days)} days" : "")}; any fee is a gain.";
        }
        if (loss.AprFraction < 0)
        {
            return loss.IsAtPrice
                ? $"{at} gains {ReportFormat.Percent(-loss.AprFraction)} of its value a year, at the cost of who pays the claim; any fee comes on top."
                : $"{at} is expected to gain {ReportFormat.Percent(-loss.ExpectedFraction)} {inDays}, at the cost of who pays the claim; any fee comes on top.";
        }
        string loses = loss.IsAtPrice
            ? $"{at} loses {ReportFormat.Percent(loss.AprFraction)} of its value a year to arbitrage"
            : $"{at} is expected to lose {ReportFormat.Percent(loss.ExpectedFraction)} {inDays}, {ReportFormat.Percent(loss.AprFraction)} a year";
        double needed = loss.AprFraction;
        return question.EarnedApr is { } earned ? $"{loses} and earns {ReportFormat.Percent(earned)} in fees: {(earned > needed ? $"{ReportFormat.Percent(earned - needed)} are left" : $"{ReportFormat.Percent(needed - earned)} are missing")}."
            : question is { Fees.FeePips: { } feePips, Active.NowFraction: > 0 and { } time } ? $"{loses}; with a fee of {ReportFormat.Percent(Fraction.FromPips(feePips))} it breaks even at a turnover of {ReportFormat.Percent(NetYield.TurnoverPerDay(feePips, needed / time))} a day{(question.Active.IsOutside ? " while in range" : "")}."
            : $"{loses}; it breaks even when fees bring as much.";
    }

    private static string OfFees(BreakEvenQuestion question, double feeApr)
    {
        PaidVolatility paid = PaidVolatility.Of(question.Curve, question.Price, feeApr, question.Days, question.Active);
        string fees = $"Fees of {ReportFormat.Percent(feeApr)} a year";
        return paid.Annual is { } volatility ? $"{fees} pay for a volatility of {ReportFormat.Percent(volatility)} a year."
            : question.Active.IsOutside ? $"{fees} while in range are none at this price; give --volatility for the chance that the price comes back."
            : question.Curve.Gamma(question.Price) > 0 ? $"The position gains when the price moves; fees of {ReportFormat.Percent(feeApr)} a year come on top."
            : $"{fees} pay for any volatility.";
    }

    private static string OfPriceMove(BreakEvenQuestion question)
    {
        double loss = PriceMoveAnswer.Loss(question.Position)!.Value;
        int feePips = question.Fees.FeePips!.Value;
        return loss < 0
            ? $"The price's move since the entry lost {ReportFormat.Number(-loss)} against holding; at a fee of {ReportFormat.Percent(Fraction.FromPips(feePips))} a volume of {ReportFormat.Number(PriceMoveAnswer.Volume(loss, feePips))} makes up for it."
            : "The price's move since the entry lost nothing against holding; no volume has to make up for it.";
    }
}
