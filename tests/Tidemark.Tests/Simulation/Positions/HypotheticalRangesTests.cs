using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class HypotheticalRangesTests
{
    private static readonly UInt128 Liquidity = 1_000_000_000_000_000;
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fees_OfManyRangesTogether_AreThoseOfOnePositionAfterAnother(int seed)
    {
        MemoryTape tape = Trade(seed);
        Random random = new(seed);
        (int Lower, int Upper)[] asked = [.. Enumerable.Range(0, 60).Select(_ => random.Next(-900, 800)).Select(lower => (lower, lower + random.Next(1, 900))), (-240, 120), (-12_000, 12_000), (3_000, 6_000)];
        HypotheticalRanges ranges = Follow(tape, asked);
        int earning = 0;
        for (int i = 0; i < asked.Length; i++)
        {
            HypotheticalPosition position = new(asked[i].Lower, asked[i].Upper, 1_000_000_000_000, 1_000_000_000_000, PositionImpact.None, BaseUnitPrices.At);
            _ = Run(tape, position);
            PositionHistory history = position.History!;
            (UInt256 fees0, UInt256 fees1) = ranges.Fees(i, history.Liquidity);
            earning += fees0 + fees1 > UInt256.Zero ? 1 : 0;
            // Each crossing of one of some hundred ticks rounds up by a unit, of which the position has less than a thousandth.
            Assert.InRange(fees0.ToBigInteger() - history.Fees0.ToBigInteger(), -10, 10);
            Assert.InRange(fees1.ToBigInteger() - history.Fees1.ToBigInteger(), -10, 10);
        }
        Assert.InRange(earning, 20, asked.Length - 1);
        Assert.Contains(Enumerable.Range(0, asked.Length), i => ranges.Fees(i, Liquidity).Fees0 > 1_000_000UL);
    }

    [Fact]
    public void Fees_OfRangesThatAreThere_AreTheGrowthOfTheirPool()
    {
        PoolRecorder pool = TradePool(3);
        (int Lower, int Upper)[] there = [(-12_000, 12_000), (-240, 120)];
        HypotheticalRanges ranges = Follow(pool.Tape, there);
        for (int i = 0; i < 2; i++)
        {
            (UInt256 inside0, UInt256 inside1) = pool.Pool.FeeGrowthInside(there[i].Lower, there[i].Upper);
            (UInt256 fees0, UInt256 fees1) = ranges.Fees(i, Liquidity);
            Assert.InRange(Ratio(fees0, FeeGrowth.Owed(inside0, default, Liquidity)), 1 - 1e-9, 1 + 1e-9);
            Assert.InRange(Ratio(fees1, FeeGrowth.Owed(inside1, default, Liquidity)), 1 - 1e-9, 1 + 1e-9);
        }
    }

    // Where nobody provides, nobody trades, and there is nothing to earn or to share.
    [Fact]
    public void Fees_WhereThePoolHasNoLiquidity_AreNone()
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -600, 600, 1_000_000_000_000_000_000);
        pool.Mint(Provider, 1_200, 1_800, 1_000_000_000_000_000_000);
        pool.SwapTo(100);
        pool.SwapTo(1_500);
        pool.SwapTo(-100);
        pool.SwapTo(1_300);
        HypotheticalRanges ranges = Follow(pool.Tape, [(660, 1_140), (660, 1_260), (-60, 60)]);
        Assert.Equal(default, ranges.Fees(0, Liquidity));
        Assert.True(ranges.Fees(1, Liquidity).Fees1 > UInt256.Zero);
        foreach (PositionImpact impact in (PositionImpact[])[PositionImpact.None, PositionImpact.Dilute])
        {
            HypotheticalPosition position = new(660, 1_140, 1_000_000_000_000, default, impact, BaseUnitPrices.At);
            _ = Run(pool.Tape, position);
            Assert.Equal((UInt256.Zero, UInt256.Zero), (position.History!.Fees0, position.History.Fees1));
        }
    }

    [Fact]
    public void Fees_LiquidityThatComesAndLeavesAtAMarkedTick_ChangesNothingElse()
    {
        PoolRecorder pool = TradePool(4);
        pool.Mint(Provider, -300, 300, 700_000_000_000_000_000);
        pool.SwapTo(310);
        pool.SwapTo(-310);
        pool.Burn(Provider, -300, 300, 700_000_000_000_000_000);
        pool.SwapTo(200);
        HypotheticalRanges ranges = Follow(pool.Tape, [(-300, 300), (-12_000, 12_000)]);
        (UInt256 inside0, _) = pool.Pool.FeeGrowthInside(-12_000, 12_000);
        Assert.InRange(Ratio(ranges.Fees(1, Liquidity).Fees0, FeeGrowth.Owed(inside0, default, Liquidity)), 1 - 1e-9, 1 + 1e-9);
        Assert.True(ranges.Fees(0, Liquidity).Fees0 > UInt256.Zero);
        Assert.True(ranges.Fees(0, Liquidity).Fees0 < ranges.Fees(1, Liquidity).Fees0);
    }

    [Fact]
    public void Fees_WhereNothingIsReplayed_AreNone()
    {
        HypotheticalRanges ranges = new([(-60, 60)]);
        Assert.Equal(default, ranges.Fees(0, Liquidity));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => ranges.Fees(1, Liquidity));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => ranges.Fees(-1, Liquidity));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(60, -60)]
    [InlineData(TickMath.MinTick - 1, 60)]
    [InlineData(60, TickMath.MaxTick + 1)]
    public void HypotheticalRanges_NoRange_IsRefused(int tickLower, int tickUpper) =>
        Assert.Throws<ArgumentException>("ranges", () => new HypotheticalRanges([(-60, 60), (tickLower, tickUpper)]));

    private static double Ratio(in UInt256 left, in UInt256 right) => (double)left.ToBigInteger() / (double)right.ToBigInteger();

    private static MemoryTape Trade(int seed) => TradePool(seed).Tape;

    private static PoolRecorder TradePool(int seed)
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Provider, -240, 120, 3_000_000_000_000_000_000);
        Random random = new(seed);
        for (int i = 0; i < 300; i++)
        {
            int tick = (int)(700 * Math.Sin(i / 11.0)) + random.Next(-60, 60);
            pool.SwapTo(tick == pool.Pool.Tick ? tick + 1 : tick);
        }
        return pool;
    }

    private static HypotheticalRanges Follow(MemoryTape tape, IEnumerable<(int, int)> asked)
    {
        HypotheticalRanges ranges = new(asked);
        _ = Run(tape, ranges);
        return ranges;
    }

    private static UniswapV3ReplayReport Run(MemoryTape tape, IReplayObserver observer) => UniswapV3Replay.Run(
        tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = observer }, null, TestContext.Current.CancellationToken);
}
