using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Positions;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Segments in which no swap of a tape ended, where a beginning that is known is cut off.</summary>
public sealed class GapTests
{
    // Token 1 is fine enough here that its amounts tell units of liquidity apart.
    private const int Base = 200_000;
    private static readonly UniswapV3Parameters Parameters = new(500, 10);
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000aa");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000bb");

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(3010)]
    public void Run_APositionFillsTheGap_IsSolvedByOneSwapAndConfirmedByTheOthers(int upper)
    {
        PoolRecorder recorder = Begin();
        recorder.Mint(Provider, Base + 10, Base + upper, 3_333_333_333_333_333_331);
        int cut = recorder.Count;
        recorder.SwapTo(Base + 5);
        recorder.SwapTo(Base + 6);
        for (int i = 0; i < 3; i++)
        {
            // The liquidity of the gap changes between the swaps.
            recorder.SwapTo(Base + upper + 1 + i);
            recorder.Mint(Visitor, Base + 10, Base + 20, 777_777_777_777_777_777 + (UInt128)i);
            recorder.SwapTo(Base + 4 + i);
            recorder.Burn(Visitor, Base + 10, Base + 20, 555_555_555_555_555_555);
        }

        UniswapV3ReplayReport report = Run(recorder.Tape.Slice(cut, recorder.Count));

        Assert.Equal((7 - 1, 1, 0), (report.Tally.ExactSwaps, report.Tally.FittedSwaps, report.Tally.UnresolvedSwaps));
        Assert.Equal((upper - 10) / 10, report.TickMap!.SegmentsSolved);
        Assert.Equal(
            [KeyValuePair.Create(Base + 10, (Int128)3_333_333_333_333_333_331), KeyValuePair.Create(Base + upper, -(Int128)3_333_333_333_333_333_331)],
            report.TickMap.NetBefore);
        Assert.Empty(report.TickMap.Open);
    }

    [Fact]
    public void Run_TwoGapsCrossedTogetherAndOneOfThemAlone_AreBothSolved()
    {
        PoolRecorder recorder = Begin();
        recorder.Mint(Provider, Base + 10, Base + 20, 2_222_222_222_222_222_221);
        recorder.Mint(Provider, Base + 30, Base + 50, 4_444_444_444_444_444_443);
        int cut = recorder.Count;
        recorder.SwapTo(Base + 5);
        recorder.SwapTo(Base + 55);
        recorder.SwapTo(Base + 25);
        recorder.SwapTo(Base + 6);
        recorder.SwapTo(Base + 56);

        UniswapV3ReplayReport report = Run(recorder.Tape.Slice(cut, recorder.Count));

        Assert.Equal((2, 2, 0), (report.Tally.ExactSwaps, report.Tally.FittedSwaps, report.Tally.UnresolvedSwaps));
        Assert.Equal(3, report.TickMap!.SegmentsSolved);
        Assert.Equal([Base + 10, Base + 20, Base + 30, Base + 50], report.TickMap.NetBefore.Select(static net => net.Key));
    }

    [Fact]
    public void Run_TwoSegmentsWithLiquidityOfTheirOwn_StayOpenWithinBoundsThatHoldTheTruth()
    {
        PoolRecorder recorder = TwoOpenSegments(out int cut, out UInt128[] truth);

        UniswapV3ReplayReport report = Run(recorder.Tape.Slice(cut, recorder.Count));

        Assert.Empty(report.Tally.Mismatches);
        Assert.Equal((1, 0, 6), (report.Tally.ExactSwaps, report.Tally.FittedSwaps, report.Tally.UnresolvedSwaps));
        Assert.Equal(1, report.Tally.SwapsOfUnknownFees);
        Assert.Equal([(Base + 10, Base + 20), (Base + 20, Base + 30)], report.TickMap!.Open.Select(static stretch => (stretch.TickLower, stretch.TickUpper)));
        for (int i = 0; i < truth.Length; i++)
        {
            OpenStretch stretch = report.TickMap.Open[i];
            Assert.InRange(truth[i], stretch.LiquidityLow, stretch.LiquidityHigh);
            Assert.True(stretch.LiquidityLow < stretch.LiquidityHigh);
            Assert.True(stretch.LiquidityHigh - stretch.LiquidityLow < truth[i] / 1_000_000, $"{stretch}");
        }
        Assert.Equal(recorder.Pool.Liquidity, report.Final.Liquidity);
        Assert.NotEqual(default, report.Tally.FeeGrowthErrorInside(Base + 10, Base + 20));
        Assert.NotEqual(default, report.Tally.FeeGrowthErrorInside(Base + 20, Base + 30));
        Assert.Equal(default, report.Tally.FeeGrowthErrorInside(Base + 40, Base + 1000));
    }

    [Fact]
    public void Run_PositionOverAnOpenGap_EarnsWhatThePoolPaidWithinTheBound()
    {
        PoolRecorder recorder = TwoOpenSegments(out int cut, out _);
        PoolEvent collect = recorder.Tape.Events[^1];
        PoolEvent burn = recorder.Tape.Events[^2];
        PositionRecorder positions = new(static identity => identity.Owner == Visitor, BaseUnitPrices.At);

        _ = Run(recorder.Tape.Slice(cut, recorder.Count), positions);

        PositionHistory history = Assert.Single(positions.Histories);
        (Int256 paid0, Int256 paid1) = (collect.Amount0 - burn.Amount0, collect.Amount1 - burn.Amount1);
        BigInteger most0 = history.FeeBound0!.Value.ToBigInteger();
        BigInteger most1 = history.FeeBound1!.Value.ToBigInteger();
        Assert.InRange(paid0.ToBigInteger() - history.Fees0.ToBigInteger(), -most0, most0);
        Assert.InRange(paid1.ToBigInteger() - history.Fees1.ToBigInteger(), -most1, most1);
        Assert.Null(history.Gap);
        Assert.NotEqual(BigInteger.Zero, most1);
        Assert.True(paid1.ToBigInteger() > 1_000_000_000 * most1, $"The bound {most1} says nothing beside {paid1}.");
    }

    [Fact]
    public void Run_CoarseTokens_LeaveOneSegmentOpenWithinBounds()
    {
        PoolRecorder recorder = new(Parameters, 5);
        recorder.Mint(Provider, -1000, 1000, 1_000_000_000_000_000_000);
        recorder.Mint(Provider, 10, 20, 3_333_333_333_333_333_331);
        int cut = recorder.Count;
        recorder.SwapTo(6);
        recorder.SwapTo(7);
        recorder.SwapTo(25);
        recorder.SwapTo(5);

        UniswapV3ReplayReport report = Run(recorder.Tape.Slice(cut, recorder.Count));

        Assert.Equal((1, 0, 2), (report.Tally.ExactSwaps, report.Tally.FittedSwaps, report.Tally.UnresolvedSwaps));
        OpenStretch stretch = Assert.Single(report.TickMap!.Open);
        Assert.InRange((UInt128)4_333_333_333_333_333_331, stretch.LiquidityLow, stretch.LiquidityHigh);
        Assert.True(stretch.LiquidityHigh - stretch.LiquidityLow < 1_000_000);
    }

    private static PoolRecorder Begin()
    {
        PoolRecorder recorder = new(Parameters, Base + 5);
        recorder.Mint(Provider, Base - 1000, Base + 4000, 1_000_000_000_000_000_000);
        return recorder;
    }

    // Liquidity changes at 10, 20 and 30; a visitor opens a position over all of it, and six swaps later empties it.
    private static PoolRecorder TwoOpenSegments(out int cut, out UInt128[] truth)
    {
        PoolRecorder recorder = Begin();
        recorder.Mint(Provider, Base + 10, Base + 30, 1_234_567_890_123_456_789);
        recorder.Mint(Provider, Base + 20, Base + 40, 987_654_321_098_765_432);
        truth = [2_234_567_890_123_456_789, 3_222_222_211_222_222_221];
        cut = recorder.Count;
        recorder.SwapTo(Base + 5);
        recorder.SwapTo(Base + 6);
        recorder.Mint(Visitor, Base, Base + 40, 50_000_000_000_000_007);
        for (int i = 0; i < 3; i++)
        {
            recorder.SwapTo(Base + 32 + i);
            recorder.Mint(Provider, Base + 10, Base + 20, 111_111_111_111_111_111 * (UInt128)(i + 1));
            recorder.SwapTo(Base + 2 + i);
        }
        recorder.Burn(Visitor, Base, Base + 40, 50_000_000_000_000_007);
        recorder.Collect(Visitor, Base, Base + 40);
        return recorder;
    }

    private static UniswapV3ReplayReport Run(MemoryTape tape, IReplayObserver? observer = null) => UniswapV3Replay.Run(
        tape.Open, new ReplayOptions { FeePips = Parameters.FeePips, TickSpacing = Parameters.TickSpacing, Observer = observer }, null, TestContext.Current.CancellationToken);
}
