using Tidemark.Analytics.Statistics;

namespace Tidemark.Tests.Analytics.Statistics;

[Collection(Allocation.Alone)]
public sealed class StatisticsAllocationTests
{
    [Fact]
    public void Statistics_OfManyPrices_AllocateNothing()
    {
        double[] prices = new Walk(5).Prices(10_000, 0.01);
        double[] others = new Walk(6).Prices(10_000, 0.01);
        Assert.Equal(0, Allocation.Of(() => Volatility.CloseToClose(prices, 365)));
        Assert.Equal(0, Allocation.Of(() => Volatility.ExponentiallyWeighted(prices, 0.94, 365)));
        Assert.Equal(0, Allocation.Of(() => Volatility.Parkinson(prices, prices, 365)));
        Assert.Equal(0, Allocation.Of(() => Volatility.GarmanKlass(prices, prices, prices, prices, 365)));
        Assert.Equal(0, Allocation.Of(() => Comovement.Correlation(prices, others)));
        Assert.Equal(0, Allocation.Of(() => Comovement.Beta(prices, others)));
        Assert.Equal(0, Allocation.Of(() => MeanReversion.HalfLife(prices)));
    }
}
