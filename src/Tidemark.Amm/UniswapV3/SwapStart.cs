using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>The state that a swap starts from.</summary>
internal readonly struct SwapStart
{
    public UInt256 SqrtPriceX96 { get; init; }

    public int Tick { get; init; }

    public UInt128 Liquidity { get; init; }

    public int Cursor { get; init; }

    public UInt256 FeeGrowthGlobalX128 { get; init; }

    public uint ProtocolShare { get; init; }
}
