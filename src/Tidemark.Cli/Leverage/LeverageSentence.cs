using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>The answer in words.</summary>
internal static class LeverageSentence
{
    public static string Of(LeverageQuestion question, LeverageAnswer answer)
    {
        string carry = $"the carry is {ReportFormat.Number(answer.CarryAnnual / Analytics.Year.Days)} a day";
        if (answer.Debt == 0)
        {
            return $"Without debt nothing liquidates; {carry}.";
        }
        string? down = Side(answer.Prices.Down, question.Price, "below");
        string? up = Side(answer.Prices.Up, question.Price, "above");
        string where = down is null && up is null ? "No price liquidates it" : $"It is liquidated {string.Join(" and ", new[] { down, up }.OfType<string>())}";
        return $"{where}; health is {ReportFormat.Number(Math.Round(answer.Rule.HealthFactor(answer.Book, question.Now), 4))}, and {carry}.";
    }

    /// <summary>What a reader must know besides.</summary>
    public static IEnumerable<string> Notes(LeverageQuestion question, LeverageAnswer answer)
    {
        if (answer.Debt > 0 && answer.Prices is { Down: null } or { Up: null })
        {
            string side = answer.Prices is { Down: null, Up: null } ? "rise or fall" : answer.Prices.Down is null ? "fall" : "rise";
            yield return $"No {side} of the price liquidates it{(question.ShareOfToken0 is > 0 and < 1 ? "" : side == "rise" ? ": all of the debt is in token 1" : side == "fall" ? ": all of the debt is in token 0" : "")}.";
        }
        if (answer.DaysNet <= question.Days)
        {
            yield return $"Interest eats the position before the horizon: at this price it is liquidated after {ReportFormat.Number(answer.DaysNet.Value)} days.";
        }
        else if (answer.DaysOfInterest <= question.Days)
        {
            yield return $"Only what it earns saves it: interest alone would liquidate it after {ReportFormat.Number(answer.DaysOfInterest.Value)} days.";
        }
    }

    private static string? Side(double? price, double now, string word) =>
        price is { } at ? $"{word} {ReportFormat.Number(at)} ({ReportFormat.Percent((at / now) - 1)})" : null;
}
