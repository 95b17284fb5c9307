using MathNet.Numerics.Statistics;
using Tidemark.Analytics.Statistics;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Tests.Analytics.Statistics;

public sealed class VolatilityTests
{
    private static readonly double Ln2 = Math.Log(2);

    [Fact]
    public void CloseToClose_PowersOfTwo_IsTheFractionByHand()
    {
        // Returns of 1, 1, -1 and 2 doublings: mean 3/4, squared distances 1/16 + 1/16 + 49/16 + 25/16 = 19/4, divided by 3.
        double[] prices = [1, 2, 4, 2, 8];
        Assert.Equal(Ln2 * Math.Sqrt(19.0 / 12), Volatility.CloseToClose(prices, 1), 1e-15);
        Assert.Equal(Ln2 * Math.Sqrt(19.0 / 12 * 365), Volatility.CloseToClose(prices, 365), 1e-13);
        Assert.Equal(Ln2 * Math.Sqrt(7.0 / 4), Volatility.ZeroMean(prices, 1), 1e-15);
        Assert.Equal(0, Volatility.CloseToClose([3, 3, 3], 365));
    }

    [Theory]
    [InlineData("ethusd_daily.csv", 365)]
    [InlineData("DAI-USDC-2021-04-02-to-2021-06-01.csv", 17520)]
    [InlineData("USDC-USDT-2022-04-02-to-2022-06-01.csv", 17520)]
    public void CloseToClose_RecordedPrices_IsWhatAnotherLibraryFinds(string file, double periods)
    {
        double[] prices = Closes(file);
        double[] returns = [.. prices.Zip(prices.Skip(1), static (a, b) => Math.Log(b / a))];
        double expected = returns.StandardDeviation() * Math.Sqrt(periods);
        Assert.Equal(expected, Volatility.CloseToClose(prices, periods), 1e-10 * expected);
        Assert.Equal(returns.RootMeanSquare() * Math.Sqrt(periods), Volatility.ZeroMean(prices, periods), 1e-10 * expected);
    }

    [Fact]
    public void CloseToClose_TinyReturnsAtAHighLevel_AreNotCancelled()
    {
        // Steps of one part in 2^40, exactly: up, none, up, none. Their returns are 2^-40 to first order.
        double step = Math.ScaleB(1, -40);
        double[] prices = [1, 1 + step, 1 + step, 1 + (2 * step), 1 + (2 * step)];
        Assert.Equal(step * Math.Sqrt(1.0 / 3), Volatility.CloseToClose(prices, 1), 1e-5 * step);
    }

    [Fact]
    public void CloseToClose_GeometricBrownianMotion_FindsTheParameter()
    {
        const int Count = 50_001;
        double[] prices = new Walk(1).Prices(Count, 0.8 / Math.Sqrt(365), drift: 0.01);
        // The standard error of an estimated deviation is sigma / sqrt(2 n); the drift shows only where the mean is taken for zero.
        double error = 4 * 0.8 / Math.Sqrt(2 * Count);
        Assert.Equal(0.8, Volatility.CloseToClose(prices, 365), error);
        Assert.Equal(Math.Sqrt(0.64 + (0.01 * 0.01 * 365)), Volatility.ZeroMean(prices, 365), error);
    }

    [Fact]
    public void ExponentiallyWeighted_TextbookUpdate_IsItsResult()
    {
        // Hull, Risk Management and Financial Institutions, example 5.2: decay 0.90, 1 % a day until yesterday, then a move of 2 %: 1.14 % a day.
        List<double> logs = [0];
        for (int i = 0; i < 2000; i++)
        {
            logs.Add(logs[^1] + (i % 2 == 0 ? 0.01 : -0.01));
        }
        logs.Add(logs[^1] + 0.02);
        double volatility = Volatility.ExponentiallyWeighted([.. logs.Select(static log => Math.Exp(log))], 0.9, 1);
        Assert.Equal(Math.Sqrt(0.00013), volatility, 1e-12);
        Assert.Equal(0.0114, Math.Round(volatility, 4));
    }

    [Fact]
    public void ExponentiallyWeighted_ByHand_WeightsByAge()
    {
        // Doublings of 1, 0 and 2, oldest first, with the weights 1/4, 1/2 and 1: (1/4 + 4) / (7/4).
        Assert.Equal(Ln2 * Math.Sqrt(17.0 / 7), Volatility.ExponentiallyWeighted([1, 2, 2, 8], 0.5, 1), 1e-14);
        // What lies long back is forgotten.
        double[] calm = [.. new Walk(2).Prices(1000, 0.3), .. new Walk(3).Prices(1000, 0.001)];
        Assert.InRange(Volatility.ExponentiallyWeighted(calm, Volatility.RiskMetricsDecay, 1), 0.0005, 0.0015);
    }

