using Tidemark.Amm.Events;

namespace Tidemark.Simulation.Positions;

/// <summary>An event of a V2 pair, its time in seconds since 1970-01-01 UTC, and what rebalancing would have made up to it above one unit of liquidity.</summary>
internal readonly record struct PairEvent(PoolEvent Event, long Seconds, double UnitLoss);
