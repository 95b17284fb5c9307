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
        foreach (RuleState rule in question.Rules.Where(static rule => rule.IsHealthy))
        {
            yield return $"{rule.Rule.Name}, with a health factor of {ReportFormat.Number(rule.Health)}, liquidates {RuleSentence.Limits(rule) ?? "at no price"}.";
            if (RuleSentence.InTime(rule, question.Days) is { } sentence)
            {
                yield return sentence;
            }
        }
        foreach (string warning in BookWarnings.Of(book, now))
        {
            yield return warning;
        }
        foreach (MarginState margin in question.Margins)
        {
            if (margin.DaysUntilFundingCloses is > 0 and var days && days <= question.Days)
            {
                yield return $"Funding eats the margin of {margin.Name} before the horizon: at this price it is closed after {ReportFormat.Number(days)} days, or filled up from the cash.";
            }
        }
        if (BookWarnings.OfValues(book) is { } untouched)
        {
            yield return untouched;
        }
    }
}
