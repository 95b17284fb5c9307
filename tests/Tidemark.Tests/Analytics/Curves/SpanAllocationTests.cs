using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

[Collection(Allocation.Alone)]
public sealed class SpanAllocationTests
{
    public static TheoryData<ValueCurve> Curves =>
    [
        LiquidityBookCurve.FromValue(
            new LiquidityBookPair(20), LiquidityBookPair.CentreId, LiquidityBookPair.CentreId - 500, LiquidityBookPair.CentreId + 500, LiquidityBookShape.Spot, 1000),
        new CryptoSwapCurve(10, 1.45e-4, 2, [1]).Along(1, [1, 1]),
    ];

    [Theory]
    [MemberData(nameof(Curves))]
    public void ValuesAndImpermanentLosses_ManyPrices_AllocateNothing(ValueCurve curve)
    {
        double[] prices = [.. Enumerable.Range(1, 999).Select(static i => 0.002 * i)];
        double[] results = new double[prices.Length];
        Assert.Equal(0, Allocation.Of(() =>
        {
            curve.Values(prices, results);
            curve.ImpermanentLosses(1, prices, results);
        }));
    }
}