    [Fact]
    public void Parkinson_ByHand_IsTheFraction()
    {
        // Ranges of two doublings and of none: (4 ln2^2 + 0) / 2 / (4 ln 2) = ln 2 / 2.
        Assert.Equal(Math.Sqrt(Ln2 / 2), Volatility.Parkinson([4, 3], [1, 3], 1), 1e-15);
        Assert.Equal(Math.Sqrt(Ln2 / 2 * 365), Volatility.Parkinson([4, 3], [1, 3], 365), 1e-13);
    }

    [Fact]
    public void GarmanKlass_ByHand_IsTheFraction()
    {
        // A range of two doublings and a close of one above the open: 4/2 ln2^2 - (2 ln2 - 1) ln2^2.
        Assert.Equal(Math.Sqrt(Ln2 * Ln2 * (3 - (2 * Ln2))), Volatility.GarmanKlass([1], [4], [1], [2], 1), 1e-15);
    }

    [Fact]
    public void RangeEstimators_BrownianBars_HaveThePublishedMeanAndEfficiency()
    {
        const int Bars = 60_000;
        const double Deviation = 0.02;
        Walk walk = new(4);
        double[] closeToClose = new double[Bars];
        double[] parkinson = new double[Bars];
        double[] garmanKlass = new double[Bars];
        for (int i = 0; i < Bars; i++)
        {
            (double high, double low, double close) = walk.Bar(Deviation, 100);
            closeToClose[i] = Square(Volatility.ZeroMean([1, Math.Exp(close)], 1));
            parkinson[i] = Square(Volatility.Parkinson([Math.Exp(high)], [Math.Exp(low)], 1));
            garmanKlass[i] = Square(Volatility.GarmanKlass([1], [Math.Exp(high)], [Math.Exp(low)], [Math.Exp(close)], 1));
        }
        Assert.Equal(Deviation * Deviation, parkinson.Mean(), 0.015 * Deviation * Deviation);
        Assert.Equal(Deviation * Deviation, garmanKlass.Mean(), 0.015 * Deviation * Deviation);
        // Variance of the close-to-close estimate by that of each: 4.9 for Parkinson 1980, 7.4 for Garman and Klass 1980.
        Assert.Equal(4.9, closeToClose.Variance() / parkinson.Variance(), 0.25);
        Assert.Equal(7.4, closeToClose.Variance() / garmanKlass.Variance(), 0.4);
    }

    [Fact]
    public void Estimators_BadInput_NameWhatIsWrong()
    {
        Assert.Equal("prices has 2 prices; at least 3 are needed. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => Volatility.CloseToClose([1, 2], 1)).Message);
        Assert.Equal("prices[1] is NaN; a price must be positive and finite. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => Volatility.ZeroMean([1, double.NaN], 1)).Message);
        Assert.Equal("prices[0] is 0; a price must be positive and finite. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => Volatility.ExponentiallyWeighted([0, 1], 0.5, 1)).Message);
        Assert.Equal("lows[1] is 3 and highs[1] is 2; the former must not be the higher one. (Parameter 'lows')", Assert.Throws<ArgumentException>(static () => Volatility.Parkinson([2, 2], [1, 3], 1)).Message);
        Assert.Equal("lows has 1 prices where there are 2; they must be as many. (Parameter 'lows')", Assert.Throws<ArgumentException>(static () => Volatility.Parkinson([2, 2], [1], 1)).Message);
        Assert.Equal("closes[0] is 3 and highs[0] is 2; the former must not be the higher one. (Parameter 'closes')", Assert.Throws<ArgumentException>(static () => Volatility.GarmanKlass([1], [2], [1], [3], 1)).Message);
        Assert.Equal("lows[0] is 1 and opens[0] is 0.5; the former must not be the higher one. (Parameter 'lows')", Assert.Throws<ArgumentException>(static () => Volatility.GarmanKlass([0.5], [2], [1], [2], 1)).Message);
        Assert.Contains("decay is 1; it must be above 0 and below 1.", Assert.Throws<ArgumentOutOfRangeException>(static () => Volatility.ExponentiallyWeighted([1, 2], 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("periodsPerYear is 0", Assert.Throws<ArgumentOutOfRangeException>(static () => Volatility.ZeroMean([1, 2], 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimators_ExtremePrices_AreNumbers()
    {
        double[] prices = [double.Epsilon, double.MaxValue, double.Epsilon, 1];
        Assert.True(double.IsFinite(Volatility.CloseToClose(prices, 1e300)));
        Assert.True(double.IsFinite(Volatility.ExponentiallyWeighted(prices, 1e-300, 1e300)));
        Assert.True(double.IsFinite(Volatility.Parkinson([double.MaxValue], [double.Epsilon], 1e300)));
    }

    internal static double[] Closes(string file) => [.. PriceSeries.Read(SharedData.Path("prices", file)).Bars.Select(static bar => bar.Close)];

    private static double Square(double value) => value * value;
}
