using MathNet.Numerics.LinearRegression;
using Tidemark.Analytics.Statistics;

namespace Tidemark.Tests.Analytics.Statistics;

public sealed class MeanReversionTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 0.5)]
    [InlineData(0.8408964152537145, 4)]
    public void HalfLife_DistanceThatShrinksByAFactor_IsExact(double kept, double expected)
    {
        double[] prices = [.. Enumerable.Range(0, 40).Select(i => Math.Exp(3 + Math.Pow(kept, i)))];
        Assert.Equal(expected, MeanReversion.HalfLife(prices)!.Value, 1e-9);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    [InlineData(3, 100)]
    public void HalfLife_OrnsteinUhlenbeck_FindsTheParameter(int seed, double halfLife)
    {
        const int Count = 100_000;
        double kept = Math.Pow(2, -1 / halfLife);
        double found = MeanReversion.HalfLife(new Walk(seed).Reverting(Count, kept, 0.001, level: 7))!.Value;
        // The standard error of the coefficient is sqrt((1 - c^2) / n) (Mann and Wald 1943).
        double error = 4 * Math.Sqrt((1 - (kept * kept)) / Count);
        Assert.InRange(Math.Pow(2, -1 / found), kept - error, kept + error);
    }

    [Fact]
    public void HalfLife_RandomWalks_AreTakenForRevertingInOneOfTwenty()
    {
        const int Walks = 4000;
        Walk walk = new(11);
        int reverting = Enumerable.Range(0, Walks).Count(_ => MeanReversion.HalfLife(walk.Prices(200, 0.01)) is not null);
        // The size of the test is 5 %; the bounds are four standard errors away.
        Assert.InRange((double)reverting / Walks, 0.05 - 0.0138, 0.05 + 0.0138);
    }

    [Theory]
    [InlineData("DAI-USDC-2021-04-02-to-2021-06-01.csv")]
    [InlineData("DAI-USDC-2022-04-02-to-2022-06-01.csv")]
    [InlineData("USDC-USDT-2021-04-02-to-2021-06-01.csv")]
    [InlineData("USDC-USDT-2022-04-02-to-2022-06-01.csv")]
    public void HalfLife_RecordedStablecoins_IsThatOfAnotherLibrarysRegression(string file)
    {
        double[] logs = [.. VolatilityTests.Closes(file).Select(static price => Math.Log(price))];
        (_, double coefficient) = SimpleRegression.Fit(logs[..^1], logs[1..]);
        Assert.Equal(Math.Log(0.5) / Math.Log(coefficient), MeanReversion.HalfLife([.. logs.Select(static log => Math.Exp(log))])!.Value, 1e-6);
    }

    [Fact]
    public void HalfLife_RecordedEther_IsNone() => Assert.Null(MeanReversion.HalfLife(VolatilityTests.Closes("ethusd_daily.csv")));

    [Fact]
    public void HalfLife_PricesThatDoNotRevert_IsNull()
    {
        Assert.Null(MeanReversion.HalfLife([5, 5, 5, 5, 5]));
        for (double factor = 0.5; factor < 3; factor += 0.01)
        {
            Assert.Null(MeanReversion.HalfLife([.. Enumerable.Range(0, 60).Select(i => Math.Pow(factor, i))]));
        }
        Assert.Null(MeanReversion.HalfLife([.. Enumerable.Range(0, 12).Select(static i => Math.Exp(0.01 * Math.Pow(1.5, i)))]));
        // It comes back too far within one period, so nothing says how fast it comes back.
        Assert.Null(MeanReversion.HalfLife([.. Enumerable.Range(0, 12).Select(static i => Math.Exp(Math.Pow(-0.5, i)))]));
    }

    [Fact]
    public void HalfLife_OfThePriceOrItsInverse_IsTheSame()
    {
        double[] prices = new Walk(12).Reverting(5000, 0.9, 0.01, level: 2);
        Assert.Equal(MeanReversion.HalfLife(prices)!.Value, MeanReversion.HalfLife([.. prices.Select(static price => 1 / price)])!.Value, 1e-9);
    }

    [Fact]
    public void HalfLife_TooFewPrices_IsRefused() =>
        Assert.Equal("prices has 3 prices; at least 4 are needed. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => MeanReversion.HalfLife([1, 2, 3])).Message);
}
