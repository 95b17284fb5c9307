using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Simulation.Replay;

/// <summary>A recorded Transfer of LP tokens that waits for the event of its call.</summary>
internal readonly record struct UniswapV2LpMovement(EventPosition Position, Address From, Address To, UInt256 Value);
