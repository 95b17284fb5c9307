using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

public sealed class FeeGrowthTests
{
    [Fact]
    public void Inside_OutsideAboveTheGlobalGrowth_WrapsAsTheContractsOwnTestSays()
    {
        Vectors.Vector vector = Vectors.Named("v3.feeGrowthInside.overflow");
        for (int token = 0; token < 2; token++)
        {
            UInt256 inside = FeeGrowth.Inside(
                vector.Inputs.GetProperty("tick").GetInt32(),
                vector.Inputs.GetProperty("tickLower").GetInt32(),
                vector.Inputs.GetProperty("tickUpper").GetInt32(),
                Word(vector.Inputs.GetProperty("global")[token]),
                Word(vector.Inputs.GetProperty("outsideLower")[token]),
                Word(vector.Inputs.GetProperty("outsideUpper")[token]));
            Assert.Equal(Word(vector.Expected[token]), inside);
        }
    }

    [Fact]
    public void Owed_GrowthThatWrapped_CountsTheDifference()
    {
        Vectors.Vector vector = Vectors.Named("v3.fees.wrap");
        UInt128 owed = FeeGrowth.Owed(
            Word(vector.Inputs.GetProperty("feeGrowthInsideNow")),
            Word(vector.Inputs.GetProperty("feeGrowthInsideLast")),
            UInt128.Parse(vector.Inputs.GetProperty("liquidity").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(vector.Expected.GetString(), owed.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Inside_AnyTickAndGrowth_EqualsTheWhitePaperModulo256Bits()
    {
        Draw draw = new(51);
        BigInteger modulus = BigInteger.One << 256;
        for (int i = 0; i < 20_000; i++)
        {
            (int lower, int upper, int tick) = (draw.Between(-5, 2), draw.Between(3, 5), draw.Between(-7, 7));
            (BigInteger global, BigInteger outsideLower, BigInteger outsideUpper) = (draw.UpTo(256), draw.UpTo(256), draw.UpTo(256));
            BigInteger below = tick >= lower ? outsideLower : global - outsideLower;
            BigInteger above = tick >= upper ? global - outsideUpper : outsideUpper;
            BigInteger expected = (((global - below - above) % modulus) + modulus) % modulus;
            UInt256 actual = FeeGrowth.Inside(
                tick, lower, upper, UInt256.FromBigInteger(global), UInt256.FromBigInteger(outsideLower), UInt256.FromBigInteger(outsideUpper));
            Assert.Equal(expected, actual.ToBigInteger());
        }
    }

    [Fact]
    public void Owed_AnyGrowth_IsTheLow128BitsOfTheQuotient()
    {
        Draw draw = new(52);
        BigInteger modulus = BigInteger.One << 256;
        for (int i = 0; i < 20_000; i++)
        {
            (BigInteger now, BigInteger last, BigInteger liquidity) = (draw.UpTo(256), draw.UpTo(256), draw.UpTo(128));
            BigInteger difference = (now - last + modulus) % modulus;
            BigInteger expected = (difference * liquidity >> 128) & ReferenceMath.MaxUInt128;
            Assert.Equal(expected, FeeGrowth.Owed(UInt256.FromBigInteger(now), UInt256.FromBigInteger(last), (UInt128)liquidity));
        }
    }

    private static UInt256 Word(JsonElement element)
    {
        string text = element.ToString();
        const string Top = "MaxUint256-";
        return text.StartsWith(Top, StringComparison.Ordinal) ? UInt256.MaxValue - UInt256.Parse(text.AsSpan(Top.Length)) : UInt256.Parse(text);
    }
}
