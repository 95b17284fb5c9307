using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Positions;
using Tidemark.Tests.Analytics;

namespace Tidemark.Tests.Simulation.Positions;

/// <summary>Against the sum over all moves of each range's own curve, and seconds counted one move after another.</summary>
[Collection(Allocation.Alone)]
public sealed class RangeMeterTests
{
    private const int FarthestTick = 3_000;

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 400)]
    [InlineData(3, 4_000)]
    public void Read_AnyRanges_IsTheSumOverTheMovesSinceTheyAreFollowed(int seed, int widestMove)
    {
        Random random = new(seed);
        RangeMeter meter = new();
        List<Direct> ranges = [];
        long seconds = 1_700_000_000;
        (int tick, UInt256 price) = (0, Q96.One);
        meter.MoveTo(price, tick, seconds, price1: 1);
        for (int i = 0; i < 2_000; i++)
        {
            if (i % 50 == 0)
            {
                int lower = 60 * random.Next(-40, 40);
                Direct range = new(lower, lower + (60 * random.Next(1, 20)));
                meter.Follow(range.TickLower, range.TickUpper);
                range.Base = meter.Read(range.TickLower, range.TickUpper, seconds);
                ranges.Add(range);
            }
            long wait = random.Next(100);
            seconds += wait;
            (int tickBefore, double priceBefore) = (tick, PoolPrice.Of(price));
            (tick, price) = Next(random, tick, widestMove);
            double price1 = random.Next(3) == 0 ? 0 : random.NextDouble();
            meter.MoveTo(price, tick, seconds, price1);
            ranges.ForEach(range => range.Count(priceBefore, PoolPrice.Of(price), tickBefore, wait, price1));
        }
        Assert.Contains(ranges, static range => range.Seconds > 0 && range.Loss > 0);
        foreach (Direct range in ranges)
        {
            (double loss, long inside) = meter.Read(range.TickLower, range.TickUpper, seconds + 77);
            Assert.Equal(range.Seconds + (tick >= range.TickLower && tick < range.TickUpper ? 77 : 0), inside - range.Base.Seconds);
            Close.Absolute(range.Loss, loss - range.Base.Loss, 1e-9 * range.Loss);
        }
    }

    [Fact]
    public void MoveTo_ManyRanges_AllocatesNothing()
    {
        RangeMeter meter = new();
        for (int tick = -FarthestTick; tick < FarthestTick; tick += 10)
        {
            meter.Follow(tick, tick + 10);
        }
        (UInt256 low, UInt256 high) = (TickMath.GetSqrtPriceAtTick(-1_000), TickMath.GetSqrtPriceAtTick(1_000));
        Assert.Equal(0, Allocation.Of(() =>
        {
            meter.MoveTo(low, -1_000, 1, price1: 1);
            meter.MoveTo(high, 1_000, 2, price1: 1);
            _ = meter.Read(-500, 500, 3);
        }));
    }

    // Prices anywhere, and often exactly on a boundary, which a falling price reaches with the tick below it.
    private static (int Tick, UInt256 Price) Next(Random random, int tick, int widestMove)
    {
        int next = Math.Clamp(tick + random.Next(-widestMove, widestMove + 1), -FarthestTick, FarthestTick);
        if (random.Next(4) == 0)
        {
            next = 60 * (next / 60);
            return (next < tick ? next - 1 : next, TickMath.GetSqrtPriceAtTick(next));
        }
        UInt256 low = TickMath.GetSqrtPriceAtTick(next);
        return (next, low + FullMath.MulDiv(TickMath.GetSqrtPriceAtTick(next + 1) - low, (ulong)random.Next(1, 1000), 1000));
    }

    private sealed class Direct(int tickLower, int tickUpper)
    {
        private readonly ConcentratedCurve _curve = ConcentratedCurve.FromPosition(UInt128.One, tickLower, tickUpper);

        public int TickLower => tickLower;

        public int TickUpper => tickUpper;

        public (double Loss, long Seconds) Base { get; set; }

        public double Loss { get; private set; }

        public long Seconds { get; private set; }

        public void Count(double priceBefore, double priceAfter, int tickBefore, long wait, double price1)
        {
            Seconds += tickBefore >= tickLower && tickBefore < tickUpper ? wait : 0;
            Loss -= price1 * _curve.ValueOverHold(priceBefore, priceAfter);
        }
    }
}
