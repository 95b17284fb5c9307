using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>A snapshot of everything that decides how a pool goes on. Its lists are sorted, so equal pools give equal snapshots.</summary>
public sealed record UniswapV3PoolState
{
    /// <summary>The swap fee in millionths of the input; null where a source does not say.</summary>
    public int? FeePips { get; init; }

    /// <summary>The distance of usable ticks; null where a source does not say.</summary>
    public int? TickSpacing { get; init; }

    /// <summary>The square-root price in units of 2^-96; zero before the pool is initialised.</summary>
    public UInt256 SqrtPriceX96 { get; init; }

    /// <summary>The current tick.</summary>
    public int Tick { get; init; }

    /// <summary>The active liquidity.</summary>
    public UInt128 Liquidity { get; init; }

    /// <summary>Fees of token 0 per unit of active liquidity since the beginning, in units of 2^-128, modulo 2^256.</summary>
    public UInt256 FeeGrowthGlobal0X128 { get; init; }

    /// <summary>As <see cref="FeeGrowthGlobal0X128"/>, for token 1.</summary>
    public UInt256 FeeGrowthGlobal1X128 { get; init; }

    /// <summary>The protocol's share of fees as the contract packs it; see <see cref="ProtocolFeeRule"/>.</summary>
    public uint FeeProtocol { get; init; }

    /// <summary>The protocol's uncollected fees in token 0.</summary>
    public UInt128 ProtocolFees0 { get; init; }

    /// <summary>The protocol's uncollected fees in token 1.</summary>
    public UInt128 ProtocolFees1 { get; init; }

    /// <summary>Whether ticks, fees and positions are inferred from a tape, and so may be incomplete; false for a state that is the chain's.</summary>
    public bool IsInferred { get; init; }

    /// <summary>The initialised ticks, ascending.</summary>
    public IReadOnlyList<TickState> Ticks { get; init; } = [];

    /// <summary>The positions, ascending by key, without those that never were.</summary>
    public IReadOnlyList<KeyValuePair<PositionKey, PositionState>> Positions { get; init; } = [];
}
