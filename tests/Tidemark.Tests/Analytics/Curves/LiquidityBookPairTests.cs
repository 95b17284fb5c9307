using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class LiquidityBookPairTests
{
    [Fact]
    public void Price_Vector_IsExact()
    {
        Vectors.Vector vector = Vectors.Named("lb.price");
        LiquidityBookPair pair = new(vector.Inputs.GetProperty("binStep").GetInt32());
        Near.Equal(vector.Expected.GetDouble(), pair.Price(vector.Inputs.GetProperty("id").GetInt32()), 1e-15);
    }

    [Fact]
    public void Fees_Vector_AreExact()
    {
        Vectors.Vector vector = Vectors.Named("lb.fee");
        JsonElement inputs = vector.Inputs;
        LiquidityBookPair pair = new(inputs.GetProperty("binStep").GetInt32());
        UInt128 baseFee = pair.BaseFeeE18(inputs.GetProperty("baseFactor").GetInt32());
        UInt128 variableFee = pair.VariableFeeE18(inputs.GetProperty("volAccumulator").GetInt32(), inputs.GetProperty("variableFeeControl").GetInt32());

        Assert.Equal(vector.Expected.GetProperty("baseFee_1e18").GetString(), baseFee.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(vector.Expected.GetProperty("variableFee_1e18").GetString(), variableFee.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(vector.Expected.GetProperty("total").GetDouble(), (double)(baseFee + variableFee) / 1e18);
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 10, 1, 1)]
    [InlineData(1, 11, 1, 2)]
    [InlineData(10, 7, 3, 147)]
    [InlineData(3, 5, 7, 16)]
    public void VariableFee_HundredthsLeft_RoundsUp(int binStep, int accumulator, int control, int expected) =>
        Assert.Equal((UInt128)expected, new LiquidityBookPair(binStep).VariableFeeE18(accumulator, control));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(65_535)]
    public void Price_AnyBin_IsThePowerToTheLastBits(int binStep)
    {
        LiquidityBookPair pair = new(binStep);
        BigFixed ratio = 1 + ((BigFixed)binStep / 10_000);
        BigFixed price = BigFixed.One;
        for (int i = 0; i <= 400_000 && price < 1e25; i++)
        {
            if (i is < 40 or 1000 or 10_000 or 200_000 or 400_000)
            {
                Near.Equal((double)price, pair.Price(LiquidityBookPair.CentreId + i), 5e-16);
                Near.Equal((double)(BigFixed.One / price), pair.Price(LiquidityBookPair.CentreId - i), 5e-16);
            }
            price *= ratio;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(25, 1e12)]
    [InlineData(100, 1e-12)]
    public void Id_PriceOfABinAndJustBelow_AreThatBinAndTheOneBelow(int binStep, double centrePrice)
    {
        LiquidityBookPair pair = new(binStep, centrePrice);
        for (int id = LiquidityBookPair.CentreId - 3000; id <= LiquidityBookPair.CentreId + 3000; id++)
        {
            double price = pair.Price(id);
            Assert.Equal(id, pair.Id(price));
            Assert.Equal(id, pair.Id(Math.BitIncrement(price)));
            Assert.Equal(id - 1, pair.Id(Math.BitDecrement(price)));
        }
    }

    [Fact]
    public void CentrePrice_TokenUnits_ScalesEveryBin()
    {
        // WETH with 18 decimals in USDC with 6: a price of 2,000 is 2e-9 base unit for base unit.
        LiquidityBookPair pair = new(10, 1e12);
        int id = pair.Id(2000);
        Near.Equal(new LiquidityBookPair(10).Price(id) * 1e12, pair.Price(id), 1e-15);
        Assert.InRange(2000 / pair.Price(id), 1, 1.001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_536)]
    public void Constructor_BinStepOutOfRange_Throws(int binStep) =>
        Assert.Equal("binStepBasisPoints", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookPair(binStep)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ConstructorAndId_BadPrice_Throw(double price)
    {
        Assert.Equal("centrePrice", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookPair(20, price)).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookPair(20).Id(price)).ParamName);
    }

    [Fact]
    public void PriceAndId_BeyondTheContract_Throw()
    {
        LiquidityBookPair pair = new(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Price(LiquidityBookPair.CentreId + (1 << 20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Price(LiquidityBookPair.CentreId - (1 << 20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Price(int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookPair(100).Price(LiquidityBookPair.CentreId + 100_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Id(1e300));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Id(double.Epsilon));
    }

    [Fact]
    public void Fees_Negative_Throw()
    {
        LiquidityBookPair pair = new(20);
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.BaseFeeE18(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.VariableFeeE18(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.VariableFeeE18(1, -1));
    }
}
