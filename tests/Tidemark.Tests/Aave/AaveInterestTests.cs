using System.Numerics;
using Tidemark.Amm.Aave;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Aave;

public sealed class AaveInterestTests
{
    private static readonly BigInteger RayUnits = BigInteger.Pow(10, 27);

    [Theory]
    [InlineData("aave.compound.5pct.30d")]
    [InlineData("aave.compound.5pct.365d")]
    [InlineData("aave.compound.50pct.365d")]
    public void Compounded_Vectors_AgreeToTheRay(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        UInt256 rate = UInt256.Parse(vector.Inputs.GetProperty("rate_ray").GetString()!);
        ulong seconds = vector.Inputs.GetProperty("seconds").GetUInt64();
        Assert.Equal(vector.Expected.GetProperty("v3core_3term").GetString(), AaveInterest.CompoundedBinomial(rate, seconds).ToString());
        Assert.Equal(vector.Expected.GetProperty("v3origin_taylor").GetString(), AaveInterest.CompoundedTaylor(rate, seconds).ToString());
        Assert.Equal(vector.Expected.GetProperty("linear").GetDouble(), Number(AaveInterest.Linear(rate, seconds)), 1e-15);
        double exact = vector.Expected.GetProperty("exp").GetDouble();
        Assert.InRange(Number(AaveInterest.CompoundedBinomial(rate, seconds)), exact * 0.998, exact);
        Assert.InRange(Number(AaveInterest.CompoundedTaylor(rate, seconds)), exact * 0.998, exact);
    }

    /// <summary>The series without any rounding, as fractions of big integers: the contract's roundings are worth a few of the last units of each term.</summary>
    [Fact]
    public void Compounded_AnyRateAndTime_IsTheSeriesWithinItsRoundings()
    {
        Random random = new(5);
        for (int round = 0; round < 500; round++)
        {
            ulong seconds = (ulong)random.NextInt64(0, 1L << random.Next(1, 30));
            BigInteger rate = new BigInteger(random.NextInt64()) * random.NextInt64(1, 1L << random.Next(1, 30));
            UInt256 rateRay = UInt256.FromBigInteger(rate);
            BigInteger year = 31_536_000;
            BigInteger n = seconds;

            BigInteger linear = RayUnits + (rate * n / year);
            Assert.Equal(linear, Big(AaveInterest.Linear(rateRay, seconds)));

            BigInteger taylorNumerator = (6 * rate * n * RayUnits * RayUnits * year * year) + (3 * rate * rate * n * n * RayUnits * year) + (rate * rate * rate * n * n * n);
            BigInteger taylor = RayUnits + (taylorNumerator / (6 * RayUnits * RayUnits * year * year * year));
            BigInteger taylorError = 4 + (rate * n / year / RayUnits * 4 * (1 + (rate * n / year / RayUnits)));
            Assert.InRange(Big(AaveInterest.CompoundedTaylor(rateRay, seconds)), taylor - taylorError, taylor + taylorError);

            BigInteger pairs = n * BigInteger.Max(0, n - 1);
            BigInteger triples = pairs * BigInteger.Max(0, n - 2);
            BigInteger binomial = linear + (pairs * rate * rate / (2 * RayUnits * year * year)) + (triples * rate * rate * rate / (6 * RayUnits * RayUnits * year * year * year));
            BigInteger binomialError = 4 + pairs + (triples * (2 + (rate / RayUnits)));
            Assert.InRange(Big(AaveInterest.CompoundedBinomial(rateRay, seconds)), binomial - binomialError, binomial + 4 + pairs);
        }
    }

    [Fact]
    public void Growth_NoTime_IsOne()
    {
        UInt256 rate = UInt256.PowerOfTen(26);
        Assert.Equal(AaveInterest.Ray, AaveInterest.Linear(rate, 0));
        Assert.Equal(AaveInterest.Ray, AaveInterest.CompoundedBinomial(rate, 0));
        Assert.Equal(AaveInterest.Ray, AaveInterest.CompoundedTaylor(rate, 0));
        Assert.Equal(AaveInterest.Linear(rate, 1), AaveInterest.CompoundedBinomial(rate, 1));
    }

    [Fact]
    public void Growth_TooLarge_IsRefused()
    {
        UInt256 large = UInt256.One << 128;
        Assert.Equal("rateRay", Assert.Throws<ArgumentOutOfRangeException>(() => AaveInterest.Linear(large, 1)).ParamName);
        Assert.Equal("rateRay", Assert.Throws<ArgumentOutOfRangeException>(() => AaveInterest.CompoundedBinomial(large, 1)).ParamName);
        Assert.Equal("seconds", Assert.Throws<ArgumentOutOfRangeException>(() => AaveInterest.CompoundedTaylor(UInt256.One, 1UL << 40)).ParamName);
    }

    private static BigInteger Big(UInt256 value) => BigInteger.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static double Number(UInt256 ray) => (double)Big(ray) / 1e27;
}
