using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>The ends of the bitmap's words, found by counting one place at a time.</summary>
public sealed class BitmapWordTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(16383)]
    public void Find_AnyTick_EndsWhereCountingDoesAndHoldsItsNeighboursOnly(int tickSpacing)
    {
        Draw draw = new(tickSpacing);
        for (int i = 0; i < 300; i++)
        {
            int tick = draw.Between(TickMath.MinTick, TickMath.MaxTick);
            bool zeroForOne = draw.OneIn(2);
            int place = EndPlace(tick, tickSpacing, zeroForOne);
            BitmapWord word = BitmapWord.Find(tick, tickSpacing, zeroForOne);
            Assert.Equal(Math.Clamp(place * tickSpacing, TickMath.MinTick, TickMath.MaxTick), word.End);
            Assert.Equal(TickMath.GetSqrtPriceAtTick(word.End), word.EndPrice());
            // Around the ends of this word and of its neighbours, and anywhere between.
            int size = tickSpacing << 8;
            for (int offset = -3; offset <= 3; offset++)
            {
                Check(word, tick + offset);
                for (int words = -2; words <= 2; words++)
                {
                    Check(word, ((place + (256 * words)) * tickSpacing) + offset);
                    Check(word, ((place + (256 * words) + (zeroForOne ? 0 : 1)) * tickSpacing) + offset);
                    Check(word, ((place + (256 * words) - (zeroForOne ? 1 : 0)) * tickSpacing) + offset);
                }
            }
            Check(word, tick - draw.Below(size));
            Check(word, tick + draw.Below(size));

            void Check(in BitmapWord found, int other)
            {
                bool isSame = EndPlace(other, tickSpacing, zeroForOne) == place;
                Assert.True(found.Contains(other) == isSame, $"from {tick}, spacing {tickSpacing}, down {zeroForOne}: {other} {isSame}");
            }
        }
    }

    [Fact]
    public void Nowhere_AnyTick_DoesNotContainIt()
    {
        Assert.False(BitmapWord.Nowhere.Contains(0));
        Assert.False(BitmapWord.Nowhere.Contains(TickMath.MinTick));
        Assert.False(BitmapWord.Nowhere.Contains(TickMath.MaxTick));
    }

    // Down from the tick's own place, or up from the next, to the first or the last of 256.
    private static int EndPlace(int tick, int tickSpacing, bool zeroForOne)
    {
        int place = (int)Math.Floor((double)tick / tickSpacing);
        if (zeroForOne)
        {
            while (Modulo256(place) != 0)
            {
                place--;
            }
            return place;
        }
        place++;
        while (Modulo256(place) != 255)
        {
            place++;
        }
        return place;
    }

    private static int Modulo256(int place) => ((place % 256) + 256) % 256;
}
