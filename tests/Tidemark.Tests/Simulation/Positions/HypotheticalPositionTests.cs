using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class HypotheticalPositionTests
{
    private static readonly UniswapV3Parameters Parameters = new(3000, 60);
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000b2");

    [Theory]
    [InlineData(-600, 600, 1)]
    [InlineData(-60, 60, 2)]
    [InlineData(120, 900, 3)]
    public void History_Counterfactual_IsThatOfThePoolThatReallyHeldIt(int tickLower, int tickUpper, int seed)
    {
        UInt256 offered = 1_000_000_000_000_000_000;
        UInt128 liquidity = LiquidityAmounts.Of(TickMath.GetSqrtPriceAtTick(0), tickLower, tickUpper, offered, offered);
        PoolRecorder with = Trade(seed, pool => pool.Mint(Visitor, tickLower, tickUpper, liquidity));
        PoolRecorder without = Trade(seed, static _ => { });

        PositionHistory history = Explain(without.Tape, tickLower, tickUpper, offered, PositionImpact.Counterfactual);

        (UInt256 inside0, UInt256 inside1) = with.Pool.FeeGrowthInside(tickLower, tickUpper);
        PositionState really = with.Pool.PositionStateOf(new PositionKey(Visitor, tickLower, tickUpper));
        Assert.Equal(liquidity, history.Liquidity);
        Assert.Equal(with.Pool.SqrtPriceX96, history.SqrtPriceX96);
        Assert.NotEqual(without.Pool.SqrtPriceX96, history.SqrtPriceX96);
        Assert.Equal((UInt256)FeeGrowth.Owed(inside0, really.FeeGrowthInside0LastX128, liquidity), history.Fees0);
        Assert.Equal((UInt256)FeeGrowth.Owed(inside1, really.FeeGrowthInside1LastX128, liquidity), history.Fees1);
        Assert.True(history.Fees0 > 1_000_000UL && history.Fees1 > 1_000_000UL);
        // Its course is that of the pool with it: after the deposit each swap, and the end.
        Assert.Equal(with.Tape.Events.Where(static poolEvent => poolEvent.Kind == PoolEventKind.Swap).Select(static poolEvent => poolEvent.SqrtPriceX96), history.Course.Skip(1).SkipLast(1).Select(static sample => sample.SqrtPriceX96));
    }

    [Theory]
    [InlineData(PositionImpact.None)]
    [InlineData(PositionImpact.Dilute)]
    [InlineData(PositionImpact.Counterfactual)]
    public void Course_OfAnyImpact_EarnsUpToTheFeesThatItEndsWith(PositionImpact impact)
    {
        PositionHistory history = Explain(Trade(8, static _ => { }).Tape, -600, 600, 1_000_000_000_000_000_000UL, impact);
        Assert.Equal(202, history.Course.Count);
        Assert.Equal((UInt256.Zero, UInt256.Zero), (history.Course[0].Fees0, history.Course[0].Fees1));
        Assert.All(history.Course.Zip(history.Course.Skip(1)), static pair => Assert.True(pair.First.Fees0 <= pair.Second.Fees0 && pair.First.Fees1 <= pair.Second.Fees1));
        Assert.Equal((history.Fees0, history.Fees1, history.SqrtPriceX96), (history.Course[^1].Fees0, history.Course[^1].Fees1, history.Course[^1].SqrtPriceX96));
        Assert.Equal(history.Course[^1] with { TimestampSeconds = 0 }, history.Course[^2] with { TimestampSeconds = 0 });
    }

    [Theory]
    [InlineData(-600, 600)]
    [InlineData(120, 900)]
    public void History_SmallPosition_EarnsTheSameWhateverItsImpact(int tickLower, int tickUpper)
    {
        MemoryTape tape = Trade(4, static _ => { }).Tape;
        PositionHistory[] histories = [.. Enum.GetValues<PositionImpact>().Select(impact => Explain(tape, tickLower, tickUpper, 1_000_000_000UL, impact))];
        double none = (double)histories[0].Fees0.ToBigInteger();
        Assert.True(none > 1e6);
        // Ten billionths of the liquidity there is: what it changes, and what whole units round, is of that order.
        Assert.All(histories, history => Assert.InRange((double)history.Fees0.ToBigInteger() / none, 1 - 1e-6, 1 + 1e-6));
        Assert.All(histories, history => Assert.Equal(histories[0].Liquidity, history.Liquidity));
    }

    [Fact]
    public void History_LargePosition_EarnsLessTheMoreItChanges()
    {
        MemoryTape tape = Trade(5, static _ => { }).Tape;
        UInt256[] fees = [.. Enum.GetValues<PositionImpact>().Select(impact => Explain(tape, -600, 600, UInt256.Parse("10000000000000000000000"), impact).Fees0)];
        Assert.True(fees[1] < fees[0] / 2, "shared with as much again as there was, and more");
        Assert.True(fees[2] < fees[0]);
    }

    [Fact]
    public void History_DilutedTwofold_IsHalf()
    {
        // One provider in one range, and a position exactly like it: of every fee it gets half.
        PoolRecorder pool = new(Parameters, 0);
        pool.Mint(Provider, -600, 600, 1_000_000_000_000_000_000);
        pool.Swap(true, 1_000);
        for (int i = 0; i < 10; i++)
        {
            pool.Swap(i % 2 == 0, 1_000_000_000_000_000);
        }
        PositionHistory none = Explain(pool.Tape, -600, 600, 29_550_000_000_000_000, PositionImpact.None);
        PositionHistory dilute = Explain(pool.Tape, -600, 600, 29_550_000_000_000_000, PositionImpact.Dilute);
        double share = 1e18 / (1e18 + (double)dilute.Liquidity);
        Assert.InRange(share, 0.49, 0.51);
        Assert.InRange((double)dilute.Fees0.ToBigInteger() / (double)none.Fees0.ToBigInteger(), share * (1 - 1e-9), share * (1 + 1e-9));
    }

    [Fact]
    public void History_RangeThatIsThere_EarnsTheGrowthOfThePool()
    {
        PoolRecorder pool = Trade(6, static _ => { });
        PositionHistory history = Explain(pool.Tape, -12_000, 12_000, 1_000_000_000_000_000UL, PositionImpact.None);
        (UInt256 inside0, UInt256 inside1) = pool.Pool.FeeGrowthInside(-12_000, 12_000);
        Assert.InRange(Ratio(history.Fees0, FeeGrowth.Owed(inside0, default, history.Liquidity)), 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(Ratio(history.Fees1, FeeGrowth.Owed(inside1, default, history.Liquidity)), 1 - 1e-6, 1 + 1e-6);
    }

    [Theory]
    [InlineData(-601, 599, -660, 600)]
    [InlineData(-600, 600, -600, 600)]
    [InlineData(TickMath.MinTick, TickMath.MaxTick, -887_220, 887_220)]
    public void History_TicksBetweenUsableOnes_MakeTheRangeNoNarrower(int tickLower, int tickUpper, int usableLower, int usableUpper)
    {
        PositionHistory history = Explain(Trade(7, static _ => { }).Tape, tickLower, tickUpper, 1_000_000_000UL, PositionImpact.None);
        Assert.Equal((usableLower, usableUpper), (history.TickLower, history.TickUpper));
    }

    [Fact]
    public void Replay_NothingOffered_IsRefused()
    {
        MemoryTape tape = Trade(7, static _ => { }).Tape;
        ReplayInputException error = Assert.Throws<ReplayInputException>(() => Explain(tape, -600, 600, default, PositionImpact.None));
        Assert.Contains("make no liquidity", error.Message, StringComparison.Ordinal);
    }

    private static double Ratio(in UInt256 left, in UInt256 right) => (double)left.ToBigInteger() / (double)right.ToBigInteger();

    // Swaps of exact inputs that keep coming back, so that the pool with one more position is asked for the same.
    private static PoolRecorder Trade(int seed, Action<PoolRecorder> beforeTrading)
    {
        PoolRecorder pool = new(Parameters, 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Provider, -240, 120, 3_000_000_000_000_000_000);
        beforeTrading(pool);
        Random random = new(seed);
        double bought = 0;
        for (int i = 0; i < 200; i++)
        {
            bool zeroForOne = random.NextDouble() < 0.5 + (bought / 1e17);
            long amount = random.NextInt64(1_000_000, 60_000_000_000_000_000);
            bought += zeroForOne ? -amount : amount;
            pool.Swap(zeroForOne, amount);
        }
        return pool;
    }

    private static PositionHistory Explain(MemoryTape tape, int tickLower, int tickUpper, UInt256 offered, PositionImpact impact)
    {
        HypotheticalPosition position = new(tickLower, tickUpper, offered, offered, impact, BaseUnitPrices.At);
        _ = UniswapV3Replay.Run(tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = position }, null, TestContext.Current.CancellationToken);
        return Assert.IsType<PositionHistory>(position.History);
    }
}
