namespace Tidemark.Amm.Events;

/// <summary>A disagreement between a pool and the chain's record of it.</summary>
/// <param name="Position">Where the event stands.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Field">Which field disagrees, as JSON names it: <c>amount1</c>, <c>sqrtPriceX96</c>; <c>revert</c> where the pool refuses
/// what the chain accepted.</param>
/// <param name="Expected">What the chain recorded.</param>
/// <param name="Actual">What the pool computed.</param>
public readonly record struct EventMismatch(EventPosition Position, PoolEventKind Kind, string Field, string Expected, string Actual);
