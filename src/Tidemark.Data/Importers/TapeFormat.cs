namespace Tidemark.Data.Importers;

/// <summary>A file dialect that holds pool events. <c>docs/reference/formats.md</c> defines them.</summary>
public enum TapeFormat
{
    /// <summary>Found out from the content.</summary>
    Unknown = 0,

    /// <summary>Tidemark's own events CSV; <c>csv</c>.</summary>
    Csv = 1,

    /// <summary>demeter-fetch's raw logs; <c>demeter-raw</c>.</summary>
    DemeterRaw = 2,

    /// <summary>demeter-fetch's decoded events joined with the position manager's; <c>demeter-tick</c>.</summary>
    DemeterTick = 3,

    /// <summary>demeter-fetch's decoded events of the pool alone; <c>demeter-pool-tick</c>.</summary>
    DemeterPoolTick = 4,

    /// <summary>The SQLite event database of Bella's uniswap-v3-simulator; <c>bella</c>.</summary>
    Bella = 5,

    /// <summary>The logs that <c>eth_getLogs</c> answers, as JSON; <c>logs</c>.</summary>
    Logs = 6,
}
