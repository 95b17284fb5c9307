using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

internal struct TickEntry
{
    public TickState State;

    // Derived from the tick; kept because every swap that nears the tick asks for it.
    public UInt256 SqrtPriceX96;
}
