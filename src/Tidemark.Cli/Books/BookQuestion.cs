using Tidemark.Analytics;
using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A book from a file, and the states at which it is valued.</summary>
/// <param name="File">The file.</param>
/// <param name="Now">The price asked for, at the beginning.</param>
/// <param name="Horizon">That price at the end of the horizon.</param>
internal sealed record BookQuestion(BookCase File, MarketState Now, MarketState Horizon)
{
    private const double Rounding = 1e-12;

    public Book Book => File.Book;

    /// <summary>The delta now, zero where it is only the rounding of its parts.</summary>
    public double Delta => Book.Greeks(Now).Delta is var delta && Math.Abs(delta) > Rounding * Book.Legs.Sum(leg => Math.Abs(leg.Delta(Now))) ? delta : 0;

    public double Days { get; } = (Horizon.Years - Now.Years) * Year.Days;
}
