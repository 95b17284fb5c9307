using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;
using Tidemark.Data.States;

namespace Tidemark.Tests.Data;

/// <summary>What <c>docs/reference/formats.md</c> shows is what the code reads and writes.</summary>
public sealed class FormatsDocumentTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Example_EventsCsv_IsAPoolThatReplaysAsItSays()
    {
        File.WriteAllText(_path, CodeBlock("csv"));
        using PoolTapeReader reader = PoolTape.Open(_path).OpenReader();
        PoolEvent[] events = new PoolEvent[4];

        Assert.Equal(3, reader.Read(events));
        Assert.Equal([PoolEventKind.Initialize, PoolEventKind.Mint, PoolEventKind.Swap], events[..3].Select(poolEvent => poolEvent.Kind));

        // The swap ends where the recorded price says: the amount in, less the fee, moves the price by liquidity alone.
        Assert.Equal(events[2].Tick, TickMath.GetTickAtSqrtPrice(events[2].SqrtPriceX96));
        Assert.Equal(events[1].Liquidity, events[2].PoolLiquidity);
    }

    [Fact]
    public void Example_State_IsWrittenAsItIsShown()
    {
        string example = CodeBlock("json");
        File.WriteAllText(_path, example);
        PoolStateJson.Write(_path, PoolStateJson.Read(_path));

        Assert.Equal(example, File.ReadAllText(_path));
    }

    [Fact]
    public void Document_NamesEveryFormatColumnAndEvent()
    {
        string document = Document();
        Assert.All(TapeFormatNames.All, name => Assert.Contains($"| `{name}` |", document, StringComparison.Ordinal));
        Assert.All(PoolLogSchema.All.Where(entry => entry.Value.Protocol is not null), entry =>
            Assert.Contains($"`{entry.Value.Signature[..entry.Value.Signature.IndexOf('(', StringComparison.Ordinal)]}`", document, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<PoolEventKind>().Where(kind => kind != PoolEventKind.None), kind =>
            Assert.Contains($"| `{System.Text.Encoding.UTF8.GetString(EventsCsvKinds.NameOf(kind))}` |", document, StringComparison.Ordinal));
        foreach (AmmProtocol protocol in Enum.GetValues<AmmProtocol>())
        {
            using MemoryStream stream = new();
            using (EventsCsvWriter writer = new(stream, new TapeHeader { Protocol = protocol, Format = "csv", Pool = default(Address), FeePips = 1, TickSpacing = 1 }, leaveOpen: true))
            {
                writer.Flush();
            }
            string[] columns = System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split(',');
            Assert.All(columns, column => Assert.Contains($"`{column}`", document, StringComparison.Ordinal));
        }
    }

    private static string Document() => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "reference", "formats.md"));

    private static string CodeBlock(string language)
    {
        string document = Document();
        int start = document.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
