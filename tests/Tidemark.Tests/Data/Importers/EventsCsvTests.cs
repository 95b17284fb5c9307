using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

public class EventsCsvTests
{
    private const string Columns = "block_number,block_timestamp,transaction_hash,transaction_index,log_index,event,sender,owner,recipient,"
        + "tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick";

    private const string A = "0x00000000000000000000000000000000000000aA";
    private const string B = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Hash = "0x8000000000000000000000000000000000000000000000000000000000000001";

    [Fact]
    public void Read_EveryKindOfV3Event_FieldsAsDocumented()
    {
        using TestTapes tapes = new();
        string path = tapes.Write("any.name", Columns + ",paid0,paid1\n"
            + $"1,1700000000,{Hash},0,1,initialize,,,,,,,,,79228162514264337593543950336,,0,,\n"
            + $"1,2023-11-14T22:13:20Z,{Hash},0,2,mint,{A},{B},,-60,60,340282366920938463463374607431768211455,5,6,,,,,\n"
            + $"2,2023-11-14 22:13:20,{Hash},0,3,swap,{A},,{B},,,,-7,57896044618658097711785492504343953926634992332820282019728792003956564819967,1461501637330902918203684832716283019655932542975,9,-887272,,\n"
            + $"3,2023-11-15T00:13:20+02:00,{Hash},0,3,burn,,{B},,-60,60,0,0,0,,,,,\n"
            + $"3,1700000000,{Hash},1,4,collect,,{B},{A},-60,60,,11,12,,,,,\n"
            + $"4,1700000000,{Hash},0,0,flash,{A},,{B},,,,13,14,,,,15,16\n"
            + $"5,1700000000,{Hash},0,0,set_fee_protocol,,,,,,,4,10,,,,,\n"
            + $"6,1700000000,{Hash},0,0,collect_protocol,{A},,{B},,,,17,18,,,,,\n");

        PoolTape tape = PoolTape.Open(path);
        List<PoolEvent> events = TestTapes.ReadAll(tape);

        Assert.Equal(TapeFormat.Csv, tape.Format);
        Assert.Equal(new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = "csv" }, tape.Header);
        Address a = Address.Parse(A);
        Address b = Address.Parse(B);
        UInt256 hash = UInt256.Parse(Hash);
        const PoolEventFields Origin = PoolEventFields.Timestamp | PoolEventFields.TransactionHash;
        const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;
        PoolEvent[] expected =
        [
            new() { Position = new(1, 0, 1), Kind = PoolEventKind.Initialize, SqrtPriceX96 = UInt256.One << 96, Recorded = Origin | PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick },
            new() { Position = new(1, 0, 2), Kind = PoolEventKind.Mint, Sender = a, Owner = b, TickLower = -60, TickUpper = 60, Liquidity = UInt128.MaxValue, Amount0 = 5, Amount1 = 6, Recorded = Origin | PoolEventFields.Sender | PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity | Amounts },
            new() { Position = new(2, 0, 3), Kind = PoolEventKind.Swap, Sender = a, Recipient = b, Amount0 = -7, Amount1 = Int256.MaxValue, SqrtPriceX96 = (UInt256.One << 160) - 1, PoolLiquidity = 9, Tick = -887272, Recorded = Origin | PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick },
            new() { Position = new(3, 0, 3), Kind = PoolEventKind.Burn, Owner = b, TickLower = -60, TickUpper = 60, Recorded = Origin | PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity | Amounts },
            new() { Position = new(3, 1, 4), Kind = PoolEventKind.Collect, Owner = b, Recipient = a, TickLower = -60, TickUpper = 60, Amount0 = 11, Amount1 = 12, Recorded = Origin | PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Range | Amounts },
            new() { Position = new(4, 0, 0), Kind = PoolEventKind.Flash, Sender = a, Recipient = b, Amount0 = 13, Amount1 = 14, Paid0 = 15, Paid1 = 16, Recorded = Origin | PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | PoolEventFields.Paid },
            new() { Position = new(5, 0, 0), Kind = PoolEventKind.SetFeeProtocol, Amount0 = 4, Amount1 = 10, Recorded = Origin | Amounts },
            new() { Position = new(6, 0, 0), Kind = PoolEventKind.CollectProtocol, Sender = a, Recipient = b, Amount0 = 17, Amount1 = 18, Recorded = Origin | PoolEventFields.Sender | PoolEventFields.Recipient | Amounts },
        ];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i].TimestampSeconds = 1700000000;
            expected[i].TransactionHash = hash;
            Assert.Equal(expected[i], events[i]);
        }
        Assert.Equal(expected.Length, events.Count);
    }

    [Fact]
    public void Read_V2Columns_MakesAV2Tape()
    {
        using TestTapes tapes = new();
        string path = tapes.Write("v2.csv", "event,amount1_out,amount0_out,amount1,amount0,liquidity,log_index,transaction_index,block_number,owner,recipient,pool,fee_pips\n"
            + $"transfer,,,,,1000,0,0,5,0x0000000000000000000000000000000000000000,{A},{B},3000\n"
            + $"sync,,,5192296858534827628530496329220095,1,,1,0,5,,,{B},3000\n"
            + $"mint,,,7,8,,2,0,5,,,{B},3000\n"
            + $"swap,1,0,0,2,,3,0,5,,{A},{B},3000\n");

        PoolTape tape = PoolTape.Open(path);
        List<PoolEvent> events = TestTapes.ReadAll(tape);

        Assert.Equal(new TapeHeader { Protocol = AmmProtocol.UniswapV2, Format = "csv", Pool = Address.Parse(B), FeePips = 3000 }, tape.Header);
        Assert.Equal(4, events.Count);
        Assert.Equal(PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity, events[0].Recorded);
        Assert.True(events[0].Owner.IsZero);
        Assert.Equal("5192296858534827628530496329220095", events[1].Amount1.ToString());
        Assert.Equal((8, 7), (events[2].Amount0, events[2].Amount1));
        Assert.Equal((2, 1), (events[3].Amount0, (Int256)events[3].Amount1Out));
        Assert.True(events[3].Has(PoolEventFields.AmountsOut));
    }

    [Fact]
    public void Read_ColumnsInAnyOrderWithExtrasQuotesCrlfAndByteOrderMark_SameEvents()
    {
        using TestTapes tapes = new();
        string plain = tapes.Write("plain", Columns + "\n1,,,0,1,swap,,,,,,,-7,8,9,10,-11\n2,,,0,1,burn,,,,-60,60,5,,,,,\n");
        string odd = tapes.Write("odd", "\uFEFF\"note \"\"é\"\",\r\nhere\",tick,pool_liquidity,sqrt_price_x96,amount1,amount0,liquidity,tick_upper,tick_lower,event,log_index,transaction_index,block_number\r\n"
            + "\"a, \"\"b\"\"\",-11,10,9,8,\"-7\",,,,swap,1,0,1\r\n\r\n\"\n\n\",,,,,,5,60,-60,\"burn\",1,0,2");

        Assert.Equal(TestTapes.ReadAll(plain), TestTapes.ReadAll(odd));
        Assert.Equal(2, TestTapes.ReadAll(odd).Count);
    }

    [Fact]
    public void Write_EventsOfEveryRecordedTape_ReadBackEqual()
    {
        using TestTapes tapes = new();
        string[] recorded =
        [
            SharedData.Path("uniswap-v3", "usdc-weth-005-2024-01-05", "ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv"),
            SharedData.Path("uniswap-v3", "usdc-weth-03-2024-01-05", "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv"),
            SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"),
        ];
        foreach (string path in recorded)
        {
            PoolTape tape = PoolTape.Open(path);
            List<PoolEvent> events = TestTapes.ReadAll(tape);
            string copy = tapes.PathOf("copy.csv");
            WriteAll(copy, tape.Header, events);

            PoolTape copied = PoolTape.Open(copy);
            Assert.Equal(events, TestTapes.ReadAll(copied));
            Assert.Equal(tape.Header.FeePips, copied.Header.FeePips);
            Assert.Equal(tape.Header.TickSpacing, copied.Header.TickSpacing);
        }
    }

    [Fact]
    public void Write_EveryKindAtTheBounds_ReadBackEqual()
    {
        using TestTapes tapes = new();
        string path = tapes.PathOf("bounds.csv");
        List<PoolEvent> v3 =
        [
            new() { Position = new(ulong.MaxValue - 1, uint.MaxValue, uint.MaxValue), Kind = PoolEventKind.Swap, Amount0 = Int256.MinValue, Amount1 = Int256.MaxValue, Recorded = PoolEventFields.Amount0 | PoolEventFields.Amount1 },
            new() { Position = new(ulong.MaxValue, 0, 0), Kind = PoolEventKind.Flash, TimestampSeconds = long.MaxValue, TransactionHash = UInt256.MaxValue, Amount0 = 0, Amount1 = Int256.MaxValue, Paid0 = UInt256.MaxValue, Paid1 = 10_000_000_000_000_000_000UL, Recorded = PoolEventFields.Timestamp | PoolEventFields.TransactionHash | PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.Paid },
        ];
        TapeHeader header = new() { Protocol = AmmProtocol.UniswapV3, Format = "csv", Pool = Address.Parse(A), FeePips = 0, TickSpacing = 16383 };
        WriteAll(path, header, v3);
        Assert.Equal(v3, TestTapes.ReadAll(path));
        Assert.Equal(header, PoolTape.Open(path).Header);

        List<PoolEvent> v2 =
        [
            new() { Position = new(0, 0, 0), Kind = PoolEventKind.Transfer, Liquidity = UInt256.MaxValue, Recorded = PoolEventFields.Liquidity },
            new() { Position = new(0, 0, 1), Kind = PoolEventKind.Swap, Amount0Out = UInt256.MaxValue, Amount1Out = 1, Recorded = PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.AmountsOut },
        ];
        WriteAll(path, new TapeHeader { Protocol = AmmProtocol.UniswapV2, Format = "csv" }, v2);
        Assert.Equal(v2, TestTapes.ReadAll(path));
        Assert.StartsWith(Columns + ",amount0_out,amount1_out\n0,,,0,0,transfer,,,,,,1157920892", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongTape_DoesNotAllocatePerRow()
    {
        using TestTapes tapes = new();
        StringBuilder content = new(Columns + "\n");
        for (int i = 0; i < 100_000; i++)
        {
            content.Append(System.Globalization.CultureInfo.InvariantCulture, $"{1000 + i},1700000000,{Hash},3,4,swap,{A},,{B},,,,-22686110,10000000000000000,1662995104975155420368771254341874,12453647101533358277,199045\n");
        }
        PoolTape tape = PoolTape.Open(tapes.Write("long.csv", content.ToString()));
        PoolEvent[] buffer = new PoolEvent[256];
        long Read(int batches)
        {
            using PoolTapeReader reader = tape.OpenReader();
            long before = GC.GetAllocatedBytesForCurrentThread();
            int count = 0;
            for (int read; batches-- > 0 && (read = reader.Read(buffer)) > 0;)
            {
                count += read;
            }
            Assert.True(count is 512 or 100_000);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        // A collection in between counts the rest of the thread's buffer too, so the least of several runs is the reader's own.
        _ = Read(2);
        long shortRun = Enumerable.Range(0, 5).Min(_ => Read(2));
        long longRun = Enumerable.Range(0, 5).Min(_ => Read(int.MaxValue));

        Assert.InRange(longRun - shortRun, 0, 1024);
    }

    private static void WriteAll(string path, TapeHeader header, List<PoolEvent> events)
    {
        using EventsCsvWriter writer = new(File.Create(path), header);
        foreach (PoolEvent poolEvent in events)
        {
            writer.Write(poolEvent);
        }
    }
}
