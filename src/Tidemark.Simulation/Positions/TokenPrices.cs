namespace Tidemark.Simulation.Positions;

/// <summary>What one base unit of each of a pool's tokens is worth at a moment, in some numeraire.</summary>
/// <param name="Token0">The price of a base unit of token 0.</param>
/// <param name="Token1">The price of a base unit of token 1.</param>
public readonly record struct TokenPrices(double Token0, double Token1)
{
    /// <summary>What amounts of both tokens are worth.</summary>
    /// <param name="amount0">Token 0, base units.</param>
    /// <param name="amount1">Token 1, base units.</param>
    public double Value(double amount0, double amount1) => (amount0 * Token0) + (amount1 * Token1);
}
