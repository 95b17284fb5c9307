using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class PositionRecorderTests
{
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000b2");

    [Fact]
    public void Histories_OfTheRecordedWorld_AreOwedWhatItsPoolOwes()
    {
        (IReadOnlyList<PositionHistory> histories, UniswapV3ReplayReport report) = Record(MemoryTape.Sample);
        var pool = UniswapV3Pool.Restore(report.Parameters, report.Final);
        Assert.True(histories.Count > 5);
        Assert.Contains(histories, static history => history.Moves.Any(static move => move.Kind == PositionMoveKind.Collection && move.Fees0 + move.Fees1 > UInt256.Zero));
        foreach (PositionHistory history in histories)
        {
            Address owner = Address.Parse(history.Name.Split(' ')[0]);
            PositionState state = pool.PositionStateOf(new PositionKey(owner, history.TickLower!.Value, history.TickUpper!.Value));
            (UInt256 inside0, UInt256 inside1) = pool.FeeGrowthInside(history.TickLower!.Value, history.TickUpper!.Value);
            Assert.Null(history.Gap);
            Assert.Equal(state.Liquidity, history.Liquidity);
            Assert.Equal(
                (UInt256)state.TokensOwed0 + FeeGrowth.Owed(inside0, state.FeeGrowthInside0LastX128, state.Liquidity), history.Withdrawn0 + history.UncollectedFees0);
            Assert.Equal(
                (UInt256)state.TokensOwed1 + FeeGrowth.Owed(inside1, state.FeeGrowthInside1LastX128, state.Liquidity), history.Withdrawn1 + history.UncollectedFees1);
            Assert.Equal((UInt256.Zero, UInt256.Zero), (history.FeeBound0, history.FeeBound1));
        }
    }

    [Fact]
    public void Histories_OfAPeriodInTwoParts_AddUp()
    {
        MemoryTape tape = Timed();
        long middle = tape.Events[150].TimestampSeconds;
        PositionHistory whole = Assert.Single(Record(tape, Visitor).Histories);
        PositionHistory first = Assert.Single(Record(tape, Visitor, to: middle).Histories);
        PositionHistory second = Assert.Single(Record(tape, Visitor, from: middle).Histories);

        Assert.Equal(PositionMoveKind.Opening, second.Moves[0].Kind);
        Assert.Equal((first.Principal0, first.Principal1), (second.Moves[0].Amount0, second.Moves[0].Amount1));
        Assert.Equal(whole.OpenSeconds, first.OpenSeconds + second.OpenSeconds);
        Assert.Equal(whole.InRangeSeconds, first.InRangeSeconds + second.InRangeSeconds);
        Assert.True(whole.InRangeSeconds > 0 && whole.InRangeSeconds < whole.OpenSeconds);
        Assert.Equal(Loss(whole), Loss(first) + Loss(second), Loss(whole) * 1e-12);
        // Two readings of the growth round twice.
        Assert.InRange((whole.Fees0 - first.Fees0 - second.Fees0).ToBigInteger(), 0, 1);
        Assert.InRange((whole.Fees1 - first.Fees1 - second.Fees1).ToBigInteger(), 0, 1);
    }

    [Fact]
    public void LossVersusRebalancing_AlongTheSwaps_IsWhatRebalancingMakesAboveThePosition()
    {
        MemoryTape tape = Timed();
        PositionHistory history = Assert.Single(Record(tape, Visitor).Histories);
        // In exact integers: x_k (p_(k+1) - p_k) less the change of the value, with prices and amounts in units of 2^-192 and 2^-96.
        BigInteger sum = 0;
        UInt256 price = default;
        foreach (PoolEvent poolEvent in tape.Events.Where(static poolEvent => poolEvent.Has(PoolEventFields.SqrtPriceX96)))
        {
            if (!price.IsZero)
            {
                (BigInteger x, BigInteger y) = Amounts(price, history);
                (BigInteger xAfter, BigInteger yAfter) = Amounts(poolEvent.SqrtPriceX96, history);
                BigInteger square = BigInteger.Pow(poolEvent.SqrtPriceX96.ToBigInteger(), 2);
                sum += ((x - xAfter) * square) + ((y - yAfter) << 192);
            }
            price = poolEvent.SqrtPriceX96;
        }
        double expected = Math.ScaleB((double)(sum >> 192), -96);
        Assert.InRange(Loss(history) / expected, 1 - 1e-9, 1 + 1e-9);
    }

    // Rebalancing earns x and y times the change of their own prices at every moment, the position what its tokens are worth after less before.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LossVersusRebalancing_InANumeraire_IsWhatRebalancingMakesAboveThePositionInIt(int numeraire)
    {
        TokenPrices PricesAt(long seconds, double price) => numeraire switch
        {
            0 => new TokenPrices(1, 1 / price),
            1 => new TokenPrices(price, 1),
            // Dollars: token 1 has a price of its own that moves between swaps too.
            _ => new TokenPrices(price * 2000 * (1.1 + Math.Sin(seconds / 5000.0)), 2000 * (1.1 + Math.Sin(seconds / 5000.0))),
        };
        MemoryTape tape = Timed();
        PositionHistory history = Assert.Single(Record(tape, Visitor, pricesAt: PricesAt).Histories);
        var curve = ConcentratedCurve.FromPosition(history.Moves[0].Liquidity, -120, 180);
        (double rebalancing, double position) = (0, 0);
        (Reserves Held, TokenPrices Prices)? last = null;
        foreach (PoolEvent poolEvent in tape.Events.SkipWhile(static poolEvent => poolEvent.Owner != Visitor).Where(static poolEvent => poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Swap))
        {
            double price = poolEvent.Kind == PoolEventKind.Mint ? 1 : PoolPrice.Of(poolEvent.SqrtPriceX96);
            (Reserves held, TokenPrices prices) = (curve.Reserves(price), PricesAt(poolEvent.TimestampSeconds, price));
            if (last is { } before)
            {
                rebalancing += (before.Held.Amount0 * (prices.Token0 - before.Prices.Token0)) + (before.Held.Amount1 * (prices.Token1 - before.Prices.Token1));
                position += (held.Amount0 * prices.Token0) + (held.Amount1 * prices.Token1) - (before.Held.Amount0 * before.Prices.Token0) - (before.Held.Amount1 * before.Prices.Token1);
            }
            last = (held, prices);
        }
        Assert.InRange(Loss(history) / (rebalancing - position), 1 - 1e-8, 1 + 1e-8);
    }

    [Fact]
    public void LossVersusRebalancing_WhileNothingIsOpen_AsksForNoPrices()
    {
        MemoryTape tape = Timed();
        long from = tape.Events[200].TimestampSeconds;
        List<long> asked = [];
        TokenPrices PricesAt(long seconds, double price)
        {
            asked.Add(seconds);
            return new TokenPrices(price, 1);
        }
        Assert.Empty(Record(tape, Address.Parse("0x00000000000000000000000000000000000000c3"), pricesAt: PricesAt).Histories);
        Assert.Empty(asked);
        _ = Record(tape, Visitor, from, pricesAt: PricesAt);
        Assert.Equal(tape.Events.Skip(200).Where(static poolEvent => poolEvent.Kind == PoolEventKind.Swap).Select(static poolEvent => poolEvent.TimestampSeconds), asked);
    }

    [Fact]
    public void Histories_OfATapeReplayedAgain_AreThoseOfTheLastReplay()
    {
        MemoryTape tape = Timed();
        PositionRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        PositionHistory[] first = [.. Run(tape, recorder).Histories];
        PositionHistory[] again = [.. Run(tape, recorder).Histories];
        Assert.Equal(first.Length, again.Length);
        Assert.All(first.Zip(again), static pair => Assert.Equivalent(pair.First, pair.Second, strict: true));
    }

    // Two providers' managers in one range, whose owners the mints do not say: a burn tells an owner only where one liquidity fits.
    [Fact]
    public void Histories_MintsWithoutOwners_AreTheirsWhoseBurnFitsOneOnly()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -600, 600, 1_000_000_000_000_000_000);
        pool.Mint(Visitor, -600, 600, 300_000_000_000_000_000);
        pool.Swap(true, 1_000_000_000_000_000);
        pool.Burn(Visitor, -600, 600, 300_000_000_000_000_000);
        MemoryTape tape = pool.Tape.Each(static poolEvent => poolEvent.Kind != PoolEventKind.Mint ? poolEvent : poolEvent with
        {
            Sender = Address.Parse(poolEvent.Owner == Visitor ? "0x00000000000000000000000000000000000000d1" : "0x00000000000000000000000000000000000000d2"),
            Owner = default,
            Recorded = (poolEvent.Recorded | PoolEventFields.Sender) & ~PoolEventFields.Owner,
        });
        PositionRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        IReadOnlyList<PositionHistory> histories = Run(tape, recorder).Histories;
        Assert.Equal(2, histories.Count);
        PositionHistory visitor = Assert.Single(histories, static history => history.Name.StartsWith(Visitor.ToString(), StringComparison.Ordinal));
        Assert.Equal([PositionMoveKind.Deposit, PositionMoveKind.Withdrawal], visitor.Moves.Select(static move => move.Kind));
    }

    [Fact]
    public void Histories_WithdrawalsAndFees_AreCollectedInThatOrder()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Visitor, -600, 600, 1_000_000_000_000_000_000);
        pool.Swap(true, 1_000_000_000_000_000);
        pool.Swap(false, 1_000_000_000_000_000);
        pool.Burn(Visitor, -600, 600, 400_000_000_000_000_000);
        pool.Collect(Visitor, -600, 600);
        pool.Swap(true, 2_000_000_000_000_000);

        PositionHistory history = Assert.Single(Record(pool.Tape).Histories);

        Assert.Equal([PositionMoveKind.Deposit, PositionMoveKind.Withdrawal, PositionMoveKind.Collection], history.Moves.Select(static move => move.Kind));
        PositionMove withdrawal = history.Moves[1];
        PositionMove collection = history.Moves[2];
        Assert.Equal((withdrawal.Amount0 + collection.Fees0, withdrawal.Amount1 + collection.Fees1), (collection.Amount0, collection.Amount1));
        Assert.True(collection.Fees0 > UInt256.Zero && collection.Fees1 > UInt256.Zero);
        // 0.3 % of the last swap, rounded down once by the pool and once by the position.
        Assert.InRange((ulong)history.UncollectedFees0, 5_999_999_999_998UL, 6_000_000_000_000UL);
        Assert.Equal(history.Fees0, collection.Fees0 + history.UncollectedFees0);
    }

    [Fact]
    public void Histories_OfAClosedPosition_EndAtThePriceOfItsEnd()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Visitor, -600, 600, 1_000_000_000_000_000_000);
        pool.SwapTo(100);
        UInt256 price = pool.Pool.SqrtPriceX96;
        pool.Burn(Visitor, -600, 600, 1_000_000_000_000_000_000);
        pool.SwapTo(-5_000);
        MemoryTape tape = pool.Tape.Each(static poolEvent => poolEvent with { TimestampSeconds = 100 * (long)poolEvent.Position.BlockNumber, Recorded = poolEvent.Recorded | PoolEventFields.Timestamp });
        PositionHistory history = Assert.Single(Record(tape, Visitor).Histories);
        Assert.Equal((price, 500L), (history.SqrtPriceX96, history.EndSeconds));
        Assert.False(history.IsInRange);
        Assert.Equal([(300L, UInt256.Zero), (400L, history.Fees1), (500L, history.Fees1)], history.Course.Select(static sample => (sample.TimestampSeconds, sample.Fees1)));
        Assert.True(history.Fees1 > UInt256.Zero);
    }

    [Fact]
    public void Histories_OfALongTape_AreSampledAtAFewOfItsSwapsAndAllItsMoves()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Visitor, -600, 600, 1_000_000_000_000_000_000);
        for (int i = 0; i < 20_000; i++)
        {
            pool.Swap(i % 2 == 0, 1_000_000 + i);
            if (i % 5_000 == 4_999)
            {
                pool.Mint(Visitor, -600, 600, 1_000_000_000);
            }
        }
        PositionHistory history = Assert.Single(Record(pool.Tape).Histories);
        Assert.InRange(history.Course.Count, 500, 1_040);
        UInt256[] prices = [.. history.Course.Select(static sample => sample.SqrtPriceX96)];
        Assert.All(history.Moves, move => Assert.Contains(move.SqrtPriceX96, prices));
        Assert.All(history.Course.Zip(history.Course.Skip(1)), static pair => Assert.True(pair.First.Fees0 <= pair.Second.Fees0));
        Assert.Equal(history.Fees0, history.Course[^1].Fees0);
    }

    [Fact]
    public void Histories_OfATokenAfterALaterOne_SayThatItWasMadeBefore()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        foreach (int token in new[] { 5, 7, 6 })
        {
            pool.Mint(Visitor, -60 * token, 60 * token, 1_000_000);
        }
        MemoryTape tape = pool.Tape.Each(static poolEvent => poolEvent.Kind != PoolEventKind.Mint ? poolEvent
            : poolEvent with { TokenId = (ulong)poolEvent.TickUpper / 60, Recorded = poolEvent.Recorded | PoolEventFields.TokenId });
        IReadOnlyList<PositionHistory> histories = Record(tape).Histories;
        Assert.Equal([(5UL, null), (7UL, null), (6UL, 7UL)], histories.Select(static history => (history.TokenId!.Value, history.LaterToken)));
    }

    [Fact]
    public void Histories_PositionThatWasThereBefore_SaysThatItIsNotWhole()
    {
        MemoryTape tape = Timed();
        PoolEvent mint = tape.Events.First(static poolEvent => poolEvent.Kind == PoolEventKind.Mint && poolEvent.Owner == Visitor);
        PoolEvent burn = mint with { Kind = PoolEventKind.Burn, Liquidity = mint.Liquidity + UInt256.One, Position = new EventPosition(10_000, 0, 0) };
        PositionRecorder recorder = new(static identity => identity.Owner == Visitor, BaseUnitPrices.At);
        UniswapV3Pool pool = new(new UniswapV3Parameters(3000, 60));
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(Q96.One));
        recorder.BeforeEvent(burn, pool);
        PositionHistory history = Assert.Single(recorder.Histories);
        Assert.Contains("block 10000", history.Gap, StringComparison.Ordinal);
        Assert.Empty(history.Moves);
    }

    private static double Loss(PositionHistory history) => history.Moves.Sum(static move => move.LossVersusRebalancing) + history.LossVersusRebalancing;

    private static (BigInteger X, BigInteger Y) Amounts(in UInt256 sqrtPriceX96, PositionHistory history)
    {
        BigInteger lower = TickMath.GetSqrtPriceAtTick(history.TickLower!.Value).ToBigInteger();
        BigInteger upper = TickMath.GetSqrtPriceAtTick(history.TickUpper!.Value).ToBigInteger();
        BigInteger root = BigInteger.Max(lower, BigInteger.Min(sqrtPriceX96.ToBigInteger(), upper));
        BigInteger liquidity = history.Moves[0].Liquidity;
        return ((liquidity << 192) / root - (liquidity << 192) / upper, liquidity * (root - lower));
    }

    // A visitor's narrow range, a minute between events, and a price that leaves it and comes back.
    private static MemoryTape Timed()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Visitor, -120, 180, 300_000_000_000_000_000);
        Random random = new(11);
        for (int i = 0; i < 300; i++)
        {
            int tick = (int)(400 * Math.Sin(i / 9.0)) + random.Next(-40, 40);
            pool.SwapTo(tick == pool.Pool.Tick ? tick + 1 : tick);
        }
        return pool.Tape.Each(static poolEvent => poolEvent with { TimestampSeconds = 1_700_000_000 + (60 * (long)poolEvent.Position.BlockNumber), Recorded = poolEvent.Recorded | PoolEventFields.Timestamp });
    }

    private static (IReadOnlyList<PositionHistory> Histories, UniswapV3ReplayReport Report) Record(
        MemoryTape tape, Address? owner = null, long from = long.MinValue, long to = long.MaxValue, Func<long, double, TokenPrices>? pricesAt = null)
    {
        (IReadOnlyList<PositionHistory> Histories, UniswapV3ReplayReport Report) recorded = Run(tape, new PositionRecorder(identity => owner is null || identity.Owner == owner, pricesAt ?? BaseUnitPrices.At, from, to));
        Assert.Empty(recorded.Report.Tally.Mismatches);
        return recorded;
    }

    private static (IReadOnlyList<PositionHistory> Histories, UniswapV3ReplayReport Report) Run(MemoryTape tape, PositionRecorder recorder)
    {
        UniswapV3ReplayReport report = UniswapV3Replay.Run(
            tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = recorder }, null, TestContext.Current.CancellationToken);
        return (recorder.Histories, report);
    }
}
