using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

public class PoolLogTests
{
    private const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;
    private const PoolEventFields State = PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;

    private static readonly Address A = Address.Parse("0xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1");
    private static readonly Address B = Address.Parse("0xb2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2");

    internal static string Golden(string name) =>
        Path.Combine(SharedData.RepositoryRoot, "tests", "Tidemark.Tests", "Data", "Importers", "Golden", name);

    [Fact]
    public void Read_EveryV3Log_DecodesWhatTheEncoderPutIn()
    {
        PoolTape tape = PoolTape.Open(Golden("uniswap-v3.logs.json"));
        List<PoolEvent> events = TestTapes.ReadAll(tape);
        PoolEvent[] expected =
        [
            new() { Kind = PoolEventKind.Initialize, SqrtPriceX96 = UInt256.One << 96, Tick = -1, Recorded = PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick },
            new() { Kind = PoolEventKind.Mint, Sender = A, Owner = B, TickLower = -887220, TickUpper = 60, Liquidity = UInt128.MaxValue, Amount0 = 5, Amount1 = 6, Recorded = PoolEventFields.Sender | PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity | Amounts },
            new() { Kind = PoolEventKind.Swap, Sender = A, Recipient = B, Amount0 = Int256.MinValue, Amount1 = 7, SqrtPriceX96 = (UInt256.One << 160) - 1, PoolLiquidity = UInt128.MaxValue, Tick = -887272, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | State },
            new() { Kind = PoolEventKind.Burn, Owner = B, TickLower = -60, TickUpper = -1, Liquidity = 8, Amount0 = 9, Amount1 = 10, Recorded = PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity | Amounts },
            new() { Kind = PoolEventKind.Collect, Owner = B, Recipient = A, TickLower = -60, TickUpper = -1, Amount0 = 11, Amount1 = (Int256)(UInt256)UInt128.MaxValue, Recorded = PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Range | Amounts },
            new() { Kind = PoolEventKind.Flash, Sender = A, Recipient = B, Amount0 = 12, Amount1 = 13, Paid0 = 14, Paid1 = UInt256.MaxValue, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | PoolEventFields.Paid },
            new() { Kind = PoolEventKind.SetFeeProtocol, Amount0 = 4, Amount1 = 10, Recorded = Amounts },
            new() { Kind = PoolEventKind.CollectProtocol, Sender = A, Recipient = B, Amount0 = 15, Amount1 = 16, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts },
            new() { Kind = PoolEventKind.Swap, Sender = A, Recipient = B, Amount0 = 17, Amount1 = -18, SqrtPriceX96 = 19, PoolLiquidity = 20, Tick = 21, ProtocolFees0 = 22, ProtocolFees1 = 23, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | State | PoolEventFields.ProtocolFees },
            new() { Kind = PoolEventKind.SetFeeProtocol, Amount0 = 3200, Amount1 = 4000, Recorded = Amounts },
        ];

        Assert.Equal(AmmProtocol.UniswapV3, tape.Header.Protocol);
        AssertEvents(expected, events, skipped: 3);
        using PoolTapeReader reader = tape.OpenReader();
        _ = reader.Read(new PoolEvent[100]);
        Assert.Equal(1, reader.SkippedCount);
    }

    [Fact]
    public void Read_EveryV2Log_DecodesWhatTheEncoderPutIn()
    {
        PoolTape tape = PoolTape.Open(Golden("uniswap-v2.logs.json"));
        PoolEvent[] expected =
        [
            new() { Kind = PoolEventKind.Transfer, Recipient = B, Liquidity = UInt256.MaxValue, Recorded = PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity },
            new() { Kind = PoolEventKind.Sync, Amount0 = (Int256)((UInt256.One << 112) - 1), Amount1 = 24, Recorded = Amounts },
            new() { Kind = PoolEventKind.Mint, Sender = A, Amount0 = 25, Amount1 = 26, Recorded = PoolEventFields.Sender | Amounts },
            new() { Kind = PoolEventKind.Swap, Sender = A, Recipient = B, Amount0 = 27, Amount1 = 28, Amount0Out = 29, Amount1Out = 30, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | PoolEventFields.AmountsOut },
            new() { Kind = PoolEventKind.Burn, Sender = A, Recipient = B, Amount0 = 31, Amount1 = 32, Recorded = PoolEventFields.Sender | PoolEventFields.Recipient | Amounts },
        ];

        Assert.Equal(AmmProtocol.UniswapV2, tape.Header.Protocol);
        Assert.Equal("0xcccccccccccccccccccccccccccccccccccccccc", tape.Header.Pool.ToString());
        AssertEvents(expected, TestTapes.ReadAll(tape), skipped: 3);
    }

    [Fact]
    public void Write_V2Logs_ReadBackEqual()
    {
        using TestTapes tapes = new();
        PoolTape tape = PoolTape.Open(Golden("uniswap-v2.logs.json"));
        string path = tapes.PathOf("v2.csv");
        using (EventsCsvWriter writer = new(File.Create(path), tape.Header))
        {
            TestTapes.ReadAll(tape).ForEach(poolEvent => writer.Write(poolEvent));
        }

        Assert.Equal(TestTapes.ReadAll(tape), TestTapes.ReadAll(path));
        Assert.Equal(tape.Header with { Format = "csv" }, PoolTape.Open(path).Header);
    }

    private static void AssertEvents(PoolEvent[] expected, List<PoolEvent> events, int skipped)
    {
        Assert.Equal(expected.Length, events.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            uint index = (uint)(i < skipped ? i : i + 1);
            expected[i].Position = new EventPosition(100 + index, 0, index);
            expected[i].TransactionHash = UInt256.Parse("0x" + new string('d', 64));
            expected[i].Recorded |= PoolEventFields.TransactionHash;
            Assert.Equal(expected[i], events[i]);
        }
    }
}
