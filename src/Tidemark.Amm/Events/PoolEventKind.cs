namespace Tidemark.Amm.Events;

/// <summary>What happened in a pool. The numbers are stable.</summary>
public enum PoolEventKind
{
    /// <summary>No event; the default.</summary>
    None = 0,

    /// <summary>The pool got its first price (V3).</summary>
    Initialize = 1,

    /// <summary>Liquidity was added.</summary>
    Mint = 2,

    /// <summary>Liquidity was removed.</summary>
    Burn = 3,

    /// <summary>A position's owed tokens were paid out (V3).</summary>
    Collect = 4,

    /// <summary>Tokens were exchanged.</summary>
    Swap = 5,

    /// <summary>Tokens were lent and returned within one transaction (V3).</summary>
    Flash = 6,

    /// <summary>The protocol's share of fees was set (V3).</summary>
    SetFeeProtocol = 7,

    /// <summary>The protocol's share of fees was paid out (V3).</summary>
    CollectProtocol = 8,

    /// <summary>The reserves were recorded (V2).</summary>
    Sync = 9,

    /// <summary>LP tokens were minted, moved or burned (V2).</summary>
    Transfer = 10,
}
