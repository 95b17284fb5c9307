using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>The names of the kinds of events in an events CSV. They reach disk and stay as they are.</summary>
internal static class EventsCsvKinds
{
    /// <summary>The kinds' names, for messages.</summary>
    public const string All = "initialize, mint, burn, collect, swap, flash, set_fee_protocol, collect_protocol, sync or transfer";

    /// <summary>Finds the kind with a name; <see cref="PoolEventKind.None"/> where there is none.</summary>
    public static PoolEventKind Parse(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("swap"u8) ? PoolEventKind.Swap
        : name.SequenceEqual("mint"u8) ? PoolEventKind.Mint
        : name.SequenceEqual("burn"u8) ? PoolEventKind.Burn
        : name.SequenceEqual("collect"u8) ? PoolEventKind.Collect
        : name.SequenceEqual("sync"u8) ? PoolEventKind.Sync
        : name.SequenceEqual("transfer"u8) ? PoolEventKind.Transfer
        : name.SequenceEqual("flash"u8) ? PoolEventKind.Flash
        : name.SequenceEqual("initialize"u8) ? PoolEventKind.Initialize
        : name.SequenceEqual("set_fee_protocol"u8) ? PoolEventKind.SetFeeProtocol
        : name.SequenceEqual("collect_protocol"u8) ? PoolEventKind.CollectProtocol
        : PoolEventKind.None;

    /// <summary>The kind's name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no name.</exception>
    public static ReadOnlySpan<byte> NameOf(PoolEventKind kind) => kind switch
    {
        PoolEventKind.Initialize => "initialize"u8,
        PoolEventKind.Mint => "mint"u8,
        PoolEventKind.Burn => "burn"u8,
        PoolEventKind.Collect => "collect"u8,
        PoolEventKind.Swap => "swap"u8,
        PoolEventKind.Flash => "flash"u8,
        PoolEventKind.SetFeeProtocol => "set_fee_protocol"u8,
        PoolEventKind.CollectProtocol => "collect_protocol"u8,
        PoolEventKind.Sync => "sync"u8,
        PoolEventKind.Transfer => "transfer"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of event has no name in an events CSV."),
    };

    /// <summary>Whether a pool of the protocol has such events.</summary>
    public static bool BelongsTo(PoolEventKind kind, AmmProtocol protocol) => kind switch
    {
        PoolEventKind.Mint or PoolEventKind.Burn or PoolEventKind.Swap => true,
        PoolEventKind.Sync or PoolEventKind.Transfer => protocol == AmmProtocol.UniswapV2,
        _ => protocol == AmmProtocol.UniswapV3,
    };
}
