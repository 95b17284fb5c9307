using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.UniswapV2;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Replays the logs of the naive contract, whole, cut, thinned and falsified.</summary>
public sealed class UniswapV2ReplayerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Apply_WholeLifeWithoutDonations_EverythingExact(int seed)
    {
        ReferenceTape tape = ReferenceTape.Play(seed, 1500, donations: false);
        UniswapV2Replayer replay = Replay(tape.Events);
        Assert.Empty(replay.Mismatches);
        UniswapV2ReplayCounts counts = replay.Counts;
        Assert.Equal(tape.Events.Count, counts.Events);
        Assert.Equal((tape.Mints, tape.Mints, 0), (counts.Mints, counts.MintsExact, counts.MintsUnchecked));
        Assert.Equal((tape.Burns, tape.Burns, 0), (counts.Burns, counts.BurnsExact, counts.BurnsUnchecked));
        Assert.Equal((tape.PlainSwaps, tape.GenerousSwaps, tape.TwoSidedSwaps), (counts.SwapsExact, counts.SwapsBelowMaximum, counts.SwapsTwoSided));
        Assert.Equal((0, 0, 0), (counts.SwapsUnchecked, counts.ReservesUnchecked, counts.TransfersUnchecked));
        Assert.True(counts.ProtocolMints > 20 && counts.ProtocolMintsUnchecked == 0, $"{counts.ProtocolMints} protocol mints");
        AssertFinalState(tape, replay);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Apply_WholeLifeWithDonations_ExactAndDonationsCounted(int seed)
    {
        ReferenceTape tape = ReferenceTape.Play(seed, 1500, donations: true);
        UniswapV2Replayer replay = Replay(tape.Events);
        Assert.Empty(replay.Mismatches);
        UniswapV2ReplayCounts counts = replay.Counts;
        Assert.Equal((tape.Mints, tape.Burns, tape.LoneSyncs), (counts.MintsExact, counts.BurnsExact, counts.LoneSyncs));
        Assert.Equal(counts.Swaps, counts.SwapsExact + counts.SwapsBelowMaximum + counts.SwapsTwoSided);
        Assert.True(counts.BurnsWithDonation > 0 && counts.LoneSyncs > 0);
        AssertFinalState(tape, replay);
    }

    [Fact]
    public void Apply_PancakeSwapLife_EverythingExactAtItsFeeAndShareOnly()
    {
        ReferenceTape tape = ReferenceTape.Play(7, 800, donations: false, new ReferencePair { FeeNumerator = 25, FeeDenominator = 10000, GrowthFactor = 8, RootKFactor = 17, RootKLastFactor = 8 });
        UniswapV2Replayer replay = Replay(tape.Events, new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForPancakeSwap(Holders.Pair) });
        Assert.Empty(replay.Mismatches);
        Assert.Equal(tape.PlainSwaps, replay.Counts.SwapsExact);
        Assert.NotEmpty(Replay(tape.Events).Mismatches);
        UniswapV2Parameters otherShare = UniswapV2Parameters.ForPancakeSwap(Holders.Pair) with { ProtocolShare = UniswapV2ProtocolShare.Uniswap };
        Assert.NotEmpty(Replay(tape.Events, new UniswapV2ReplayOptions { Parameters = otherShare }).Mismatches);
    }

    /// <summary>Every number of every event, changed by the smallest amount, is found. What one holder sends another has nothing to be
    /// compared with; a burn that pays a unit more, as it would after a donation, is counted as one.</summary>
    [Fact]
    public void Apply_AnyNumberOfAnyEventChangedByOne_Reported()
    {
        ReferenceTape tape = ReferenceTape.Play(8, 120, donations: false);
        int tampered = 0;
        for (int index = 0; index < tape.Events.Count - 4; index++)
        {
            foreach ((string field, PoolEvent changed) in IsBetweenHolders(tape.Events[index]) ? [] : Tampered(tape.Events[index]))
            {
                List<PoolEvent> events = [.. tape.Events];
                events[index] = changed;
                UniswapV2Replayer replay = Replay(events);
                Assert.True(replay.MismatchCount > 0 || (changed.Kind == PoolEventKind.Burn && replay.Counts.BurnsWithDonation == 1), $"{tape.Events[index].Kind} {field} at {tape.Events[index].Position} changed unnoticed.");
                tampered++;
            }
        }
        Assert.True(tampered > 500, $"Only {tampered} changes tried.");
    }

    /// <summary>Without its Swap, a flash swap that raised both reserves looks like a donation and a call of sync(), and is counted as one.</summary>
    [Fact]
    public void Apply_AnyEventMissing_Reported()
    {
        ReferenceTape tape = ReferenceTape.Play(9, 150, donations: false);
        for (int index = 0; index < tape.Events.Count - 4; index++)
        {
            List<PoolEvent> events = [.. tape.Events];
            events.RemoveAt(index);
            UniswapV2Replayer replay = Replay(events);
            bool looksLikeSync = RaisesBothReserves(tape.Events[index]) && replay.Counts.LoneSyncs == 1;
            Assert.True(IsBetweenHolders(tape.Events[index]) || looksLikeSync || replay.MismatchCount > 0, $"{tape.Events[index].Kind} at {tape.Events[index].Position} removed unnoticed.");
        }
    }

    [Fact]
    public void Apply_SwapOutputChanged_MismatchNamesPlaceFieldAndBothValues()
    {
        ReferenceTape tape = ReferenceTape.Play(10, 60, donations: false);
        int index = LastIndex(tape, PoolEventKind.Swap, e => e.Amount0Out.IsZero && e.Amount1.IsZero);
        List<PoolEvent> events = [.. tape.Events];
        PoolEvent changed = events[index];
        changed.Amount1Out -= 5UL;
        events[index] = changed;
        UniswapV2Replayer replay = Replay(events);
        PoolEvent sync = events[index - 1];
        EventMismatch expected = new(
            sync.Position, PoolEventKind.Sync, "reserve1", sync.Amount1.ToString(), ((UInt256)sync.Amount1 + 5UL).ToString());
        Assert.Equal(expected, Assert.Single(replay.Mismatches));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Apply_BurnPaidLess_MismatchNamesTheToken(bool token0)
    {
        ReferenceTape tape = ReferenceTape.Play(18, 200, donations: false);
        int index = LastIndex(tape, PoolEventKind.Burn, e => e.Recipient != Holders.Pair);
        List<PoolEvent> events = [.. tape.Events];
        PoolEvent changed = events[index];
        changed.Amount0 -= token0 ? Int256.One : Int256.Zero;
        changed.Amount1 -= token0 ? Int256.Zero : Int256.One;
        events[index] = changed;
        EventMismatch mismatch = Assert.Single(Replay(events).Mismatches);
        PoolEvent burn = tape.Events[index];
        EventMismatch expected = token0
            ? new(burn.Position, PoolEventKind.Burn, "amount0", changed.Amount0.ToString(), burn.Amount0.ToString())
            : new(burn.Position, PoolEventKind.Burn, "amount1", changed.Amount1.ToString(), burn.Amount1.ToString());
        Assert.Equal(expected, mismatch);
    }

    [Fact]
    public void Apply_LpTokensMintedChanged_MismatchStandsAtTheTransferAndReplayGoesOn()
    {
        ReferenceTape tape = ReferenceTape.Play(19, 200, donations: false);
        int index = LastIndex(tape, PoolEventKind.Mint, _ => true) - 2;
        List<PoolEvent> events = [.. tape.Events];
        PoolEvent changed = events[index];
        changed.Liquidity += 1UL;
        events[index] = changed;
        EventMismatch first = Replay(events).Mismatches[0];
        Assert.Equal(new EventMismatch(changed.Position, PoolEventKind.Transfer, "liquidity", changed.Liquidity.ToString(), (changed.Liquidity - 1UL).ToString()), first);
    }

    [Fact]
    public void Apply_SwapBreakingK_RevertReportedOnceAndReplayGoesOn()
    {
        ReferenceTape tape = ReferenceTape.Play(11, 200, donations: false);
        int index = 0;
        while (tape.Events[index].Kind != PoolEventKind.Swap || !tape.Events[index].Amount0Out.IsZero || !tape.Events[index].Amount1.IsZero)
        {
            index++;
        }
        List<PoolEvent> events = [.. tape.Events];
        PoolEvent changed = events[index];
        changed.Amount1Out += 1000UL;
        events[index] = changed;
        UniswapV2Replayer replay = Replay(events);
        Assert.Equal(new EventMismatch(changed.Position, PoolEventKind.Swap, "revert", "Ok", "K"), Assert.Single(replay.Mismatches));
        AssertFinalState(tape, replay);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_TapeFromMidLife_ReservesAndSwapsCheckedLiquidityCountedUnchecked(bool pairKnown)
    {
        ReferenceTape tape = ReferenceTape.Play(12, 900, donations: true);
        int start = tape.Events.Count / 3;
        while (tape.Events[start].Position.TransactionIndex == tape.Events[start - 1].Position.TransactionIndex)
        {
            start++;
        }
        List<PoolEvent> events = [.. tape.Events.Skip(start)];
        UniswapV2Replayer replay = Replay(events, new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(pairKnown ? Holders.Pair : UniswapV2ReplayOptions.UnknownPair) });
        Assert.Empty(replay.Mismatches);
        UniswapV2ReplayCounts counts = replay.Counts;
        Assert.True(replay.ReservesKnown && !replay.SupplyKnown);
        Assert.Equal(counts.Mints + counts.Burns, counts.MintsUnchecked + counts.BurnsUnchecked);
        Assert.True(counts.ReservesUnchecked <= 1 && counts.SwapsUnchecked == 0);
        Assert.Equal(counts.Swaps, counts.SwapsExact + counts.SwapsBelowMaximum + counts.SwapsTwoSided);
        Assert.Equal((tape.Pair.Reserve0, tape.Pair.Reserve1), (replay.Pool.Reserve0.ToBigInteger(), replay.Pool.Reserve1.ToBigInteger()));
        int swap = events.FindLastIndex(e => e.Kind == PoolEventKind.Swap);
        PoolEvent changed = events[swap];
        changed.Amount0 += Int256.One;
        events[swap] = changed;
        Assert.NotEqual(0, Replay(events).MismatchCount);
    }

    [Fact]
    public void Apply_TapeFromSnapshotWithoutHolders_EverythingExact()
    {
        ReferenceTape whole = ReferenceTape.Play(13, 900, donations: false);
        ReferenceTape beginning = ReferenceTape.Play(13, 300, donations: false);
        UniswapV2ReplayOptions options = new()
        {
            Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair),
            InitialState = new UniswapV2Snapshot
            {
                Reserve0 = UInt256.FromBigInteger(beginning.Pair.Reserve0),
                Reserve1 = UInt256.FromBigInteger(beginning.Pair.Reserve1),
                Balance0 = UInt256.FromBigInteger(beginning.Pair.Token0Balance),
                Balance1 = UInt256.FromBigInteger(beginning.Pair.Token1Balance),
                TotalSupply = UInt256.FromBigInteger(beginning.Pair.TotalSupply),
                KLast = UInt256.FromBigInteger(beginning.Pair.KLast),
            },
        };
        UniswapV2Replayer replay = Replay([.. whole.Events.Skip(beginning.Events.Count)], options);
        Assert.Empty(replay.Mismatches);
        Assert.Equal((whole.Mints - beginning.Mints, whole.Burns - beginning.Burns), ((int)replay.Counts.MintsExact, (int)replay.Counts.BurnsExact));
        Assert.Equal(whole.Pair.TotalSupply, replay.Pool.TotalSupply.ToBigInteger());
    }

    [Fact]
    public void Apply_TapeWithoutSyncRows_SwapsHeldToKAndLiquidityExact()
    {
        ReferenceTape tape = ReferenceTape.Play(14, 600, donations: false);
        List<PoolEvent> events = [.. tape.Events.Where(e => e.Kind != PoolEventKind.Sync)];
        UniswapV2Replayer replay = Replay(events);
        Assert.Empty(replay.Mismatches);
        UniswapV2ReplayCounts counts = replay.Counts;
        Assert.Equal((tape.PlainSwaps, tape.Mints, tape.Burns), ((int)counts.SwapsExact, (int)counts.MintsExact, (int)counts.BurnsExact));
        Assert.Equal(counts.Mints + counts.Burns + counts.Swaps, counts.ReservesUnchecked);
        AssertFinalState(tape, replay);
        int index = events.FindIndex(e => e.Kind == PoolEventKind.Swap && e.Amount1.IsZero && e.Amount0Out.IsZero);
        PoolEvent changed = events[index];
        changed.Amount1Out += 1000UL;
        events[index] = changed;
        Assert.Contains(Replay(events).Mismatches, m => m.Field == "revert" && m.Actual == "K" && m.Position == changed.Position);
    }

    [Fact]
    public void Apply_TapeWithoutTransferRows_ReservesAndSwapsExactLiquidityUnchecked()
    {
        ReferenceTape tape = ReferenceTape.Play(15, 600, donations: true);
        foreach (UniswapV2Snapshot? initial in new[] { null, new UniswapV2Snapshot() })
        {
            UniswapV2Replayer replay = Replay(
                [.. tape.Events.Where(e => e.Kind != PoolEventKind.Transfer)],
                new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair), InitialState = initial });
            Assert.Empty(replay.Mismatches);
            UniswapV2ReplayCounts counts = replay.Counts;
            Assert.Equal(counts.Mints + counts.Burns, counts.MintsUnchecked + counts.BurnsUnchecked);
            Assert.Equal(counts.Swaps, counts.SwapsExact + counts.SwapsBelowMaximum + counts.SwapsTwoSided);
            Assert.Equal(initial is null ? 1 : 0, counts.ReservesUnchecked);
        }
    }

    [Fact]
    public void Apply_AmountsAloneFromCreation_SwapsHeldToK()
    {
        ReferenceTape tape = ReferenceTape.Play(16, 600, donations: false);
        UniswapV2Replayer replay = Replay(
            [.. tape.Events.Where(e => e.Kind is not (PoolEventKind.Transfer or PoolEventKind.Sync))],
            new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair), InitialState = new UniswapV2Snapshot() });
        Assert.Empty(replay.Mismatches);
        Assert.Equal(tape.PlainSwaps, replay.Counts.SwapsExact);
        Assert.Equal((tape.Pair.Reserve0, tape.Pair.Reserve1), (replay.Pool.Reserve0.ToBigInteger(), replay.Pool.Reserve1.ToBigInteger()));
    }

    [Fact]
    public void Apply_NothingKnownAndSwapsAlone_CountedUnchecked()
    {
        ReferenceTape tape = ReferenceTape.Play(17, 50, donations: false);
        UniswapV2Replayer replay = Replay([.. tape.Events.Where(e => e.Kind == PoolEventKind.Swap)]);
        Assert.Equal((0L, replay.Counts.Swaps), (replay.MismatchCount, replay.Counts.SwapsUnchecked));
        Assert.False(replay.ReservesKnown);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void Apply_TokenThatLosesBalances_AcceptedOnlyWhereAllowed(bool balancesMayFall, int mismatches)
    {
        ReferencePair pair = new();
        pair.Deposit(1_000_000_000, 1_000_000_000);
        pair.Mint(Holders.Alice);
        pair.Token0Balance -= 1000;
        pair.Sync();
        pair.Token1Balance -= 500;
        pair.Swap(0, 9_000, Holders.Bob, 10_000, 0);
        List<PoolEvent> events = [.. pair.Logs.Select((log, index) => log with { Position = new EventPosition(1, index < 4 ? 0U : index < 5 ? 1U : 2U, (uint)index) })];
        UniswapV2Replayer replay = Replay(events, new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair), BalancesMayFall = balancesMayFall });
        Assert.Equal(mismatches, replay.MismatchCount);
        Assert.Equal(pair.Reserve1, replay.Pool.Reserve1.ToBigInteger());
    }

    [Fact]
    public void Apply_EventOfAnotherProtocol_Reported()
    {
        UniswapV2Replayer replay = Replay([new PoolEvent { Kind = PoolEventKind.Flash }]);
        Assert.Equal("event", Assert.Single(replay.Mismatches).Field);
    }

    [Fact]
    public void Mismatches_MoreThanKept_AllCounted()
    {
        PoolEvent wrong = new() { Kind = PoolEventKind.Flash };
        UniswapV2Replayer replay = Replay([wrong, wrong, wrong], new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair), MaximumMismatches = 2 });
        Assert.Equal((3L, 2), (replay.MismatchCount, replay.Mismatches.Count));
    }

    [Fact]
    public void FromHeader_TapeHeader_AddressesAndFee()
    {
        UniswapV2ReplayOptions options = UniswapV2ReplayOptions.FromHeader(new TapeHeader { Protocol = AmmProtocol.UniswapV2, Format = "events", FeePips = 2500, Token1 = Holders.Token1 });
        Assert.Equal((UniswapV2ReplayOptions.UnknownPair, Holders.Token1, new UniswapV2Fee(1, 400)), (options.Parameters.Pair, options.Parameters.Token1, options.Parameters.Fee1));
        Assert.Throws<ArgumentException>(() => UniswapV2ReplayOptions.FromHeader(new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = "events" }));
    }

    private static UniswapV2Replayer Replay(IReadOnlyList<PoolEvent> events, UniswapV2ReplayOptions? options = null)
    {
        UniswapV2Replayer replay = new(options ?? new UniswapV2ReplayOptions { Parameters = UniswapV2Parameters.ForUniswap(Holders.Pair) });
        foreach (PoolEvent poolEvent in events)
        {
            replay.Apply(poolEvent);
        }
        replay.Complete();
        return replay;
    }

    private static bool IsBetweenHolders(PoolEvent poolEvent) =>
        poolEvent.Kind == PoolEventKind.Transfer && !poolEvent.Owner.IsZero && !poolEvent.Recipient.IsZero && poolEvent.Recipient != Holders.Pair;

    private static bool RaisesBothReserves(PoolEvent poolEvent) =>
        poolEvent.Kind == PoolEventKind.Swap && (UInt256)poolEvent.Amount0 >= poolEvent.Amount0Out && (UInt256)poolEvent.Amount1 >= poolEvent.Amount1Out;

    private static int LastIndex(ReferenceTape tape, PoolEventKind kind, Func<PoolEvent, bool> condition) =>
        tape.Events.Select((poolEvent, index) => (poolEvent, index)).Last(entry => entry.poolEvent.Kind == kind && condition(entry.poolEvent)).index;

    private static void AssertFinalState(ReferenceTape tape, UniswapV2Replayer replay)
    {
        UniswapV2Snapshot state = replay.Pool.TakeSnapshot();
        Assert.Equal((tape.Pair.Reserve0, tape.Pair.Reserve1), (state.Reserve0.ToBigInteger(), state.Reserve1.ToBigInteger()));
        Assert.Equal(tape.Pair.TotalSupply, state.TotalSupply.ToBigInteger());
        Assert.Equal(
            tape.Pair.BalanceOf.Select(entry => new UniswapV2LpBalance(entry.Key, UInt256.FromBigInteger(entry.Value))), state.LpBalances);
    }

    private static IEnumerable<(string Field, PoolEvent Changed)> Tampered(PoolEvent poolEvent)
    {
        foreach (Int256 step in new[] { Int256.One, -Int256.One })
        {
            PoolEvent changed = poolEvent;
            if (poolEvent.Kind == PoolEventKind.Transfer)
            {
                changed.Liquidity = (UInt256)((Int256)changed.Liquidity + step);
                yield return ("liquidity", changed);
                continue;
            }
            changed.Amount0 += step;
            yield return ("amount0", changed);
            changed = poolEvent;
            changed.Amount1 += step;
            yield return ("amount1", changed);
            if (poolEvent.Kind == PoolEventKind.Swap && !step.IsNegative)
            {
                changed = poolEvent;
                changed.Amount0Out += 1UL;
                yield return ("amount0Out", changed);
                changed = poolEvent;
                changed.Amount1Out += 1UL;
                yield return ("amount1Out", changed);
            }
        }
    }
}
