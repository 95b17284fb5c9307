using Tidemark.Cli.Output;

namespace Tidemark.Cli.Pairs;

/// <summary>What the user asks of a comparison of pairs.</summary>
internal sealed record PairsRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>As many as the files, or none.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required bool Crosses { get; init; }

    public required bool FiltersBadPrints { get; init; }

    /// <summary>Null for as many as 365 days have intervals.</summary>
    public required double? PeriodsPerYear { get; init; }

    public required double EwmaLambda { get; init; }

    public required bool Explains { get; init; }

    public required OutputFormat Output { get; init; }
}
