using Tidemark.Amm.Numerics;

namespace Tidemark.Benchmarks.Peers;

/// <summary>One swap of a workload: an exact input without a price limit.</summary>
internal readonly record struct PeerSwap(bool ZeroForOne, Int256 AmountIn, UInt256 Limit);
