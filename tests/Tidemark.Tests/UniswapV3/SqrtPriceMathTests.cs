using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Amounts between prices and prices after amounts, against big integers.</summary>
public sealed class SqrtPriceMathTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GetAmountDelta_AnyPrices_EqualsTheReferenceInEitherOrder(bool roundUp)
    {
        Draw draw = new(31);
        for (int i = 0; i < 20_000; i++)
        {
            BigInteger a = BigInteger.Max(1, draw.UpTo(160));
            BigInteger b = draw.OneIn(4) ? BigInteger.Max(1, a - draw.Below(4)) : BigInteger.Max(1, draw.UpTo(160));
            BigInteger liquidity = draw.UpTo(128);
            (UInt256 priceA, UInt256 priceB) = (UInt256.FromBigInteger(a), UInt256.FromBigInteger(b));
            BigInteger amount0 = ReferenceMath.Amount0(a, b, liquidity, roundUp);
            BigInteger amount1 = ReferenceMath.Amount1(a, b, liquidity, roundUp);
            Assert.Equal(amount0, SqrtPriceMath.GetAmount0Delta(priceA, priceB, (UInt128)liquidity, roundUp).ToBigInteger());
            Assert.Equal(amount0, SqrtPriceMath.GetAmount0Delta(priceB, priceA, (UInt128)liquidity, roundUp).ToBigInteger());
            Assert.Equal(amount1, SqrtPriceMath.GetAmount1Delta(priceA, priceB, (UInt128)liquidity, roundUp).ToBigInteger());
            Assert.Equal(amount1, SqrtPriceMath.GetAmount1Delta(priceB, priceA, (UInt128)liquidity, roundUp).ToBigInteger());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetNextSqrtPriceFromInput_AnyAmount_EqualsTheReferenceOrRefusesWithIt(bool zeroForOne) =>
        CheckNext(41, (price, liquidity, amount) => ReferenceMath.NextPriceFromInput(price, liquidity, amount, zeroForOne),
            (price, liquidity, amount) => SqrtPriceMath.GetNextSqrtPriceFromInput(price, liquidity, amount, zeroForOne));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetNextSqrtPriceFromOutput_AnyAmount_EqualsTheReferenceOrRefusesWithIt(bool zeroForOne) =>
        CheckNext(42, (price, liquidity, amount) => ReferenceMath.NextPriceFromOutput(price, liquidity, amount, zeroForOne),
            (price, liquidity, amount) => SqrtPriceMath.GetNextSqrtPriceFromOutput(price, liquidity, amount, zeroForOne));

    [Fact]
    public void GetNextSqrtPriceFromOutput_AllThatThePoolHas_IsRefused()
    {
        UInt256 price = UInt256.One << 96;
        Assert.Throws<OverflowException>(() => SqrtPriceMath.GetNextSqrtPriceFromOutput(price, 1024, 1024UL, zeroForOne: true));
        Assert.Throws<OverflowException>(() => SqrtPriceMath.GetNextSqrtPriceFromOutput(price, 1024, 1024UL, zeroForOne: false));
        Assert.Equal((UInt256.One << 96) / 1024UL, SqrtPriceMath.GetNextSqrtPriceFromOutput(price, 1024, 1023UL, zeroForOne: true));
        Assert.Equal(UInt256.One << 106, SqrtPriceMath.GetNextSqrtPriceFromOutput(price, 1024, 1023UL, zeroForOne: false));
    }

    [Fact]
    public void GetNextSqrtPrice_Above160Bits_IsRefused()
    {
        UInt256 price = UInt256.One << 159;
        Assert.Throws<OverflowException>(() => SqrtPriceMath.GetNextSqrtPriceFromInput(price, 1, UInt256.One << 63, zeroForOne: false));
        Assert.Throws<OverflowException>(() => SqrtPriceMath.GetNextSqrtPriceFromOutput(price, (UInt128)1 << 64, 1UL, zeroForOne: false));
        Assert.Equal(price + (UInt256.One << 158), SqrtPriceMath.GetNextSqrtPriceFromInput(price, 1, UInt256.One << 62, zeroForOne: false));
    }

    private static void CheckNext(int seed, Func<BigInteger, BigInteger, BigInteger, BigInteger> reference, Func<UInt256, UInt128, UInt256, UInt256> actual)
    {
        Draw draw = new(seed);
        int refused = 0;
        const int Count = 30_000;
        for (int i = 0; i < Count; i++)
        {
            BigInteger price = BigInteger.Max(1, draw.UpTo(160));
            BigInteger liquidity = BigInteger.Max(1, draw.UpTo(128));
            BigInteger held = draw.OneIn(2) ? liquidity * price >> 96 : (liquidity << 96) / price;
            BigInteger amount = draw.Below(3) switch
            {
                0 => draw.UpTo(256),
                1 => BigInteger.Clamp(held + draw.Between(-2, 2), 0, ReferenceMath.MaxUInt256),
                _ => draw.Below(held + 1),
            };
            BigInteger? expected = Reference(() => reference(price, liquidity, amount));
            UInt256 Actual() => actual(UInt256.FromBigInteger(price), (UInt128)liquidity, UInt256.FromBigInteger(amount));
            if (expected is { } next)
            {
                Assert.Equal(next, Actual().ToBigInteger());
            }
            else
            {
                refused++;
                Assert.Throws<OverflowException>(() => Actual());
            }
        }
        Assert.InRange(refused, 0, Count * 9 / 10);
    }

    private static BigInteger? Reference(Func<BigInteger> compute)
    {
        try
        {
            return compute();
        }
        catch (ReferenceRevertException)
        {
            return null;
        }
    }
}
