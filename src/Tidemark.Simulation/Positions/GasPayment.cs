namespace Tidemark.Simulation.Positions;

/// <summary>How gas is paid for.</summary>
/// <param name="IsToken0">Whether the chain's coin is the pool's token 0, and not token 1.</param>
/// <param name="WeiPerGasAt">The price of a unit of gas at a time (seconds since 1970-01-01 UTC), in base units of the coin.</param>
public sealed record GasPayment(bool IsToken0, Func<long, double> WeiPerGasAt);
