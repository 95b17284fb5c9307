using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Pairs;

/// <summary>The statistics of a pair, before they become a row of a table, JSON or CSV.</summary>
internal sealed record PairReport
{
    public required string Pair { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The usual time between two prices.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Zero or below.</summary>
    public required double ExpectedYearlyLoss { get; init; }

    /// <summary>What people see.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What only JSON and CSV have besides.</summary>
    public required IReadOnlyList<Figure> Details { get; init; }

    /// <summary>What to know about the data before believing the figures.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<FoundBadPrint> BadPrints { get; init; }

    /// <summary>Where the figures come from, where asked.</summary>
    public IReadOnlyList<Formula> Formulas { get; init; } = [];
}
