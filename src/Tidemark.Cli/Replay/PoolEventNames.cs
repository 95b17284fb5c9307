using Tidemark.Amm.Events;

namespace Tidemark.Cli.Replay;

/// <summary>Events as the events CSV names them.</summary>
internal static class PoolEventNames
{
    public static string NameOf(PoolEventKind kind) => kind switch
    {
        PoolEventKind.Initialize => "initialize",
        PoolEventKind.Mint => "mint",
        PoolEventKind.Burn => "burn",
        PoolEventKind.Collect => "collect",
        PoolEventKind.Swap => "swap",
        PoolEventKind.Flash => "flash",
        PoolEventKind.SetFeeProtocol => "set_fee_protocol",
        PoolEventKind.CollectProtocol => "collect_protocol",
        PoolEventKind.Sync => "sync",
        PoolEventKind.Transfer => "transfer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Invariant: an event without a name."),
    };
}
