using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>What a position earns in fees, as far as the user says it.</summary>
/// <param name="FeePips">The fee in millionths, where given.</param>
/// <param name="ShareFraction">The position's share of what its pool earns, where given.</param>
/// <param name="AprFraction">The fees of a year as a fraction of the position's value; null where the options do not tell it.</param>
/// <param name="Formula">Where that comes from.</param>
internal sealed record FeeTerms(int? FeePips, double? ShareFraction, double? AprFraction = null, Formula? Formula = null);
