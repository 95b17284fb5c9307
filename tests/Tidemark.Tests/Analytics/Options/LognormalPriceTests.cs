using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class LognormalPriceTests
{
    private static readonly LognormalPrice Law = new(2000, 0.8, 0.25, 0.05);

    /// <summary>Expected values by quadrature of the density with 40 digits.</summary>
    [Theory]
    [InlineData(0, 0.41766940299820499686)]
    [InlineData(0.5, 18.653214358369597707)]
    [InlineData(1, 836.37754784692012183)]
    [InlineData(2, 1701586.8429211761022)]
    [InlineData(-1, 0.00021191165524192060715)]
    public void PartialMoment_ManyDigits_Agrees(double power, double expected) => Close.Relative(expected, Law.PartialMoment(power, 1600, 2500), 1e-13);

    [Fact]
    public void ProbabilityBetween_FarTail_KeepsItsDigits() =>
        Close.Relative(2.060797983453460679e-18, Law.ProbabilityBetween(60_000, 70_000), 1e-11);

    [Fact]
    public void PartialMoment_Parts_AddUpToTheMoment()
    {
        foreach (double power in new[] { -1, 0, 0.5, 1, 2 })
        {
            double parts = Law.PartialMoment(power, 0, 1500) + Law.PartialMoment(power, 1500, 2200) + Law.PartialMoment(power, 2200, double.PositiveInfinity);
            Close.Relative(Law.Moment(power), parts, 1e-13);
        }
        Close.Relative(2000 * Math.Exp(0.0125), Law.Moment(1), 1e-14);
        Close.Relative(Law.Mean, Law.Moment(1), 1e-14);
        Close.Relative(1, Law.Moment(0), 1e-15);
    }

    [Fact]
    public void Quantile_Probability_IsInverse()
    {
        foreach (double probability in new[] { 1e-9, 0.01, 0.5, 0.9 })
        {
            Close.Relative(probability, Law.ProbabilityBetween(0, Law.Quantile(probability)), 1e-12);
        }
        Close.Relative(Law.Median, Law.Quantile(0.5), 1e-14);
        Assert.Equal(1, Law.ProbabilityBetween(0, double.PositiveInfinity));
        Assert.Equal(0, Law.ProbabilityBetween(0, 0));
    }

    [Fact]
    public void ProbabilityBetween_ExpectedVectors_Agree()
    {
        foreach (Vectors.Vector vector in Vectors.WithPrefix("expected.v3."))
        {
            LognormalPrice law = new(2000, vector.Inputs.GetProperty("sigma").GetDouble(), vector.Inputs.GetProperty("T").GetDouble(), vector.Inputs.GetProperty("mu").GetDouble());
            Close.Relative(vector.Expected.GetProperty("prob_in_range_at_T").GetDouble(), law.ProbabilityBetween(1600, 2500), 1e-9, vector.Name);
        }
    }

    [Fact]
    public void NoTimeOrVolatility_PriceIsCertain()
    {
        foreach (LognormalPrice law in new[] { new LognormalPrice(2000, 0.8, 0), new LognormalPrice(2000, 0, 3), new LognormalPrice(2000, 0, 0, 9) })
        {
            Assert.Equal(2000, law.Median);
            Assert.Equal(2000, law.Mean);
            Assert.Equal(1, law.ProbabilityBetween(0, 2000.001));
            Assert.Equal(0, law.ProbabilityBetween(0, 2000));
            Assert.Equal(2000, law.Quantile(0.01));
            Close.Relative(4e6, law.PartialMoment(2, 1999, 2001), 1e-14);
            Assert.Equal(7, law.Expectation(price => price == 2000 ? 7 : double.NaN, []));
        }
        Close.Relative(2000 * Math.Exp(0.3), new LognormalPrice(2000, 0, 3, 0.1).Median, 1e-14);
        Assert.Equal(0, default(LognormalPrice).Mean);
        Assert.Equal(1, default(LognormalPrice).ProbabilityBetween(0, 1));
        Assert.Equal(0, default(LognormalPrice).Quantile(0.3));
        Assert.Equal(1, default(LognormalPrice).Moment(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(LognormalPrice).Moment(-1));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(0.4)]
    [InlineData(3)]
    [InlineData(20)]
    public void Expectation_Powers_AreTheMoments(double deviation)
    {
        LognormalPrice law = new(2000, deviation, 1, -0.1);
        foreach (double power in new[] { 0, 0.3, 0.5, 1 })
        {
            Close.Relative(law.Moment(power), law.Expectation(price => Math.Pow(price, power), []), 1e-12);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.4)]
    [InlineData(3)]
    public void Expectation_JumpAndBend_AreClosedForms(double deviation)
    {
        LognormalPrice law = new(2000, deviation, 1, 0.02);
        Close.Relative(law.ProbabilityBetween(1990, 2100), law.Expectation(price => price >= 1990 && price < 2100 ? 1 : 0, [2100, 1990]), 1e-12);
        double call = law.PartialMoment(1, 2010, double.PositiveInfinity) - (2010 * law.ProbabilityBetween(2010, double.PositiveInfinity));
        Close.Relative(call, law.Expectation(price => Math.Max(0, price - 2010), [2010, 1e-300, 5e9]), 1e-11);
        // A bend that nobody told of is found, less precisely.
        Close.Relative(call, law.Expectation(price => Math.Max(0, price - 2010), []), 1e-7);
    }

    [Fact]
    public void Expectation_NarrowFeature_IsFound()
    {
        // A step of width 1e-3 in the logarithm, as at the peg of a stable pool, has a smooth part that only halving resolves.
        LognormalPrice law = new(1, 0.8, 0.25);
        double found = law.Expectation(price => 1 / (1 + Math.Exp(Math.Log(price) / 1e-4)), []);
        // The same by a rule of a million equal steps.
        double sum = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            double z = -9 + (18 * (i + 0.5) / 1_000_000);
            sum += Math.Exp(-z * z / 2) / (1 + Math.Exp(((0.4 * z) - 0.08) / 1e-4));
        }
        Close.Relative(sum * 18 / 1_000_000 / Math.Sqrt(2 * Math.PI), found, 1e-9);
    }

    [Fact]
    public void Expectation_BadPayoff_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => Law.Expectation(null!, []));
        Assert.Throws<ArgumentException>(() => Law.Expectation(price => price > 3000 ? double.NaN : 1, []));
        Assert.Throws<ArgumentException>(() => Law.Expectation(_ => double.PositiveInfinity, []));
    }

    [Theory]
    [InlineData(0, 0.8, 1, 0, "price")]
    [InlineData(-5, 0.8, 1, 0, "price")]
    [InlineData(double.NaN, 0.8, 1, 0, "price")]
    [InlineData(1e306, 0.8, 1, 0, "price")]
    [InlineData(1e-305, 0.8, 1, 0, "price")]
    [InlineData(2000, -0.1, 1, 0, "volatilityAnnual")]
    [InlineData(2000, double.PositiveInfinity, 1, 0, "volatilityAnnual")]
    [InlineData(2000, 20.001, 1, 0, "volatilityAnnual")]
    [InlineData(2000, 1e200, 1e300, 0, "volatilityAnnual")]
    [InlineData(2000, 0.8, -1, 0, "years")]
    [InlineData(2000, 0.8, double.NaN, 0, "years")]
    [InlineData(2000, 0.8, 1, double.NaN, "driftAnnual")]
    [InlineData(2000, 0.8, 1, double.NegativeInfinity, "driftAnnual")]
    [InlineData(2000, 0.8, 1, 800, "price")]
    [InlineData(2000, 0.8, 1, 1e308, "price")]
    public void Constructor_BadInput_Throws(double price, double volatility, double years, double drift, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new LognormalPrice(price, volatility, years, drift)).ParamName);

    [Fact]
    public void Members_BadInput_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.ProbabilityBetween(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.ProbabilityBetween(0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.ProbabilityBetween(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.PartialMoment(1, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.PartialMoment(double.NaN, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.Moment(1e6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.Quantile(double.NaN));
    }
}
