namespace Tidemark.Cli.Pairs;

/// <summary>All pairs, the smallest expected loss first.</summary>
/// <param name="Pairs">The pairs.</param>
/// <param name="Skipped">The cross pairs that have no statistics, each with the reason.</param>
internal sealed record PairsReport(IReadOnlyList<PairReport> Pairs, IReadOnlyList<KeyValuePair<string, string>> Skipped);
