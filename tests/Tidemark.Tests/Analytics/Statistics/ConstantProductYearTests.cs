using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;
using Tidemark.Analytics.Statistics;

namespace Tidemark.Tests.Analytics.Statistics;

public sealed class ConstantProductYearTests
{
    [Fact]
    public void ExpectedLoss_CheckValues_AreThem()
    {
        // 80 % over a quarter is 40 % over a year.
        JsonElement expected = Vectors.Named("expected.v2.E_of_ratio").Expected;
        Assert.Equal(expected.GetProperty("E_ratio_martingale").GetDouble(), ConstantProductYear.ExpectedLoss(0.8 * Math.Sqrt(0.25)), 1e-15);
        Assert.Equal(expected.GetProperty("ratio_of_E").GetDouble(), ConstantProductYear.ExpectedLoss(0.4), 1e-15);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void ExpectedLoss_MeanOverTheLognormal_IsItsQuadrature(double volatility)
    {
        // The trapezoidal rule over V/H - 1 = 2 sqrt(r) / (1 + r) - 1 with ln r normal of mean -sigma^2/2: it converges faster than any power.
        const int Steps = 4000;
        double sum = 0;
        for (int i = -Steps; i <= Steps; i++)
        {
            double deviations = 10.0 * i / Steps;
            double root = Math.Exp(((-volatility * volatility / 2) + (volatility * deviations)) / 2);
            sum += -Math.Pow(1 - root, 2) / (1 + (root * root)) * Math.Exp(-deviations * deviations / 2);
        }
        double expected = sum * 10.0 / Steps / Math.Sqrt(2 * Math.PI);
        Assert.Equal(expected, ConstantProductYear.ExpectedLoss(volatility), 1e-12 * -expected);
        Assert.Equal(ExpectedValue.Of(new ConstantProductCurve(1), 1, volatility, 1).LossFraction, ConstantProductYear.ExpectedLoss(volatility), 1e-14);
    }

    [Fact]
    public void ExpectedLoss_AnyVolatility_IsFallsFromNoneToAll()
    {
        Assert.Equal(0, ConstantProductYear.ExpectedLoss(0));
        Assert.Equal(-1, ConstantProductYear.ExpectedLoss(1e100));
        double last = 0;
        for (double volatility = 1e-9; volatility < 20; volatility *= 1.3)
        {
            double loss = ConstantProductYear.ExpectedLoss(volatility);
            Assert.InRange(loss, -volatility * volatility / 8, last);
            last = loss;
        }
        Assert.Contains("volatilityAnnual is -0.1", Assert.Throws<ArgumentOutOfRangeException>(static () => ConstantProductYear.ExpectedLoss(-0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => ConstantProductYear.ExpectedLoss(double.NaN));
    }
}
