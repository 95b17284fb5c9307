using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

public sealed class ReplayObserverTests
{
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

    private sealed class Recorder : IReplayObserver
    {
        public List<EventPosition> Before { get; } = [];

        public List<EventPosition> After { get; } = [];

        public long Exact { get; private set; }

        public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool) => Before.Add(poolEvent.Position);

        public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
        {
            After.Add(poolEvent.Position);
            Exact = tally.Exact;
            Assert.Equal(Before.Count, tally.Events);
            Assert.True(poolEvent.Kind != PoolEventKind.Swap || pool.SqrtPriceX96 == poolEvent.SqrtPriceX96);
        }
    }
}
