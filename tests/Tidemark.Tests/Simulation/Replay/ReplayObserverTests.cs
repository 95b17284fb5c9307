using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

public sealed class ReplayObserverTests
{
    private static readonly ReplayOptions Fine = new() { FeePips = 500, TickSpacing = 10 };

    // From the beginning, and in mid-life, where the tape is read several times.
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Run_WithAnObserver_TellsItOfEveryEventOnceAndInOrder(int cut)
    {
        MemoryTape tape = MemoryTape.Sample.Slice(cut, MemoryTape.Sample.Events.Count);
        Recorder observer = new();
        ReplayOptions options = new() { FeePips = 3000, TickSpacing = 60 };

        UniswapV3ReplayReport report = UniswapV3Replay.Run(tape.Open, options with { Observer = observer }, null, TestContext.Current.CancellationToken);

        UniswapV3ReplayReport unobserved = UniswapV3Replay.Run(tape.Open, options, null, TestContext.Current.CancellationToken);
        Assert.Equal(tape.Events.Select(static poolEvent => poolEvent.Position), observer.Before);
        Assert.Equal(observer.Before, observer.After);
        Assert.Equal(unobserved.Tally.Exact, observer.Exact);
        Assert.Equal(
            (unobserved.Tally.Exact, unobserved.Tally.FittedSwaps, unobserved.Tally.Unchecked),
            (report.Tally.Exact, report.Tally.FittedSwaps, report.Tally.Unchecked));
        Assert.Equal(unobserved.Final.FeeGrowthGlobal0X128, report.Final.FeeGrowthGlobal0X128);
    }

    [Fact]
    public void Run_RefusedInAReplayThatIsNotTheLast_GoesOn()
    {
        Recorder observer = new() { RefusedReplay = 1 };
        UniswapV3ReplayReport report = UniswapV3Replay.Run(Unsettled().Open, Fine with { Observer = observer }, null, TestContext.Current.CancellationToken);
        Assert.True(observer.Replays > 1);
        Assert.Equal(report.Tally.Events, observer.After.Count);
    }

    [Fact]
    public void Run_RefusedInTheLastReplay_IsRefused()
    {
        Recorder counter = new();
        _ = UniswapV3Replay.Run(Unsettled().Open, Fine with { Observer = counter }, null, TestContext.Current.CancellationToken);
        Recorder observer = new() { RefusedReplay = counter.Replays };
        ReplayInputException refusal = Assert.Throws<ReplayInputException>(() => UniswapV3Replay.Run(
            Unsettled().Open, Fine with { Observer = observer }, null, TestContext.Current.CancellationToken));
        Assert.Equal("refused", refusal.Message);
    }

    // A tape in mid-life whose swaps go over ticks that only their amounts tell, so that the first replay finds them and the second one has them.
    private static MemoryTape Unsettled()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(500, 10), 200_005);
        Address provider = Address.Parse("0x00000000000000000000000000000000000000aa");
        pool.Mint(provider, 199_000, 204_000, 1_000_000_000_000_000_000);
        pool.Mint(provider, 200_010, 200_020, 3_333_333_333_333_333_331);
        int cut = pool.Count;
        foreach (int tick in (int[])[200_005, 200_006, 200_021, 200_004, 200_022, 200_005])
        {
            pool.SwapTo(tick);
        }
        return pool.Tape.Slice(cut, pool.Count);
    }

    private sealed class Recorder : IReplayObserver
    {
        public List<EventPosition> Before { get; } = [];

        public List<EventPosition> After { get; } = [];

        public long Exact { get; private set; }

        public int Replays { get; private set; }

        /// <summary>Which replay it refuses at its end; none where zero.</summary>
        public int RefusedReplay { get; init; }

        public void BeforeTape()
        {
            Replays++;
            Before.Clear();
            After.Clear();
        }

        public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool) => Before.Add(poolEvent.Position);

        public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
        {
            After.Add(poolEvent.Position);
            Exact = tally.Exact;
            Assert.Equal(Before.Count, tally.Events);
            Assert.True(poolEvent.Kind != PoolEventKind.Swap || pool.SqrtPriceX96 == poolEvent.SqrtPriceX96);
            if (Replays == RefusedReplay && Before.Count > 2)
            {
                throw new ReplayInputException("refused");
            }
        }
    }
}
