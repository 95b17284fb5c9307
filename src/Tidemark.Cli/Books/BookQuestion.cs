using Tidemark.Analytics;
using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A book from a file, and the states at which it is valued.</summary>
internal sealed class BookQuestion
{
    /// <summary>A question.</summary>
    /// <param name="file">The file.</param>
    /// <param name="now">The price asked for, at the beginning.</param>
    /// <param name="days">The horizon.</param>
    public BookQuestion(BookCase file, MarketState now, double days)
    {
        (File, Now, Days) = (file, now, days);
        Book = file.Book.Advance(now).Book;
        Margins = [.. Book.Legs.OfType<PerpetualLeg>().Select(leg => new MarginState(leg, now))];
        Rules = [.. file.Book.Rules.Select(rule => new RuleState(Book, rule, now))];
    }

    public BookCase File { get; }

    public MarketState Now { get; }

    public double Days { get; }

    /// <summary>The same price at the end of the horizon.</summary>
    public MarketState Horizon => new(Now.Price, Now.Years + (Days / Year.Days));

    /// <summary>The book after the move from the file's price to that asked for.</summary>
    public Book Book { get; }

    /// <summary>The margins of its perpetuals now.</summary>
    public IReadOnlyList<MarginState> Margins { get; }

    /// <summary>The book's rules now.</summary>
    public IReadOnlyList<RuleState> Rules { get; }
}
