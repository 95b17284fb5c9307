namespace Tidemark.Data.Importers;

/// <summary>The logs that are known by their first topic.</summary>
internal enum PoolLogKind
{
    None,
    V3Initialize,
    V3Mint,
    V3Burn,
    V3Collect,
    V3Swap,
    V3Flash,
    V3SetFeeProtocol,
    V3CollectProtocol,
    V2Mint,
    V2Burn,
    V2Swap,
    V2Sync,
    V2Transfer,
    PositionManager,
}
