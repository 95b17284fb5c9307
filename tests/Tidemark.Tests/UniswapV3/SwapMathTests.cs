using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>One step against the contract's order of work: first what the target costs, then the comparison, then the price.</summary>
public sealed class SwapMathTests
{
    private static readonly int[] Fees = [0, 1, 100, 500, 2500, 3000, 10000, 500_000, 999_999];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ComputeSwapStep_AnyOperands_EqualsTheReference(int seed)
    {
        Draw draw = new(seed);
        int reached = 0;
        for (int i = 0; i < 30_000; i++)
        {
            (BigInteger current, BigInteger target) = Prices(draw);
            BigInteger liquidity = draw.UpTo(draw.OneIn(3) ? 128 : 100);
            BigInteger amount = draw.UpTo(draw.OneIn(4) ? 255 : 160);
            reached += Check(current, target, liquidity, draw.OneIn(2) ? amount : -amount, Fees[draw.Below(Fees.Length)]) ? 1 : 0;
        }
        Assert.InRange(reached, 3_000, 27_000);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void ComputeSwapStep_AmountsAtTheTargetsCost_EqualsTheReference(int seed)
    {
        Draw draw = new(seed);
        int reached = 0;
        int overflowed = 0;
        for (int i = 0; i < 30_000; i++)
        {
            (BigInteger current, BigInteger target) = Prices(draw);
            BigInteger liquidity = BigInteger.Max(1, draw.UpTo(draw.OneIn(2) ? 128 : 90));
            int fee = Fees[draw.Below(Fees.Length)];
            bool zeroForOne = target <= current;
            bool exactIn = draw.OneIn(2);
            BigInteger cost = zeroForOne == exactIn
                ? ReferenceMath.Amount0(target, current, liquidity, exactIn)
                : ReferenceMath.Amount1(target, current, liquidity, exactIn);
            cost += draw.Between(-2, 2);
            cost = exactIn ? ReferenceMath.DivUp(cost * 1_000_000, 1_000_000 - fee) + draw.Between(-1, 1) : cost;
            cost = BigInteger.Max(cost, 0);
            reached += Check(current, target, liquidity, exactIn ? cost : -cost, fee) ? 1 : 0;
            overflowed += exactIn && zeroForOne && cost * (1_000_000 - fee) / 1_000_000 * current > ReferenceMath.MaxUInt256 ? 1 : 0;
        }
        Assert.InRange(reached, 3_000, 27_000);
        Assert.True(overflowed > 500, $"Only {overflowed} products needed more than 256 bits.");
    }

    [Fact]
    public void ComputeSwapStep_ProductsNextTo256Bits_EqualsTheReference()
    {
        Draw draw = new(21);
        int sums = 0;
        for (int i = 0; i < 30_000; i++)
        {
            BigInteger current = PriceNear(draw, ReferenceTickMath.MaxTick - draw.Below(300_000));
            BigInteger target = PriceNear(draw, ReferenceTickMath.MinTick + draw.Below(300_000));
            BigInteger liquidity = draw.Bits(127) | (BigInteger.One << 126);
            BigInteger product = ReferenceMath.MaxUInt256 - draw.UpTo(230) + draw.UpTo(100);
            BigInteger amount = product / current;
            sums += amount * current <= ReferenceMath.MaxUInt256 && (amount * current) + (liquidity << 96) > ReferenceMath.MaxUInt256 ? 1 : 0;
            Check(current, target, liquidity, amount, 0);
        }
        Assert.True(sums > 5_000, $"Only {sums} sums overflowed.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3000)]
    [InlineData(999_999)]
    public void ComputeSwapStep_EverySmallCase_EqualsTheReference(int fee)
    {
        // Every rounding within reach: prices so low that one unit matters, liquidity and amounts of a few units.
        BigInteger min = ReferenceTickMath.MinPrice;
        for (int distance = -6; distance <= 6; distance++)
        {
            foreach (BigInteger liquidity in new[] { 0, 1, 2, BigInteger.One << 62, BigInteger.One << 64, (BigInteger.One << 96) - 1, BigInteger.One << 96, 3 * (BigInteger.One << 95), ReferenceMath.MaxUInt128 })
            {
                for (int amount = -9; amount <= 9; amount++)
                {
                    Check(min + 10, min + 10 + distance, liquidity, amount, fee);
                    Check(ReferenceMath.Q96, ReferenceMath.Q96 + distance, liquidity, amount, fee);
                    Check(ReferenceTickMath.MaxPrice - 10, ReferenceTickMath.MaxPrice - 10 + distance, liquidity, amount, fee);
                }
            }
        }
    }

    private static bool Check(BigInteger current, BigInteger target, BigInteger liquidity, BigInteger amount, int fee)
    {
        (BigInteger next, BigInteger amountIn, BigInteger amountOut, BigInteger feeAmount) = ReferenceMath.Step(current, target, liquidity, amount, fee);
        SwapStep step = SwapMath.ComputeSwapStep(
            UInt256.FromBigInteger(current), UInt256.FromBigInteger(target), (UInt128)liquidity, UInt256.FromBigInteger(BigInteger.Abs(amount)), amount >= 0, fee);
        string place = $"{current} to {target}, liquidity {liquidity}, amount {amount}, fee {fee}";
        Assert.True(next == step.SqrtPriceNextX96.ToBigInteger(), $"{place}: price {next} expected, was {step.SqrtPriceNextX96}");
        Assert.True(amountIn == step.AmountIn.ToBigInteger(), $"{place}: in {amountIn} expected, was {step.AmountIn}");
        Assert.True(amountOut == step.AmountOut.ToBigInteger(), $"{place}: out {amountOut} expected, was {step.AmountOut}");
        Assert.True(feeAmount == step.FeeAmount.ToBigInteger(), $"{place}: fee {feeAmount} expected, was {step.FeeAmount}");
        return next == target;
    }

    private static (BigInteger Current, BigInteger Target) Prices(Draw draw)
    {
        int tick = draw.Below(5) switch
        {
            0 => ReferenceTickMath.MinTick + draw.Below(3),
            1 => ReferenceTickMath.MaxTick - draw.Below(3),
            _ => draw.Between(ReferenceTickMath.MinTick, ReferenceTickMath.MaxTick),
        };
        BigInteger current = PriceNear(draw, tick);
        return draw.Below(5) switch
        {
            0 => (current, BigInteger.Clamp(current + draw.Between(-3, 3), ReferenceTickMath.MinPrice, ReferenceTickMath.MaxPrice)),
            1 => (current, PriceNear(draw, draw.Between(ReferenceTickMath.MinTick, ReferenceTickMath.MaxTick))),
            2 => (current, draw.OneIn(2) ? ReferenceTickMath.MinPrice : ReferenceTickMath.MaxPrice),
            _ => (current, PriceNear(draw, Math.Clamp(tick + draw.Between(-3000, 3000), ReferenceTickMath.MinTick, ReferenceTickMath.MaxTick))),
        };
    }

    private static BigInteger PriceNear(Draw draw, int tick) =>
        BigInteger.Clamp(ReferenceTickMath.PriceAt(tick) + draw.Between(-2, 2), ReferenceTickMath.MinPrice, ReferenceTickMath.MaxPrice);
}
