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
}
