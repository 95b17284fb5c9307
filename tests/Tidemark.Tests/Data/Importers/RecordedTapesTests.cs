using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

public class RecordedTapesTests
{
    private static readonly string[] Day005 = ["uniswap-v3", "usdc-weth-005-2024-01-05", "ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv"];
    private static readonly string[] PoolTick03 = ["uniswap-v3", "usdc-weth-03-2024-01-05", "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.pool.tick.csv"];
    private static readonly string[] PolygonTick = ["uniswap-v3", "polygon-usdc-weth-2021-12-22", "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv"];
    private static readonly string[] EnsDatabase = ["uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"];

    [Fact]
    public void Open_DemeterTickDay_HasEveryEventOfTheDay()
    {
        PoolTape tape = PoolTape.Open(SharedData.Path(Day005));
        List<PoolEvent> events = TestTapes.ReadAll(tape);

        Assert.Equal(TapeFormat.DemeterTick, tape.Format);
        Assert.Equal((6046, 54, 69, 65), Count(events));
        PoolEvent first = events[0];
        Assert.Equal(new EventPosition(18937382, 33, 169), first.Position);
        Assert.Equal(1704412823, first.TimestampSeconds);
        Assert.Equal("-22686110", first.Amount0.ToString());
        Assert.Equal("10000000000000000", first.Amount1.ToString());
        Assert.Equal("12453647101533358277", first.PoolLiquidity.ToString());
        Assert.Equal("1662995104975155420368771254341874", first.SqrtPriceX96.ToString());
        Assert.Equal(199045, first.Tick);
        Assert.Equal("0x3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad", first.Sender.ToString());
        Assert.Equal("0x4fd39c9e151e50580779bd04b1f7ecc310079fd3", events[1].Recipient.ToString());
        Assert.Equal("bb5e0dc49ae0b5a1949beabadc64522dd5615415a168650a3b592a84ae5ee05", first.TransactionHash.ToBigInteger().ToString("x").TrimStart('0'));
        Assert.False(first.Has(PoolEventFields.Owner));
        Assert.False(first.Has(PoolEventFields.Range));
    }

    [Fact]
    public void Read_DemeterTickDay_FilledForwardStateIsNotRecorded()
    {
        List<PoolEvent> events = TestTapes.ReadAll(SharedData.Path(Day005));

        Assert.All(events, poolEvent =>
        {
            PoolEventFields state = PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;
            Assert.Equal(poolEvent.Kind == PoolEventKind.Swap ? state : PoolEventFields.None, poolEvent.Recorded & state);
            Assert.Equal(poolEvent.Kind is PoolEventKind.Burn or PoolEventKind.Collect, poolEvent.Has(PoolEventFields.Owner));
            Assert.Equal(poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Mint, poolEvent.Has(PoolEventFields.Sender));
        });
        PoolEvent mint = events.First(poolEvent => poolEvent.Kind == PoolEventKind.Mint);
        Assert.Equal((199060, 199070), (mint.TickLower, mint.TickUpper));
        Assert.Equal("389297572651811471360", mint.Liquidity.ToString());
        Assert.Equal("7589502067301", mint.Amount0.ToString());
    }

    [Fact]
    public void Open_BellaDatabase_HasTheLifeOfThePool()
    {
        PoolTape tape = PoolTape.Open(SharedData.Path(EnsDatabase));
        List<PoolEvent> events = TestTapes.ReadAll(tape);

        Assert.Equal(TapeFormat.Bella, tape.Format);
        Assert.Equal(3000, tape.Header.FeePips);
        Assert.Equal(60, tape.Header.TickSpacing);
        Assert.Equal("2505290050365003892876723467", tape.Header.InitialSqrtPriceX96.ToString());
        Assert.Equal("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", tape.Header.Token0.ToString());
        Assert.Equal(68, events.Count);
        Assert.Equal((63, 3, 2, 0), Count(events));
        Assert.Equal(new EventPosition(13578816, 10, 16), events[0].Position);
        Assert.Equal(PoolEventKind.Mint, events[0].Kind);
        // Block 13578816 was mined on 2021-11-08 at 15:54:33 UTC.
        Assert.Equal(1636386873, events[0].TimestampSeconds);
        PoolEvent burn = events.First(poolEvent => poolEvent.Kind == PoolEventKind.Burn);
        Assert.Equal("0xc36442b4a4522e871399cd717abdd847ab11fe88", burn.Owner.ToString());
        Assert.Equal(BigInteger.Parse("529124868215630099817"), burn.Liquidity.ToBigInteger());
        Assert.False(burn.Has(PoolEventFields.Recipient));
        PoolEvent swap = events.First(poolEvent => poolEvent.Kind == PoolEventKind.Swap);
        Assert.Equal("-927248711787417535", swap.Amount0.ToString());
        Assert.Equal("27848677274506847359", swap.PoolLiquidity.ToString());
    }

    [Fact]
    public void OpenReader_SeveralTimesAndBatches_GivesTheSameEvents()
    {
        PoolTape tape = PoolTape.Open(SharedData.Path(PolygonTick));

        List<PoolEvent> events = TestTapes.ReadAll(tape, 1);
        Assert.Equal((199, 7, 2, 2), Count(events));
        Assert.Equal(events, TestTapes.ReadAll(tape, 1000));
        Assert.Equal((267, 4, 17, 16), Count(TestTapes.ReadAll(SharedData.Path(PoolTick03))));
    }

    private static (int Swaps, int Mints, int Burns, int Collects) Count(List<PoolEvent> events) =>
        (events.Count(poolEvent => poolEvent.Kind == PoolEventKind.Swap), events.Count(poolEvent => poolEvent.Kind == PoolEventKind.Mint),
            events.Count(poolEvent => poolEvent.Kind == PoolEventKind.Burn), events.Count(poolEvent => poolEvent.Kind == PoolEventKind.Collect));
}
