using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

public sealed class TickMathTests
{
    public static TheoryData<int, string> Published
    {
        get
        {
            TheoryData<int, string> data = [];
            foreach (Vectors.Vector vector in Vectors.WithPrefix("v3.tickmath."))
            {
                data.Add(vector.Inputs.GetProperty("tick").GetInt32(), vector.Expected.GetString()!);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void GetSqrtPriceAtTick_PublishedTicks_EqualTheContractsSnapshots(int tick, string expected) =>
        Assert.Equal(expected, TickMath.GetSqrtPriceAtTick(tick).ToString());

    [Fact]
    public void GetSqrtPriceAtTick_EveryTick_IsTheRoundedPowerAndInvertsExactly()
    {
        // The independent side: the exact power by big integers at every 4096th tick; between them every tick must invert.
        BigInteger previous = BigInteger.Zero;
        for (int tick = TickMath.MinTick; tick <= TickMath.MaxTick; tick++)
        {
            UInt256 price = TickMath.GetSqrtPriceAtTick(tick);
            if (tick < TickMath.MaxTick)
            {
                Assert.Equal(tick, TickMath.GetTickAtSqrtPrice(price));
            }
            if (tick > TickMath.MinTick)
            {
                Assert.Equal(tick - 1, TickMath.GetTickAtSqrtPrice(price - UInt256.One));
            }
            if (tick % 4096 == 0 || tick is TickMath.MinTick or TickMath.MaxTick)
            {
                BigInteger actual = price.ToBigInteger();
                BigInteger exact = RootOfPower(tick);
                // Up to twenty factors, each rounded by a unit of 2^-128; above tick zero the contract divides by their product, which scales
                // that by the square of the price.
                BigInteger tolerance = 2 + (tick < 0 ? 0 : 20 * exact * exact >> 224);
                Assert.True(BigInteger.Abs(actual - exact) <= tolerance, $"tick {tick}: {actual}, exact {exact}");
                Assert.True(actual > previous);
                previous = actual;
            }
        }
    }

    [Fact]
    public void GetTickAtSqrtPrice_RandomPrices_StandsBetweenItsTicks()
    {
        Random random = new(20240105);
        byte[] bytes = new byte[20];
        for (int i = 0; i < 200_000; i++)
        {
            random.NextBytes(bytes);
            UInt256 price = UInt256.FromBigInteger(new BigInteger(bytes, isUnsigned: true) >> random.Next(0, 128));
            if (TickMath.IsPrice(price))
            {
                int tick = TickMath.GetTickAtSqrtPrice(price);
                Assert.True(TickMath.GetSqrtPriceAtTick(tick) <= price && price < TickMath.GetSqrtPriceAtTick(tick + 1), price.ToString());
            }
        }
    }

    [Theory]
    [InlineData(-887273)]
    [InlineData(887273)]
    [InlineData(int.MinValue)]
    public void GetSqrtPriceAtTick_OutOfBounds_Throws(int tick) => Assert.Throws<ArgumentOutOfRangeException>(() => TickMath.GetSqrtPriceAtTick(tick));

    [Fact]
    public void GetTickAtSqrtPrice_OutOfBounds_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TickMath.GetTickAtSqrtPrice(TickMath.MinSqrtPriceX96 - UInt256.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => TickMath.GetTickAtSqrtPrice(TickMath.MaxSqrtPriceX96));
    }

    // sqrt(1.0001^tick) * 2^96, rounded down, from integers alone.
    private static BigInteger RootOfPower(int tick)
    {
        BigInteger scaled = BigInteger.One << 512;
        BigInteger power = BigInteger.One << 512;
        BigInteger factor = (10001 * scaled) / 10000;
        for (int n = Math.Abs(tick); n != 0; n >>= 1)
        {
            power = (n & 1) != 0 ? (power * factor) >> 512 : power;
            factor = (factor * factor) >> 512;
        }
        power = tick < 0 ? (scaled * scaled) / power : power;
        // power = p * 2^512; the root of p * 2^192 is wanted.
        return Root(power >> (512 - 192));
    }

    private static BigInteger Root(BigInteger value)
    {
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }
            root = next;
        }
    }
}
