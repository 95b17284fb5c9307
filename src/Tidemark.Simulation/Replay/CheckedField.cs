namespace Tidemark.Simulation.Replay;

/// <summary>The fields of events that a replay computes and compares.</summary>
public enum CheckedField
{
    /// <summary>Token 0.</summary>
    Amount0 = 0,

    /// <summary>Token 1.</summary>
    Amount1 = 1,

    /// <summary>The square-root price after the event.</summary>
    SqrtPriceX96 = 2,

    /// <summary>The active liquidity after the event.</summary>
    PoolLiquidity = 3,

    /// <summary>The tick after the event.</summary>
    Tick = 4,

    /// <summary>The protocol's share of a swap's fee in token 0.</summary>
    ProtocolFees0 = 5,

    /// <summary>The protocol's share of a swap's fee in token 1.</summary>
    ProtocolFees1 = 6,
}
