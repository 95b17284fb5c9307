using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>A world's events as the file readers see them.</summary>
internal static class WorldTapes
{
    public static IPoolEventReader OpenCsv(RecordedWorld world) => Open(world, "tape.csv", TapeFormat.Csv);

    public static IPoolEventReader OpenLogs(RecordedWorld world) => Open(world, "logs.json", TapeFormat.Logs);

    public static PoolEvent[] ReadAll(IPoolEventReader reader)
    {
        List<PoolEvent> events = [];
        PoolEvent[] batch = new PoolEvent[64];
        for (int count = reader.Read(batch); count > 0; count = reader.Read(batch))
        {
            events.AddRange(batch.AsSpan(0, count));
        }
        return [.. events];
    }

    /// <summary>The events CSV, which the generator decoded, and the raw logs, which we decode, must give the same events.</summary>
    public static void CompareDialects(RecordedWorld world)
    {
        using IPoolEventReader csv = OpenCsv(world);
        using IPoolEventReader logs = OpenLogs(world);
        PoolEvent[] decoded = ReadAll(csv);
        PoolEvent[] raw = ReadAll(logs);

        Assert.Equal(world.Header.Text("world") == "uniswap-v3" ? AmmProtocol.UniswapV3 : AmmProtocol.UniswapV2, csv.Header.Protocol);
        Assert.Equal(csv.Header.Protocol, logs.Header.Protocol);
        Assert.Equal(world.Header.Address(world.Header.Has("pool") ? "pool" : "pair"), logs.Header.Pool);
        Assert.Equal(decoded.Length, raw.Length);
        for (int i = 0; i < decoded.Length; i++)
        {
            Assert.Equal(decoded[i], raw[i]);
        }
    }

    // The format is found out from the content.
    private static PoolTapeReader Open(RecordedWorld world, string name, TapeFormat format)
    {
        PoolTape tape = PoolTape.Open(Path.Combine(world.Folder, name));
        Assert.Equal(format, tape.Format);
        return tape.OpenReader();
    }
}
