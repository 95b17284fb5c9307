namespace Tidemark.Cli.Calculators;

/// <summary>What a position earns in fees, as far as the user says it.</summary>
/// <param name="FeePips">The fee in millionths, where given.</param>
/// <param name="ShareFraction">The position's share of what its pool earns, of a range while it is active, where given.</param>
/// <param name="AprFraction">The fees of a year as a fraction of the position's value, of a range while it is active; null where the options do not tell it.</param>
/// <param name="Expression">How that is found, with the numbers put in.</param>
/// <param name="Origin">Where that comes from.</param>
internal sealed record FeeTerms(int? FeePips, double? ShareFraction, double? AprFraction = null, string Expression = "", string? Origin = null);
