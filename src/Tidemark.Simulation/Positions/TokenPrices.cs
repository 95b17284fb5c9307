namespace Tidemark.Simulation.Positions;

/// <summary>What one base unit of each of a pool's tokens is worth at a moment, in some numeraire.</summary>
/// <param name="Token0">The price of a base unit of token 0.</param>
/// <param name="Token1">The price of a base unit of token 1.</param>
public readonly record struct TokenPrices(double Token0, double Token1);
