using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Minutes;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Analytics;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class BarPositionTests
{
    private const string Polygon = "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22";

    /// <summary>The same day as bars and as events: what the documentation says of the deviation.</summary>
    [Theory]
    [InlineData(TickMath.MinTick, TickMath.MaxTick)]
    [InlineData(192_330, 194_340)]
    [InlineData(193_290, 193_500)]
    [InlineData(193_400, 193_450)]
    public void Of_TheRecordedDay_IsCloseToTheExactReplay(int lower, int upper)
    {
        MinuteBars bars = MinuteBars.Read(Day("minute"));
        (UInt256 amount0, UInt256 amount1) = (100_000_000_000UL, UInt256.Parse("25000000000000000000"));
        PositionHistory close = BarPosition.Of(bars.Bars, 500, UsableTicks.Around(lower, upper, 10), amount0, amount1, PositionImpact.None, BaseUnitPrices.At);
        HypotheticalPosition exact = new(lower, upper, amount0, amount1, PositionImpact.None, BaseUnitPrices.At);
        _ = UniswapV3Replay.Run(PoolTape.Open(Day("tick")).OpenReader, new ReplayOptions { Observer = exact }, null, TestContext.Current.CancellationToken);
        PositionHistory history = exact.History!;
        // The price of a whole tick makes another liquidity of the same amounts, by up to 0.5 %.
        double sizes = (double)close.Liquidity / (double)history.Liquidity;
        Assert.InRange(sizes, 0.995, 1.005);
        Assert.InRange(Value(close) / Value(history) / sizes, 0.995, 1.016);
        Assert.InRange((double)close.Fees0.ToBigInteger() / (double)history.Fees0.ToBigInteger() / sizes, 0.99, 1.12);
        Assert.InRange((double)close.Fees1.ToBigInteger() / (double)history.Fees1.ToBigInteger() / sizes, 0.92, 1);
        Assert.InRange(close.LossVersusRebalancing / history.LossVersusRebalancing / sizes, 0.77, 0.93);
        Assert.InRange((double)close.InRangeSeconds / close.OpenSeconds - ((double)history.InRangeSeconds / history.OpenSeconds), -0.001, 0.001);
        Close.Relative(PoolPrice.Of(history.SqrtPriceX96), PoolPrice.Of(close.SqrtPriceX96), 1.1e-4);
        Assert.Equal((history.TickLower, history.TickUpper, history.IsInRange), (close.TickLower, close.TickUpper, close.IsInRange));
        Assert.Null(close.FeeBound0);
    }

    [Fact]
    public void Of_BarsOfAKnownFlow_SharesTheFee()
    {
        MinuteBar[] bars = [Bar(0, 0, 0, 0), Bar(60, -5, 4, 0, 1_000_000UL, 2_000_000UL), Bar(120, 10, 19, 10, 3_000_000UL), Bar(180, 30, 39, 30, 9_000_000UL)];
        UInt256 offered = 1_000_000_000_000_000UL;
        PositionHistory none = BarPosition.Of(bars, 3000, (-10, 20), offered, offered, PositionImpact.None, BaseUnitPrices.At);
        PositionHistory dilute = BarPosition.Of(bars, 3000, (-10, 20), offered, offered, PositionImpact.Dilute, BaseUnitPrices.At);
        // The second bar is in the range whole; the third reaches it from the close before, whole; of the last one 10 of 30 ticks.
        double paid0 = 1_000_000 + 3_000_000 + (9_000_000 * 10.0 / 30);
        double share = (double)none.Liquidity / 1e18;
        Assert.Equal((UInt256)(ulong)(0.003 * paid0 * share), none.Fees0);
        Assert.Equal((UInt256)(ulong)(0.003 * 2_000_000 * share), none.Fees1);
        Close.Relative(share / (1 + share) * 0.003 * paid0, (double)dilute.Fees0.ToBigInteger(), 1e-3);
        Assert.Equal((180, 180, 180, false), (none.OpenSeconds, none.EndSeconds - 60, none.InRangeSeconds, none.IsInRange));
        Assert.Equal(offered, none.Moves[0].Amount0 + none.Unused0);
    }

    [Fact]
    public void Of_WhatBarsCannotSay_IsRefused()
    {
        MinuteBar[] bars = [Bar(0, 0, 0, 0)];
        Assert.Throws<ArgumentException>("impact", () => BarPosition.Of(bars, 3000, (-10, 20), 1_000_000UL, 1_000_000UL, PositionImpact.Counterfactual, BaseUnitPrices.At));
        Assert.Throws<ArgumentException>("bars", () => BarPosition.Of([], 3000, (-10, 20), 1_000_000UL, 1_000_000UL, PositionImpact.None, BaseUnitPrices.At));
        Assert.Throws<ReplayInputException>(() => BarPosition.Of(bars, 3000, (10, 20), UInt256.Zero, 1_000_000UL, PositionImpact.None, BaseUnitPrices.At));
    }

    private static MinuteBar Bar(long seconds, int lowest, int highest, int close, UInt256 amount0 = default, UInt256 amount1 = default) =>
        new(seconds, lowest, highest, close, amount0, amount1, 1_000_000_000_000_000_000);

    private static double Value(PositionHistory history) =>
        ((double)history.Fees0.ToBigInteger() * PoolPrice.Of(history.SqrtPriceX96)) + (double)history.Fees1.ToBigInteger();

    private static string Day(string kind) => SharedData.Path("uniswap-v3", "polygon-usdc-weth-2021-12-22", $"{Polygon}.{kind}.csv");
}
