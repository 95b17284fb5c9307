using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>What a short does, in words.</summary>
internal static class HedgeSentence
{
    public static string Of(HedgeQuestion question)
    {
        string sold = question.Quantity switch
        {
            > 0 => $"Selling {ReportFormat.Number(question.Quantity)} of token {question.Position.MovingToken} short at {ReportFormat.Number(question.Price)} takes delta away",
            < 0 => $"Buying {ReportFormat.Number(-question.Quantity)} of token {question.Position.MovingToken} long at {ReportFormat.Number(question.Price)} takes delta away",
            _ => $"At {ReportFormat.Number(question.Price)} delta is 0 without a hedge",
        };
        (double low, double high) = (question.Range.LowerPrice, question.Range.UpperPrice);
        (double atLow, double atHigh) = (Stays(question, low), Stays(question, high));
        return Math.Abs(atLow) + Math.Abs(atHigh) <= 1e-9 * question.Value
            ? $"{sold}, and nothing of profit and loss stays."
            : $"{sold}, not the loss: {Money(question, atLow)} stays at {ReportFormat.Number(low)}, {Money(question, atHigh)} at {ReportFormat.Number(high)}{question.When}.";
    }

    public static IEnumerable<string> Notes(HedgeQuestion question)
    {
        if (question.Position.CurveAfter is not null)
        {
            yield return $"Delta, bands and the loss a day are those of now; profits, the shorts that leave least and the expected loss are of the book{question.When}, with its own fees, interest, funding, options and protection as they are then.";
        }
        yield return question.Curve.IsClaim
            ? "What stays is the claim less its own tangent: somebody else bears the loss, and the claim bends upward."
            : "What stays is the impermanent loss from here: a short is a straight line and the position bends. Adjusting the short only turns that into the loss to rebalancing.";
        if (question.Volatility is { } volatility && LossRate.Of(question.Curve, question.Price, volatility, question.Days, 0).Note is { } note)
        {
            yield return note;
        }
    }

    private static double Stays(HedgeQuestion question, double price) => question.LiquidityProfit(price) + question.ShortProfit(question.Quantity, price);

    private static string Money(HedgeQuestion question, double amount) => $"{ReportFormat.Number(amount)} ({ReportFormat.Percent(amount / question.Value)} of the value)";
}
