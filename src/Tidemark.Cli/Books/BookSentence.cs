using Tidemark.Analytics.Legs;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>What a book is worth and what threatens it, in sentences.</summary>
internal static class BookSentence
{
    public static string Of(BookQuestion question)
    {
        (Book book, MarketState now, BookCase file) = (question.Book, question.Now, question.File);
        BookGreeks greeks = book.Greeks(now);
        return $"At {ReportFormat.Number(now.Price)} the book is worth {ReportFormat.Number(book.Value(now))} {file.Symbol1}, {(greeks.Delta == 0 ? "does not move with it at first" : $"moves like {ReportFormat.Number(greeks.Delta)} {file.Symbol0}")}, "
            + $"and {(greeks.CarryPerDay < 0 ? "loses" : "gains")} {ReportFormat.Number(Math.Abs(greeks.CarryPerDay))} {file.Symbol1} a day.";
    }

    /// <summary>A sentence for each rule, and what values leave out.</summary>
    public static IEnumerable<string> Notes(BookQuestion question)
    {
        (Book book, MarketState now) = (question.Book, question.Now);
        foreach (LiquidationRule rule in book.Rules)
        {
            double health = rule.HealthFactor(book, now);
            yield return health < 1
                ? $"At this price {rule.Name} has liquidated: the health factor is {ReportFormat.Number(health)}. The figures are those before it."
                : Limits(rule, rule.LiquidationPrices(book, now), health, now.Price);
            if (health >= 1 && InTime(question, rule) is { } sentence)
            {
                yield return sentence;
            }
        }
        foreach (PerpetualLeg leg in book.Legs.OfType<PerpetualLeg>().Where(leg => leg.MarginValue(now) < leg.MaintenanceMargin(now)))
        {
            yield return $"At this price the margin of {leg.Name} is used up: {ReportFormat.Number(leg.MarginValue(now))} where {ReportFormat.Number(leg.MaintenanceMargin(now))} are the least. The figures are those before it is closed or filled up.";
        }
        if (book.Rules.Count > 0 || book.Legs.Any(static leg => leg is PerpetualLeg))
        {
            yield return "Values over prices are those of a book that no rule has touched on the way.";
        }
    }

    private static string? InTime(BookQuestion question, LiquidationRule rule) =>
        BookRules.DaysNet(question, rule) is { } net && net <= question.Days
            ? $"Interest eats what {rule.Name} secures before the horizon: at this price it is liquidated after {ReportFormat.Number(net)} days."
        : BookRules.DaysOfInterest(question, rule) is { } days && days <= question.Days
            ? $"Only what its collateral earns saves {rule.Name}: interest alone would liquidate it after {ReportFormat.Number(days)} days."
        : null;

    private static string Limits(LiquidationRule rule, LiquidationPrices prices, double health, double price)
    {
        string[] limits =
        [
            .. prices.Down is { } down ? (string[])[$"below {ReportFormat.Number(down)} ({ReportFormat.Percent(down / price - 1)})"] : [],
            .. prices.Up is { } up ? (string[])[$"above {ReportFormat.Number(up)} (+{ReportFormat.Percent(up / price - 1)})"] : [],
        ];
        return $"{rule.Name}, with a health factor of {ReportFormat.Number(health)}, {(limits.Length == 0 ? "liquidates at no price" : $"liquidates {string.Join(" and ", limits)}")}.";
    }
}
