using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class MovingBarriersTests
{
    [Theory]
    [InlineData(0.8, 0.25, 0.0, 1200.0, null, 0.0)]
    [InlineData(0.4, 1.0, 0.3, 1500.0, null, 0.2)]
    [InlineData(1.2, 2.0, -0.5, null, 4000.0, 0.1)]
    [InlineData(0.9, 0.5, 0.1, 1000.0, 4000.0, 0.0)]
    [InlineData(0.9, 4.0, 0.1, 1500.0, 2600.0, 0.0)]
    [InlineData(0.5, 1.0, 0.0, 1500.0, 2600.0, -0.1)]
    public void Probability_BarriersThatGrowAlike_IsTheClosedForm(double volatility, double years, double drift, double? lower, double? upper, double growth)
    {
        double expected = (lower, upper) switch
        {
            ({ } down, { } up) => FirstPassage.ExitProbability(2000, down, up, volatility, years, drift, growth),
            ({ } down, null) => FirstPassage.TouchProbability(2000, down, volatility, years, drift, growth),
            _ => FirstPassage.TouchProbability(2000, upper!.Value, volatility, years, drift, growth),
        };
        double found = MovingBarriers.Probability(2000, time => (lower * Math.Exp(growth * time), upper * Math.Exp(growth * time)), volatility, years, drift);
        Close.Absolute(expected, found, 1e-5);
    }

    [Fact]
    public void Probability_NoBarrier_IsZero() => Close.Absolute(0, MovingBarriers.Probability(2000, static _ => (null, null), 0.8, 1), 1e-10);

    [Fact]
    public void Probability_PriceBeyondABarrier_IsOne() => Assert.Equal(1, MovingBarriers.Probability(2000, static _ => (2100, null), 0.8, 1));

    [Fact]
    public void Probability_BarriersThatMeet_IsOne() => Assert.Equal(1, MovingBarriers.Probability(2000, static time => (1500 + (700 * time), 2500 - (700 * time)), 0.1, 1));

    [Fact]
    public void Probability_BarrierOnOneSideOfEveryPrice_IsOne() => Assert.Equal(1, MovingBarriers.Probability(2000, static time => (1 + (1e9 * time * time), null), 0.5, 1));
}
