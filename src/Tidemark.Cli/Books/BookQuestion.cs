using Tidemark.Analytics;
using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A book from a file, and the states at which it is valued.</summary>
/// <param name="File">The file.</param>
/// <param name="Now">The price asked for, at the beginning.</param>
/// <param name="Horizon">That price at the end of the horizon.</param>
internal sealed record BookQuestion(BookCase File, MarketState Now, MarketState Horizon)
{
    /// <summary>The book after the move from the file's price to that asked for.</summary>
    public Book Book { get; } = File.Book.Advance(Now).Book;

    public double Days { get; } = (Horizon.Years - Now.Years) * Year.Days;

    /// <summary>The book's rules now.</summary>
    public IReadOnlyList<RuleState> Rules { get; } = [.. File.Book.Rules.Select(rule => new RuleState(File.Book.Advance(Now).Book, rule, Now))];
}
