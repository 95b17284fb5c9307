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
        foreach (RuleState rule in question.Rules)
        {
            yield return rule.IsHealthy
                ? $"{rule.Rule.Name}, with a health factor of {ReportFormat.Number(rule.Health)}, liquidates {RuleSentence.Limits(rule) ?? "at no price"}."
                : $"At this price {rule.Rule.Name} has liquidated: the health factor is {ReportFormat.Number(rule.Health)}. The figures are those before it.";
            if (RuleSentence.InTime(rule, question.Days) is { } sentence)
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
}
