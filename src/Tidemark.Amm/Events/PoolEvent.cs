using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.Events;

/// <summary>One thing that happened in a pool, as its chain recorded it: the single stream that every exact pool applies, whether it
/// comes from a file, a node or a simulated market.</summary>
/// <remarks>All amounts are base units. A field that the source did not record is zero and missing from <see cref="Recorded"/>.
/// The struct is large: pass it by reference.</remarks>
public record struct PoolEvent
{
    /// <summary>Where the event stands on its chain.</summary>
    public EventPosition Position { get; set; }

    /// <summary>What happened.</summary>
    public PoolEventKind Kind { get; set; }

    /// <summary>Which of the fields below the source recorded.</summary>
    public PoolEventFields Recorded { get; set; }

    /// <summary>The block's time, seconds since 1970-01-01 UTC.</summary>
    public long TimestampSeconds { get; set; }

    /// <summary>The transaction's hash, as a big-endian number.</summary>
    public UInt256 TransactionHash { get; set; }

    /// <summary>Who called the pool.</summary>
    public Address Sender { get; set; }

    /// <summary>Whose position it is (V3 mint, burn, collect); who the LP tokens came from (V2 transfer).</summary>
    public Address Owner { get; set; }

    /// <summary>Who received tokens (collect, swap, flash, collect protocol, V2 burn); who received LP tokens (V2 transfer).</summary>
    public Address Recipient { get; set; }

    /// <summary>The position's lower tick (V3 mint, burn, collect).</summary>
    public int TickLower { get; set; }

    /// <summary>The position's upper tick (V3 mint, burn, collect).</summary>
    public int TickUpper { get; set; }

    /// <summary>The position manager's token id of the position (V3 mint, burn, collect), where the source joins its logs.</summary>
    public ulong TokenId { get; set; }

    /// <summary>Liquidity added or removed (V3 mint, burn); LP tokens moved (V2 transfer).</summary>
    public UInt256 Liquidity { get; set; }

    /// <summary>Token 0: what the pool gained, negative where it paid (V3 swap); deposited, owed, collected or lent (V3 mint, burn, collect,
    /// flash, collect protocol); the new share of token 0's fees (set fee protocol); received by the pool (V2 swap), deposited or paid out
    /// (V2 mint, burn); the reserve (V2 sync).</summary>
    public Int256 Amount0 { get; set; }

    /// <summary>Token 1, as <see cref="Amount0"/>.</summary>
    public Int256 Amount1 { get; set; }

    /// <summary>The square root of the price after the event, in units of 2^-96 (V3 initialize and swap; others where a source adds it).</summary>
    public UInt256 SqrtPriceX96 { get; set; }

    /// <summary>The pool's active liquidity after the event (V3 swap; others where a source adds it).</summary>
    public UInt256 PoolLiquidity { get; set; }

    /// <summary>The pool's tick after the event (V3 initialize and swap; others where a source adds it).</summary>
    public int Tick { get; set; }

    /// <summary>Token 0 that the pool paid out (V2 swap).</summary>
    public UInt256 Amount0Out { get; set; }

    /// <summary>Token 1 that the pool paid out (V2 swap).</summary>
    public UInt256 Amount1Out { get; set; }

    /// <summary>Token 0 returned above what was lent (V3 flash).</summary>
    public UInt256 Paid0 { get; set; }

    /// <summary>Token 1 returned above what was lent (V3 flash).</summary>
    public UInt256 Paid1 { get; set; }

    /// <summary>The protocol's share of the fee in token 0 (PancakeSwap V3 swap).</summary>
    public UInt128 ProtocolFees0 { get; set; }

    /// <summary>The protocol's share of the fee in token 1 (PancakeSwap V3 swap).</summary>
    public UInt128 ProtocolFees1 { get; set; }

    /// <summary>Whether the source recorded every one of <paramref name="fields"/>.</summary>
    public readonly bool Has(PoolEventFields fields) => (Recorded & fields) == fields;
}
