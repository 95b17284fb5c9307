using Tidemark.Simulation.Positions;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Prices that count money in base units of token 1.</summary>
internal static class BaseUnitPrices
{
    public static Func<long, double, TokenPrices> At { get; } = static (_, poolPrice) => new TokenPrices(poolPrice, 1);
}
