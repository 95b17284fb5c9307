using MathNet.Numerics.Integration;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class FirstPassageTests
{
    /// <summary>The density of the first time, of an inverse Gaussian, by quadrature in the logarithm of time.</summary>
    [Theory]
    [InlineData(2000, 1600, 0.8, 0.25, 0, 0)]
    [InlineData(2000, 2500, 0.8, 0.25, 0, 0)]
    [InlineData(2000, 1230, 0.8, 1, 0.3, 0)]
    [InlineData(2000, 1230, 0.8, 1, 0, 0.08)]
    [InlineData(2000, 4344, 0.6, 2, -0.5, -0.05)]
    [InlineData(2000, 2100, 0.05, 1, -1, 0)]
    [InlineData(2000, 1990, 0.1, 3, 2, 0)]
    [InlineData(2000, 2500, 0.2, 1, 3, 0)]
    public void TouchProbability_OneBarrier_IsTheIntegralOfTheFirstTime(double price, double barrier, double volatility, double years, double drift, double growth)
    {
        double distance = Math.Log(barrier / price);
        double shift = drift - growth - (volatility * volatility / 2);
        double last = Math.Log(years);
        double expected = 0;
        for (double from = last - 40; from < last - 1e-9; from += 0.125)
        {
            expected += GaussLegendreRule.Integrate(logarithm => Math.Exp(logarithm) * Density(Math.Exp(logarithm)), from, Math.Min(last, from + 0.125), 20);
        }
        Close.Relative(expected, FirstPassage.TouchProbability(price, barrier, volatility, years, drift, growth), 1e-10);

        double Density(double time)
        {
            double gap = distance - (shift * time);
            return Math.Abs(distance) / (volatility * Math.Sqrt(2 * Math.PI * time * time * time)) * Math.Exp(-gap * gap / (2 * volatility * volatility * time));
        }
    }

    /// <summary>Paths on a few dates, between which the probability to have crossed a straight line in logarithms is known exactly.</summary>
    [Theory]
    [InlineData(1500, 0.2)]
    [InlineData(2600, -0.3)]
    public void TouchProbability_GrowingBarrier_AgreesWithSimulation(double barrier, double growth)
    {
        Random random = new(7);
        const double Volatility = 0.7;
        const int Steps = 4;
        double step = 0.5 / Steps;
        int side = barrier > 2000 ? 1 : -1;
        MeanOfDraws touched = new();
        for (int path = 0; path < 40_000; path++)
        {
            double logarithm = Math.Log(2000);
            double survival = 1;
            for (int i = 0; i < Steps && survival > 0; i++)
            {
                double before = side * (Math.Log(barrier) + (growth * i * step) - logarithm);
                logarithm += ((0.1 - (Volatility * Volatility / 2)) * step) + (Volatility * Math.Sqrt(step) * Normal(random));
                double after = side * (Math.Log(barrier) + (growth * (i + 1) * step) - logarithm);
                survival *= after <= 0 ? 0 : 1 - Math.Exp(-2 * before * after / (Volatility * Volatility * step));
            }
            touched.Add(1 - survival);
        }
        touched.AssertAgrees(FirstPassage.TouchProbability(2000, barrier, Volatility, 0.5, 0.1, growth), $"barrier {barrier} growing by {growth}");
    }

    [Fact]
    public void TouchProbability_FarBarrier_KeepsItsDigits()
    {
        // Without drift in the logarithm it is twice the tail ten deviations away; expected with forty digits.
        Close.Relative(1.523970604832105213e-23, FirstPassage.TouchProbability(1, Math.Exp(0.5), 0.05, 1, 0.05 * 0.05 / 2), 1e-12);
        Close.Relative(1.523970604832105213e-23, FirstPassage.TouchProbability(1, Math.Exp(-0.5), 0.05, 1, 0.05 * 0.05 / 2), 1e-12);
    }

    [Fact]
    public void TouchProbability_Limits_AreReached()
    {
        Assert.Equal(1, FirstPassage.TouchProbability(2000, 2000, 0.8, 0.1));
        Assert.Equal(0, FirstPassage.TouchProbability(2000, 1900, 0.8, 0));
        Close.Relative(1, FirstPassage.TouchProbability(2000, 1900, 0.8, 1000), 1e-12);
        // A martingale reaches a higher price with the ratio of the two, in the end.
        Close.Relative(2000 / 2500.0, FirstPassage.TouchProbability(2000, 2500, 0.8, 1000), 1e-12);
        // A barrier that comes with certainty: the volatility hardly matters.
        Close.Absolute(1, FirstPassage.TouchProbability(2000, 1900, 0.001, 1, 0, 0.5), 1e-12);
        Close.Absolute(0, FirstPassage.TouchProbability(2000, 1900, 0.001, 1, 0, -0.5), 1e-12);
    }

    [Fact]
    public void ExitProbability_FarOtherBarrier_IsThatOfOne()
    {
        Close.Relative(FirstPassage.TouchProbability(2000, 1700, 0.8, 0.2, 0.1, 0.05), FirstPassage.ExitProbability(2000, 1700, 2e6, 0.8, 0.2, 0.1, 0.05), 1e-10);
        Close.Relative(FirstPassage.TouchProbability(2000, 2700, 0.8, 0.2, 0.1, 0.05), FirstPassage.ExitProbability(2000, 0.01, 2700, 0.8, 0.2, 0.1, 0.05), 1e-10);
    }

    /// <summary>Barriers that grow alike, in fine steps that each leave out crossings of both at once.</summary>
    [Fact]
    public void ExitProbability_GrowingBarriers_AgreesWithSimulation()
    {
        Random random = new(11);
        const double Volatility = 0.6;
        const double Growth = 0.4;
        const int Steps = 25;
        double step = 0.25 / Steps;
        MeanOfDraws exits = new();
        for (int path = 0; path < 10_000; path++)
        {
            double logarithm = 0;
            double survival = 1;
            for (int i = 0; i < Steps && survival > 0; i++)
            {
                double lowerBefore = logarithm - Math.Log(0.8) - (Growth * i * step);
                double upperBefore = Math.Log(1.3) + (Growth * i * step) - logarithm;
                logarithm += (-Volatility * Volatility / 2 * step) + (Volatility * Math.Sqrt(step) * Normal(random));
                double lowerAfter = logarithm - Math.Log(0.8) - (Growth * (i + 1) * step);
                double upperAfter = Math.Log(1.3) + (Growth * (i + 1) * step) - logarithm;
                double scale = -2 / (Volatility * Volatility * step);
                survival *= lowerAfter <= 0 || upperAfter <= 0 ? 0 : (1 - Math.Exp(scale * lowerBefore * lowerAfter)) * (1 - Math.Exp(scale * upperBefore * upperAfter));
            }
            exits.Add(1 - survival);
        }
        exits.AssertAgrees(FirstPassage.ExitProbability(2000, 1600, 2600, Volatility, 0.25, 0, Growth), "both barriers");
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal("barrier", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.TouchProbability(1, 0, 1, 1)).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.TouchProbability(double.NaN, 1, 1, 1)).ParamName);
        Assert.Equal("volatilityAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.TouchProbability(1, 2, 0, 1)).ParamName);
        Assert.Equal("years", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.TouchProbability(1, 2, 1, -1)).ParamName);
        Assert.Equal("barrierGrowthAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.ExitProbability(1, 0.5, 2, 1, 1, 0, double.NaN)).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => FirstPassage.ExitProbability(3, 0.5, 2, 1, 1)).ParamName);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
