namespace Tidemark.Amm.Events;

/// <summary>Which fields of a <see cref="PoolEvent"/> its source recorded. What is not recorded is not checked.</summary>
[Flags]
public enum PoolEventFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="PoolEvent.TimestampSeconds"/>.</summary>
    Timestamp = 1 << 0,

    /// <summary><see cref="PoolEvent.TransactionHash"/>.</summary>
    TransactionHash = 1 << 1,

    /// <summary><see cref="PoolEvent.Sender"/>.</summary>
    Sender = 1 << 2,

    /// <summary><see cref="PoolEvent.Owner"/>.</summary>
    Owner = 1 << 3,

    /// <summary><see cref="PoolEvent.Recipient"/>.</summary>
    Recipient = 1 << 4,

    /// <summary><see cref="PoolEvent.TickLower"/> and <see cref="PoolEvent.TickUpper"/>.</summary>
    Range = 1 << 5,

    /// <summary><see cref="PoolEvent.Liquidity"/>.</summary>
    Liquidity = 1 << 6,

    /// <summary><see cref="PoolEvent.Amount0"/>.</summary>
    Amount0 = 1 << 7,

    /// <summary><see cref="PoolEvent.Amount1"/>.</summary>
    Amount1 = 1 << 8,

    /// <summary><see cref="PoolEvent.SqrtPriceX96"/>.</summary>
    SqrtPriceX96 = 1 << 9,

    /// <summary><see cref="PoolEvent.PoolLiquidity"/>.</summary>
    PoolLiquidity = 1 << 10,

    /// <summary><see cref="PoolEvent.Tick"/>.</summary>
    Tick = 1 << 11,

    /// <summary><see cref="PoolEvent.Amount0Out"/> and <see cref="PoolEvent.Amount1Out"/>.</summary>
    AmountsOut = 1 << 12,

    /// <summary><see cref="PoolEvent.Paid0"/> and <see cref="PoolEvent.Paid1"/>.</summary>
    Paid = 1 << 13,

    /// <summary><see cref="PoolEvent.ProtocolFees0"/> and <see cref="PoolEvent.ProtocolFees1"/>.</summary>
    ProtocolFees = 1 << 14,

    /// <summary><see cref="PoolEvent.TokenId"/>.</summary>
    TokenId = 1 << 15,
}
