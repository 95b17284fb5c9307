using Tidemark.Analytics.Legs;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>The answer in words.</summary>
internal static class LeverageSentence
{
    public static string Of(LeverageAnswer answer)
    {
        string carry = $"the carry is {ReportFormat.Number(answer.CarryPerDay)} a day";
        return answer.Debt == 0
            ? $"Without debt nothing liquidates; {carry}."
            : $"{(RuleSentence.Limits(answer.State) is { } limits ? $"It is liquidated {limits}" : "No price liquidates it")}; health is {ReportFormat.Number(Math.Round(answer.State.Health, 4))}, and {carry}.";
    }

    /// <summary>What a reader must know besides.</summary>
    public static IEnumerable<string> Notes(LeverageQuestion question, LeverageAnswer answer)
    {
        if (answer.Debt > 0 && answer.State.Prices is { Down: null } or { Up: null })
        {
            string side = answer.State.Prices is { Down: null, Up: null } ? "rise or fall" : answer.State.Prices.Down is null ? "fall" : "rise";
            yield return $"No {side} of the price liquidates it{(question.ShareOfToken0 is > 0 and < 1 ? "" : side == "rise" ? ": all of the debt is in token 1" : side == "fall" ? ": all of the debt is in token 0" : "")}.";
        }
        if (RuleSentence.InTime(answer.State, question.Days) is { } sentence)
        {
            yield return sentence;
        }
        if (answer.Debt > 0)
        {
            yield return "Equity over prices is that of a position that was not liquidated on the way, though it is where health is below 1.";
        }
        if (question.Terms is CloseFactorLiquidation close && question.Threshold * (1 + close.BonusFraction) > 1)
        {
            yield return "A liquidation leaves less health than before, as the threshold with the bonus is above 1: further ones follow at the same price, and the figures are those of the first.";
        }
    }
}
