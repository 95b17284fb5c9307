using MathNet.Numerics.Statistics;
using Tidemark.Analytics.Statistics;

namespace Tidemark.Tests.Analytics.Statistics;

public sealed class ComovementTests
{
    [Theory]
    [InlineData(new double[] { 10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5 }, new[] { 8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68 })]
    [InlineData(new double[] { 10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5 }, new[] { 9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74 })]
    [InlineData(new double[] { 10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5 }, new[] { 7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73 })]
    [InlineData(new double[] { 8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8 }, new[] { 6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89 })]
    public void CorrelationAndBeta_AnscombesQuartet_AreThePublishedOnes(double[] x, double[] y)
    {
        // Anscombe 1973 (Graphs in statistical analysis): a slope of 0.500 and a correlation of 0.816 for each of the four.
        Assert.Equal(0.816, Comovement.Correlation(Prices(y), Prices(x))!.Value, 0.0008);
        Assert.Equal(0.500, Comovement.Beta(Prices(y), Prices(x))!.Value, 0.0005);
    }

    [Fact]
    public void CorrelationAndBeta_RecordedPrices_AreWhatAnotherLibraryFinds()
    {
        double[] prices = VolatilityTests.Closes("DAI-USDT-2022-04-02-to-2022-06-01.csv");
        double[] others = VolatilityTests.Closes("USDC-USDT-2022-04-02-to-2022-06-01.csv");
        double[] returns = [.. prices.Zip(prices.Skip(1), static (a, b) => Math.Log(b / a))];
        double[] otherReturns = [.. others.Zip(others.Skip(1), static (a, b) => Math.Log(b / a))];
        Assert.Equal(MathNet.Numerics.Statistics.Correlation.Pearson(returns, otherReturns), Comovement.Correlation(prices, others)!.Value, 1e-10);
        Assert.Equal(MathNet.Numerics.LinearRegression.SimpleRegression.Fit(otherReturns, returns).B, Comovement.Beta(prices, others)!.Value, 1e-8);
        Assert.Equal(returns.Covariance(otherReturns) / otherReturns.Variance(), Comovement.Beta(prices, others)!.Value, 1e-8);
    }

    [Fact]
    public void CorrelationAndBeta_MixedBrownianMotions_FindTheParameters()
    {
        Walk walk = new(7);
        const int Count = 100_000;
        (double[] prices, double[] reference) = (new double[Count], new double[Count]);
        (double log, double referenceLog) = (0, 0);
        for (int i = 0; i < Count; i++)
        {
            (prices[i], reference[i]) = (Math.Exp(log), Math.Exp(referenceLog));
            double normal = walk.Normal();
            referenceLog += 0.001 * normal;
            log += 0.003 * ((0.6 * normal) + (0.8 * walk.Normal()));
        }
        Assert.Equal(0.6, Comovement.Correlation(prices, reference)!.Value, 4 * 0.64 / Math.Sqrt(Count));
        Assert.Equal(1.8, Comovement.Beta(prices, reference)!.Value, 4 * 2.4 / Math.Sqrt(Count));
        // The ratio's variance is that of both less twice what they share: another way to the same correlation.
        double[] ratio = [.. prices.Zip(reference, static (a, b) => a / b)];
        double both = Volatility.CloseToClose(prices, 1) * Volatility.CloseToClose(reference, 1) * Comovement.Correlation(prices, reference)!.Value;
        Assert.Equal(Math.Pow(Volatility.CloseToClose(prices, 1), 2) + Math.Pow(Volatility.CloseToClose(reference, 1), 2) - (2 * both), Math.Pow(Volatility.CloseToClose(ratio, 1), 2), 1e-15);
    }

    [Fact]
    public void CorrelationAndBeta_OnePriceThatStands_AreNull()
    {
        Assert.Null(Comovement.Correlation([1, 2, 1], [5, 5, 5]));
        Assert.Null(Comovement.Correlation([5, 5, 5], [1, 2, 1]));
        Assert.Null(Comovement.Beta([1, 2, 1], [5, 5, 5]));
        Assert.Equal(0, Comovement.Beta([5, 5, 5], [1, 2, 1]));
        Assert.Equal(-1, Comovement.Correlation([1, 2, 1, 8], [8, 4, 8, 1])!.Value, 1e-15);
    }

    [Fact]
    public void Correlation_BadInput_NamesWhatIsWrong()
    {
        Assert.Equal("others has 2 prices where there are 3; they must be as many. (Parameter 'others')", Assert.Throws<ArgumentException>(static () => Comovement.Correlation([1, 2, 3], [1, 2])).Message);
        Assert.Equal("prices has 2 prices; at least 3 are needed. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => Comovement.Beta([1, 2], [1, 2])).Message);
        Assert.Equal("others[2] is -3; a price must be positive and finite. (Parameter 'others')", Assert.Throws<ArgumentException>(static () => Comovement.Correlation([1, 2, 3], [1, 2, -3])).Message);
    }

    // Prices whose log returns are the values, a tenth of them each.
    private static double[] Prices(double[] values)
    {
        double log = 0;
        return [1, .. values.Select(value => Math.Exp(log += value / 10))];
    }
}
