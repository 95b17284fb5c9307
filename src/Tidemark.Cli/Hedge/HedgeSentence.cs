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
        string what = Math.Max(atLow, atHigh) <= 0 ? ", not the loss" : Math.Min(atLow, atHigh) >= 0 ? ", not the gain" : "";
        return IsNothing(question, atLow, atHigh)
            ? $"{sold}, and nothing of profit and loss stays."
            : $"{sold}{what}: {Money(question, atLow)} stays at {ReportFormat.Number(low)}, {Money(question, atHigh)} at {ReportFormat.Number(high)}{question.When}.";
    }

    public static IEnumerable<string> Notes(HedgeQuestion question)
    {
        if (question.Position.CurveAfter is not null)
        {
            yield return $"Delta, bands and the loss a day are those of now; profits, the shorts that leave least and the expected loss are of the book{question.When}, with its own fees, interest, funding, options and protection as they are then.";
        }
        if (!IsNothing(question, Stays(question, question.Range.LowerPrice), Stays(question, question.Range.UpperPrice)))
        {
            yield return WhatStays(question);
        }
        if (question.Loss?.Note is { } note)
        {
            yield return note;
        }
    }

    private static string WhatStays(HedgeQuestion question) => question.Curve.IsClaim
            ? "What stays is the claim less its own tangent: somebody else bears the loss, and the claim bends upward."
            : !question.Position.HasLiquidity ? $"What stays is how the book bends: a {question.Word} is a straight line."
            : question.Position.CurveAfter is not null ? $"What stays is how the book bends, of its liquidity the impermanent loss from here: a {question.Word} is a straight line. Adjusting the {question.Word} only turns that into the loss to rebalancing."
            : "What stays is the impermanent loss from here: a short is a straight line and the position bends. Adjusting the short only turns that into the loss to rebalancing.";

    private static bool IsNothing(HedgeQuestion question, double atLow, double atHigh) => Math.Abs(atLow) + Math.Abs(atHigh) <= 1e-9 * (Math.Abs(question.Value) + Math.Abs(question.Notional));

    private static double Stays(HedgeQuestion question, double price) => question.LiquidityProfit(price) + question.ShortProfit(question.Quantity, price);

    private static string Money(HedgeQuestion question, double amount) => $"{ReportFormat.Number(amount)}{(question.Value > 0 ? $" ({ReportFormat.Percent(amount / question.Value)} of the value)" : "")}";
}
