namespace Tidemark.Cli.Hedge;

/// <summary>What a short receives in funding.</summary>
/// <param name="AprFraction">The rate of a year on its size; plus is received.</param>
/// <param name="Days">The days of a record, where it comes from one.</param>
/// <param name="Expression">How it is found.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record FundingTerms(double AprFraction, double? Days, string Expression, string Origin);
