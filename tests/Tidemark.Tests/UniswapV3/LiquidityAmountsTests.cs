using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

public sealed class LiquidityAmountsTests
{
    [Fact]
    public void Between_PublishedCase_EqualsThePortOfTheContract()
    {
        Vectors.Vector vector = Vectors.Named("v3.amounts_int");
        UInt256 price = UInt256.Parse(vector.Inputs.GetProperty("sqrtPriceX96").GetString());
        LiquidityAmounts.Between(
            price,
            TickMath.GetTickAtSqrtPrice(price),
            vector.Inputs.GetProperty("tickLower").GetInt32(),
            vector.Inputs.GetProperty("tickUpper").GetInt32(),
            UInt128.Parse(vector.Inputs.GetProperty("L").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            roundUp: false,
            out UInt256 amount0,
            out UInt256 amount1);
        Assert.Equal(vector.Expected[0].GetString(), amount0.ToString());
        Assert.Equal(vector.Expected[1].GetString(), amount1.ToString());
    }

    [Theory]
    [InlineData(-61, false, true)]
    [InlineData(-60, true, true)]
    [InlineData(0, true, true)]
    [InlineData(59, true, true)]
    [InlineData(60, true, false)]
    public void Between_PriceOnATick_FollowsTheTickAndNotThePrice(int tick, bool reachesLower, bool belowUpper)
    {
        // A price exactly on a tick belongs to either side of it, as the last swap left it; amounts must follow the pool's tick.
        BigInteger price = ReferenceTickMath.PriceAt(reachesLower ? Math.Min(tick, 60) : -60);
        BigInteger lower = ReferenceTickMath.PriceAt(-60);
        BigInteger upper = ReferenceTickMath.PriceAt(60);
        BigInteger liquidity = BigInteger.Pow(10, 20) + 7;
        foreach (bool roundUp in new[] { false, true })
        {
            BigInteger expected0 = !belowUpper ? 0 : ReferenceMath.Amount0(reachesLower ? price : lower, upper, liquidity, roundUp);
            BigInteger expected1 = !reachesLower ? 0 : ReferenceMath.Amount1(lower, belowUpper ? price : upper, liquidity, roundUp);
            LiquidityAmounts.Between(UInt256.FromBigInteger(price), tick, -60, 60, (UInt128)liquidity, roundUp, out UInt256 amount0, out UInt256 amount1);
            Assert.Equal(expected0, amount0.ToBigInteger());
            Assert.Equal(expected1, amount1.ToBigInteger());
        }
    }

    // maxLiquidityForAmounts of @uniswap/v3-sdk 3.31.5, without its full precision, which the position manager does not have either.
    [Theory]
    [InlineData(-207240, -200280, "2946438249680847588113137", "1000000000000000000", "3000000000", "219123070312947")]
    [InlineData(196000, 200000, "1662917659278922964527796818725983", "12345678901", "5000000000000000000", "1686875130507163")]
    [InlineData(196000, 200000, "1358435673239453248152483143175383", "12345678901", "5000000000000000000", "1227675514439233")]
    [InlineData(196000, 200000, "1744244129640337381386292603617838", "12345678901", "5000000000000000000", "1252961718844201")]
    [InlineData(196000, 200000, "1428080589594801790570407367332275", "777", "1", "77266214")]
    [InlineData(-887220, 887220, "79228162514264337593544073793", "1000000", "1000000", "1000000")]
    [InlineData(-887220, 887220, "1101692437043930828", "123456789012345678901234567890", "987654321", "1716705353757785665")]
    [InlineData(-60, 60, "79275711297581955433033666323", "1", "1", "278")]
    [InlineData(-60, 60, "79275711297581955433033666323", "340282366920938463463", "340282366920938463463", "94641050200354466694911")]
    [InlineData(199990, 200000, "1743808144907162940408148167668639", "1", "1000000000000000000", "88055219")]
    [InlineData(887160, 887220, "1455467337041145425283036670048245855488656945764", "1", "340282366920938463463374607431768", "12358696972024266")]
    [InlineData(-887220, -887160, "4310741749", "340282366920938463463374607431768", "1", "0")]
    public void Of_AmountsOffered_IsTheLiquidityOfTheSdk(int tickLower, int tickUpper, string price, string amount0, string amount1, string liquidity)
    {
        UInt256 sqrtPriceX96 = UInt256.Parse(price);
        (UInt256 offered0, UInt256 offered1) = (UInt256.Parse(amount0), UInt256.Parse(amount1));
        UInt128 found = LiquidityAmounts.Of(sqrtPriceX96, tickLower, tickUpper, offered0, offered1);
        Assert.Equal(UInt128.Parse(liquidity, System.Globalization.CultureInfo.InvariantCulture), found);
        LiquidityAmounts.Between(
            sqrtPriceX96, TickMath.GetTickAtSqrtPrice(sqrtPriceX96), tickLower, tickUpper, found, roundUp: true, out UInt256 due0, out UInt256 due1);
        Assert.True(due0 <= offered0 && due1 <= offered1);
    }

    [Fact]
    public void Of_RangeOrAmountsThatNoPoolTakes_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("tickUpper", () => LiquidityAmounts.Of(Q96.One, 60, 60, UInt256.One, UInt256.One));
        Assert.Throws<ArgumentOutOfRangeException>("amount0", () => LiquidityAmounts.Of(Q96.One, -10, 10, UInt256.MaxValue >> 100, UInt256.MaxValue >> 100));
    }
}
