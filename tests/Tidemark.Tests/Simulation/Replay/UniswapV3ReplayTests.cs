using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

public sealed class UniswapV3ReplayTests
{
    private static readonly MemoryTape Sample = MemoryTape.Sample;
    private static readonly UniswapV3ReplayReport Whole = Run(Sample);

    [Fact]
    public void Run_WholeSample_IsExact()
    {
        Assert.True(Whole.Agrees);
        Assert.Equal(Sample.Events.Count, Whole.Tally.Exact);
        Assert.Equal(0, Whole.Tally.Unchecked);
        Assert.True(Whole.Tally.Of(SwapForm.ExactInput) > 0 && Whole.Tally.Of(SwapForm.ExactOutput) > 0 && Whole.Tally.Of(SwapForm.PriceLimit) > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(137)]
    [InlineData(500)]
    [InlineData(999)]
    public void Run_InTwoPartsThroughAState_EndsAsInOne(int cut)
    {
        UniswapV3PoolState middle = Run(Sample.Slice(0, cut), new ReplayOptions { FeePips = 3000, TickSpacing = 60 }).Final;
        UniswapV3ReplayReport rest = Run(Sample.Slice(cut, Sample.Events.Count), new ReplayOptions { State = middle });

        Assert.Equal(ReplayStart.State, rest.Start);
        Assert.Equal(rest.Tally.Events, rest.Tally.Exact);
        AssertEqual(Whole.Final, rest.Final);
    }

    [Fact]
    public void Run_StateWithoutPositions_MovesTicksAndLiquidityAndReportsTheFeesAsUnknown()
    {
        const int Cut = 500;
        UniswapV3PoolState middle = Run(Sample.Slice(0, Cut)).Final with { Positions = [] };
        UniswapV3ReplayReport rest = Run(Sample.Slice(Cut, Sample.Events.Count), new ReplayOptions { State = middle });

        Assert.True(rest.Agrees);
        Assert.Equal(rest.Tally.Of(PoolEventKind.Swap), rest.Tally.ExactSwaps);
        Assert.True(rest.Tally.FeesUnknown > 0);
        Assert.True(rest.Tally.Unchecked > 0);
        Assert.Equal(Whole.Final.SqrtPriceX96, rest.Final.SqrtPriceX96);
        Assert.Equal(Whole.Final.Liquidity, rest.Final.Liquidity);
        Assert.Equal(Whole.Final.FeeGrowthGlobal0X128, rest.Final.FeeGrowthGlobal0X128);
        Assert.Equal(Whole.Final.FeeGrowthGlobal1X128, rest.Final.FeeGrowthGlobal1X128);
        Assert.Equal(Whole.Final.Ticks, rest.Final.Ticks);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(500)]
    [InlineData(700)]
    [InlineData(900)]
    public void Run_TapeCutOffItsBeginning_InfersTheTicksThatTheChainHad(int cut)
    {
        UniswapV3PoolState truth = Run(Sample.Slice(0, cut)).Final;
        MemoryTape rest = Sample.Slice(cut, Sample.Events.Count);
        UniswapV3ReplayReport report = Run(rest, new ReplayOptions { FeePips = 3000, TickSpacing = 60 });

        Assert.Equal(ReplayStart.Inferred, report.Start);
        Assert.True(report.Agrees);
        Assert.Equal(report.Tally.Of(PoolEventKind.Swap) - 1, report.Tally.ExactSwaps + report.Tally.FittedSwaps);
        Assert.Equal(0, report.Tally.UnresolvedSwaps);
        Assert.Equal(Whole.Final.SqrtPriceX96, report.Final.SqrtPriceX96);
        Assert.Equal(Whole.Final.Liquidity, report.Final.Liquidity);
        // Within the traded range the inferred net liquidity is the chain's.
        List<int> ends = [.. rest.Events.Where(static poolEvent => poolEvent.Kind == PoolEventKind.Swap).Select(static poolEvent => poolEvent.Tick)];
        IEnumerable<(int, Int128)> Traded(UniswapV3PoolState state) =>
            state.Ticks.Where(tick => tick.Tick > ends.Min() && tick.Tick <= ends.Max() && tick.LiquidityNet != Int128.Zero).Select(tick => (tick.Tick, tick.LiquidityNet));
        Assert.Equal(Traded(Whole.Final), Traded(report.Final));
        Assert.NotEmpty(truth.Ticks);
    }

    [Theory]
    [InlineData(PoolEventKind.Swap, nameof(PoolEvent.Amount0), "amount0")]
    [InlineData(PoolEventKind.Swap, nameof(PoolEvent.Amount1), "amount1")]
    [InlineData(PoolEventKind.Swap, nameof(PoolEvent.SqrtPriceX96), "sqrtPriceX96")]
    [InlineData(PoolEventKind.Swap, nameof(PoolEvent.PoolLiquidity), "liquidity")]
    [InlineData(PoolEventKind.Swap, nameof(PoolEvent.Tick), "tick")]
    [InlineData(PoolEventKind.Mint, nameof(PoolEvent.Amount0), "amount0")]
    [InlineData(PoolEventKind.Burn, nameof(PoolEvent.Amount1), "amount1")]
    public void Run_OneFieldOffByOne_IsOneMismatchThatNamesIt(PoolEventKind kind, string property, string field)
    {
        int index = Sample.Events.Index().First(item => item.Index > 200 && item.Item.Kind == kind && item.Item.Amount0.Sign != 0 && item.Item.Amount1.Sign != 0).Index;
        UniswapV3ReplayReport report = Run(Sample.With(index, poolEvent => Off(poolEvent, property)), new ReplayOptions { OnMismatch = MismatchPolicy.Stop });

        Assert.Equal(1, report.Tally.Mismatched);
        Assert.Contains(report.Tally.Mismatches, mismatch => mismatch.Field == field && mismatch.Position == Sample.Events[index].Position && mismatch.Kind == kind);
        Assert.Equal(index + 1, report.Tally.Events);
    }

    [Fact]
    public void Run_CollectOfMoreThanOwed_IsAMismatch()
    {
        int index = Sample.Events.Index().First(static item => item.Item.Kind == PoolEventKind.Collect && item.Item.Amount0.Sign > 0).Index;
        UniswapV3ReplayReport report = Run(Sample.With(index, static poolEvent => poolEvent with { Amount0 = poolEvent.Amount0 + Int256.One }));

        EventMismatch mismatch = Assert.Single(report.Tally.Mismatches);
        Assert.Equal((Sample.Events[index].Position, "amount0"), (mismatch.Position, mismatch.Field));
    }

    [Fact]
    public void Run_MissingSwap_ResyncGoesOnFromTheRecord()
    {
        int index = Sample.Events.Index().First(static item => item.Index > 300 && item.Item.Kind == PoolEventKind.Swap).Index;
        MemoryTape tape = new(Sample.Header, [.. Sample.Events.Where((_, i) => i != index)]);

        UniswapV3ReplayReport resynced = Run(tape, new ReplayOptions { OnMismatch = MismatchPolicy.Resync });

        Assert.Equal(Sample.Events.Skip(index + 1).First(static poolEvent => poolEvent.Kind == PoolEventKind.Swap).Position, resynced.Tally.Mismatches[0].Position);
        // Prices agree again after the first mismatch; only the fees of the missing swap stay away.
        Assert.All(resynced.Tally.Mismatches.Skip(5), static mismatch => Assert.True(mismatch.Kind is PoolEventKind.Collect or PoolEventKind.CollectProtocol));
        Assert.Equal(Whole.Final.SqrtPriceX96, resynced.Final.SqrtPriceX96);
        Assert.Equal(Whole.Final.Tick, resynced.Final.Tick);
        Assert.Equal(Whole.Final.Liquidity, resynced.Final.Liquidity);
    }

    [Fact]
    public void Run_TapeWithoutSomeFields_ChecksWhatIsThere()
    {
        MemoryTape tape = Sample.Each(static poolEvent => poolEvent.Kind == PoolEventKind.Swap
            ? poolEvent with { Recorded = poolEvent.Recorded & ~(PoolEventFields.Tick | PoolEventFields.PoolLiquidity), Tick = 0, PoolLiquidity = default }
            : poolEvent);
        UniswapV3ReplayReport report = Run(tape, new ReplayOptions { FeePips = 3000, TickSpacing = 60 });

        Assert.True(report.Agrees);
        Assert.Equal(Whole.Tally.ExactSwaps, report.Tally.ExactSwaps);
        Assert.Equal(Whole.Tally.Of(CheckedField.Amount0), report.Tally.Of(CheckedField.Amount0));
        Assert.True(report.Tally.Of(CheckedField.Tick) < Whole.Tally.Of(CheckedField.Tick));
        AssertEqual(Whole.Final, report.Final);
    }

    [Theory]
    [InlineData(PoolEventFields.Amount0)]
    [InlineData(PoolEventFields.Amount1)]
    [InlineData(PoolEventFields.Amount0 | PoolEventFields.Amount1)]
    public void Run_SwapsAndCollectsWithoutAmounts_ChecksTheRest(PoolEventFields missing)
    {
        MemoryTape tape = Sample.Each(poolEvent => poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Collect
            ? poolEvent with
            {
                Recorded = poolEvent.Recorded & ~missing,
                Amount0 = missing.HasFlag(PoolEventFields.Amount0) ? default : poolEvent.Amount0,
                Amount1 = missing.HasFlag(PoolEventFields.Amount1) ? default : poolEvent.Amount1,
            }
            : poolEvent);
        UniswapV3ReplayReport report = Run(tape, new ReplayOptions { FeePips = 3000, TickSpacing = 60 });

        Assert.DoesNotContain(report.Tally.Mismatches, static mismatch => mismatch.Kind is PoolEventKind.Swap or PoolEventKind.Collect or PoolEventKind.Mint);
        Assert.Equal(Whole.Tally.ExactSwaps, report.Tally.ExactSwaps);
        Assert.Equal(Whole.Final.SqrtPriceX96, report.Final.SqrtPriceX96);
    }

    [Fact]
    public void Run_TapeWithoutOwners_IsExactButForCollects()
    {
        MemoryTape tape = Sample.Each(static poolEvent => poolEvent with { Recorded = poolEvent.Recorded & ~PoolEventFields.Owner, Owner = default });
        UniswapV3ReplayReport report = Run(tape);

        Assert.True(report.Agrees);
        Assert.Equal(Whole.Tally.ExactSwaps, report.Tally.ExactSwaps);
        Assert.Equal(report.Tally.Of(PoolEventKind.Collect), report.Tally.Unchecked);
        Assert.Equal(Whole.Final.Ticks, report.Final.Ticks);
    }

    [Theory]
    [InlineData(PoolEventKind.Mint, 1)]
    [InlineData(PoolEventKind.Mint, 3)]
    [InlineData(PoolEventKind.Burn, 1)]
    [InlineData(PoolEventKind.Burn, 2)]
    public void Run_SomeOwnersMissing_NeverDisagrees(PoolEventKind kind, int every)
    {
        int seen = 0;
        MemoryTape tape = Sample.Each(poolEvent => poolEvent.Kind == kind && seen++ % every == 0
            ? poolEvent with { Recorded = poolEvent.Recorded & ~PoolEventFields.Owner, Owner = default }
            : poolEvent);
        UniswapV3ReplayReport report = Run(tape);

        Assert.Empty(report.Tally.Mismatches);
        Assert.Equal(Whole.Tally.ExactSwaps, report.Tally.ExactSwaps);
        Assert.True(report.Tally.FeesUnknown > 0);
    }

    [Fact]
    public void Run_SwapsOnlyInMidLife_SaysThatTheTapeHasGapsAndNotThatThePoolDisagrees()
    {
        MemoryTape tape = new(Sample.Header, [.. Sample.Events.Skip(400).Where(static poolEvent => poolEvent.Kind == PoolEventKind.Swap)]);
        UniswapV3ReplayReport report = Run(tape, new ReplayOptions { FeePips = 3000, TickSpacing = 60 });

        Assert.Empty(report.Tally.Mismatches);
        Assert.True(report.TickMap!.Contradictions > 0);
        Assert.True(report.Tally.UnresolvedSwaps > 0);
    }

    [Theory]
    [InlineData(100, 300)]
    [InlineData(400, 700)]
    public void Run_FromAnInferredState_NeverTakesTheGuessForTheChain(int start, int end)
    {
        UniswapV3PoolState guess = Run(Sample.Slice(start, end), new ReplayOptions { FeePips = 3000, TickSpacing = 60 }).Final;
        UniswapV3ReplayReport report = Run(Sample.Slice(end, Sample.Events.Count), new ReplayOptions { State = guess });

        Assert.True(guess.IsInferred);
        Assert.True(report.Final.IsInferred);
        Assert.DoesNotContain(report.Tally.Mismatches, static mismatch => mismatch.Kind is PoolEventKind.Swap or PoolEventKind.Mint or PoolEventKind.Burn);
    }

    [Fact]
    public void Run_PositionReopenedUnderAPartialState_DoesNotKnowItsEarlierFees()
    {
        // Whatever the state leaves out may have been owed something: no subset of its positions may lead to a mismatch.
        const int Cut = 350;
        UniswapV3PoolState middle = Run(Sample.Slice(0, Cut)).Final;
        for (int keep = 0; keep < 8; keep++)
        {
            UniswapV3PoolState partial = middle with { Positions = [.. middle.Positions.Where((_, i) => ((i * 7) + keep) % 8 < keep)] };
            UniswapV3ReplayReport report = Run(Sample.Slice(Cut, Sample.Events.Count), new ReplayOptions { State = partial });
            Assert.Empty(report.Tally.Mismatches);
            Assert.Equal(report.Tally.Of(PoolEventKind.Swap), report.Tally.ExactSwaps);
        }
    }

    [Fact]
    public void Run_StateOfAnInitialisedPoolWithATapeThatInitialisesIt_IsRefused()
    {
        ReplayInputException refusal = Assert.Throws<ReplayInputException>(() => Run(Sample, new ReplayOptions { State = Whole.Final }));
        Assert.Contains("leave --state out", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StateWithoutAPrice_IsRefused()
    {
        ReplayInputException refusal = Assert.Throws<ReplayInputException>(() => Run(Sample.Slice(10, 1000), new ReplayOptions { State = new UniswapV3PoolState() }));
        Assert.Contains("sqrtPriceX96", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SwapsWithoutPrices_LeavesThePriceOpenWhereFormsDiffer()
    {
        MemoryTape tape = Sample.Each(static poolEvent => poolEvent.Kind == PoolEventKind.Swap && poolEvent.Position.BlockNumber % 3 == 0
            ? poolEvent with { Recorded = poolEvent.Recorded & ~PoolEventFields.SqrtPriceX96, SqrtPriceX96 = default }
            : poolEvent);
        UniswapV3ReplayReport report = Run(tape, new ReplayOptions { FeePips = 3000, TickSpacing = 60 });

        Assert.DoesNotContain(report.Tally.Mismatches, static mismatch => mismatch.Kind is PoolEventKind.Mint or PoolEventKind.Burn);
    }

    [Fact]
    public void Run_PositionOffTheInferredSpacing_InfersAFinerOne()
    {
        MemoryTape tape = FinerSpacing();
        UniswapV3ReplayReport report = Run(tape, new ReplayOptions { FeePips = 3000 });

        Assert.Empty(report.Tally.Mismatches);
        Assert.Equal((10, ParameterOrigin.Inferred), (report.Parameters.TickSpacing, report.TickSpacingOrigin));
    }

    [Fact]
    public void Run_NothingSaysTheFee_AsksForIt()
    {
        ReplayInputException refusal = Assert.Throws<ReplayInputException>(() => Run(Sample.Slice(0, 1)));
        Assert.Contains("--fee-pips", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MidLifeWithoutLiquidity_AsksForTheState()
    {
        MemoryTape tape = Sample.Slice(400, 1000).Each(static poolEvent => poolEvent with { Recorded = poolEvent.Recorded & ~PoolEventFields.PoolLiquidity });
        ReplayInputException refusal = Assert.Throws<ReplayInputException>(() => Run(tape, new ReplayOptions { FeePips = 3000, TickSpacing = 60 }));
        Assert.Contains("--state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => UniswapV3Replay.Run(Sample.Open, new ReplayOptions(), null, cancelled.Token));
    }

    // 300 swaps and then a position on ticks that the fee's usual spacing does not allow.
    private static MemoryTape FinerSpacing()
    {
        PoolRecorder recorder = new(new UniswapV3Parameters(3000, 10), 0);
        recorder.Mint(default, -6000, 6000, 1_000_000_000_000);
        for (int i = 0; i < 300; i++)
        {
            recorder.Swap(i % 2 == 0, 1_000_000_000);
        }
        recorder.Mint(default, -10, 10, 1_000_000_000_000);
        return recorder.Tape;
    }

    private static PoolEvent Off(PoolEvent poolEvent, string property) => property switch
    {
        nameof(PoolEvent.Amount0) => poolEvent with { Amount0 = poolEvent.Amount0 - Int256.One },
        nameof(PoolEvent.Amount1) => poolEvent with { Amount1 = poolEvent.Amount1 - Int256.One },
        nameof(PoolEvent.SqrtPriceX96) => poolEvent with { SqrtPriceX96 = poolEvent.SqrtPriceX96 + UInt256.One },
        nameof(PoolEvent.PoolLiquidity) => poolEvent with { PoolLiquidity = poolEvent.PoolLiquidity + UInt256.One },
        nameof(PoolEvent.Tick) => poolEvent with { Tick = poolEvent.Tick + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, null),
    };

    private static UniswapV3ReplayReport Run(MemoryTape tape, ReplayOptions? options = null) => UniswapV3Replay.Run(tape.Open, options ?? new ReplayOptions(), null, CancellationToken.None);

    private static void AssertEqual(UniswapV3PoolState expected, UniswapV3PoolState actual)
    {
        Assert.Equal(expected.Ticks, actual.Ticks);
        Assert.Equal(expected.Positions, actual.Positions);
        Assert.Equal(expected with { Ticks = [], Positions = [] }, actual with { Ticks = [], Positions = [] });
    }
}
