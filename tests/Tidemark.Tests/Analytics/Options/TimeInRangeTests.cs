using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class TimeInRangeTests
{
    /// <summary>Without a drift of the logarithm the time below a bound has a closed form, by parts of the normal law.</summary>
    [Theory]
    [InlineData(2000, 1600, 2500, 0.8, 0.1)]
    [InlineData(2000, 1600, 2500, 0.8, 5)]
    [InlineData(2000, 1999, 2001, 1.5, 1)]
    [InlineData(2000, 1600, 2500, 0.05, 0.01)]
    [InlineData(2000, 2000, 2500, 0.8, 0.1)]
    [InlineData(1500, 1600, 2500, 0.8, 0.1)]
    [InlineData(3000, 1600, 2500, 0.8, 2)]
    public void Fraction_LevelLogarithm_IsTheClosedForm(double price, double lower, double upper, double volatility, double years)
    {
        double expected = ShareBelow(Math.Log(upper / price)) - ShareBelow(Math.Log(lower / price));
        Close.Absolute(expected, TimeInRange.Fraction(price, lower, upper, volatility, years, volatility * volatility / 2), 1e-10);

        double ShareBelow(double level)
        {
            double distance = Math.Abs(level) / volatility / Math.Sqrt(years);
            double share = ((1 + (distance * distance)) * Normal.CDF(0, 1, distance)) + (distance * Normal.PDF(0, 1, distance)) - (distance * distance);
            return level >= 0 ? share : 1 - share;
        }
    }

    [Theory]
    [InlineData(2000, 0.8, 0.25, 0)]
    [InlineData(2000, 0.8, 0.25, -3)]
    [InlineData(1500, 0.5, 1, 2)]
    [InlineData(1500, 0.02, 1, 1)]
    [InlineData(2600, 0.1, 1, -0.3)]
    public void Fraction_AnyDrift_IsTheMeanProbability(double price, double volatility, double years, double drift)
    {
        double integral = 0;
        const int Pieces = 64;
        for (int i = 0; i < Pieces; i++)
        {
            integral += DoubleExponentialTransformation.Integrate(
                time => new LognormalPrice(price, volatility, time, drift).ProbabilityBetween(1600, 2500),
                years * i / Pieces,
                years * (i + 1) / Pieces,
                1e-12);
        }
        Close.Absolute(integral / years, TimeInRange.Fraction(price, 1600, 2500, volatility, years, drift), 1e-9);
    }

    [Fact]
    public void Fraction_Extremes_AreWhatTheyMustBe()
    {
        // A price that hardly moves stays; one that runs through a narrow range is in it as long as the run takes.
        Assert.Equal(1, TimeInRange.Fraction(2000, 1600, 2500, 1e-9, 1e-3), 1e-15);
        Assert.Equal(0, TimeInRange.Fraction(1000, 1600, 2500, 1e-9, 1e-3));
        Close.Absolute(0.001, TimeInRange.Fraction(1, Math.Exp(5), Math.Exp(5.01), 1e-4, 1, 10), 1e-9);
        Assert.InRange(TimeInRange.Fraction(2000, 1e-300, 1e300, 50, 1e6, 100), 0, 1);
    }

    [Fact]
    public void Fraction_BadInput_Throws()
    {
        foreach (double bad in new[] { -1, 0, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(bad, 1, 2, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, bad, 2, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, 1, bad, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, 1, 2, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, 1, 2, 1, bad));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, 2, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeInRange.Fraction(1, 1, 2, 1, 1, double.NaN));
    }
}
