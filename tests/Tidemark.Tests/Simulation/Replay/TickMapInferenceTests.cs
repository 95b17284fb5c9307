using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>What a tape says about the ticks before it, where it is cut off a beginning that is known.</summary>
public sealed class TickMapInferenceTests
{
    private static readonly UniswapV3Parameters Parameters = new(500, 10);
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000aa");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000bb");

    [Fact]
    public void Run_MintWithoutItsOwnerBurntInsideAGap_IsNotTakenForAnOlderPosition()
    {
        PoolRecorder recorder = new(Parameters, 5);
        recorder.Mint(Provider, -1000, 1000, 1_000_000_000_000_000_000);
        int cut = recorder.Count;
        recorder.SwapTo(6);
        recorder.SwapTo(7);
        recorder.Mint(Visitor, 0, 20, 5_000_000_000_000_000_000);
        recorder.Burn(Visitor, 0, 20, 5_000_000_000_000_000_000);
        // No swap ends between the ticks 10 and 40.
        recorder.SwapTo(45);
        recorder.SwapTo(4);
        MemoryTape tape = recorder.Tape.Slice(cut, recorder.Count).Each(static poolEvent => poolEvent.Kind == PoolEventKind.Mint
            ? poolEvent with { Owner = default, Sender = Provider, Recorded = (poolEvent.Recorded & ~PoolEventFields.Owner) | PoolEventFields.Sender }
            : poolEvent);

        UniswapV3ReplayReport report = Run(tape);

        Assert.Empty(report.TickMap!.NetBefore);
        Assert.Equal(3, report.Tally.ExactSwaps);
        Assert.Equal(0, report.Tally.UnresolvedSwaps);
    }

    private static UniswapV3ReplayReport Run(MemoryTape tape) => UniswapV3Replay.Run(
        tape.Open, new ReplayOptions { FeePips = Parameters.FeePips, TickSpacing = Parameters.TickSpacing }, null, TestContext.Current.CancellationToken);
}
