namespace Tidemark.Tests.Analytics.Curves;

[Collection(Allocation.Alone)]
public sealed class SpanAllocationTests
{
    public static TheoryData<string> Names => CurveCatalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndImpermanentLosses_ManyPrices_AllocateNothing(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        double[] prices = [.. Enumerable.Range(1, 999).Select(i => 0.002 * i * entry.Price)];
        double[] results = new double[prices.Length];
        Assert.Equal(0, Allocation.Of(() =>
        {
            entry.Curve.Values(prices, results);
            entry.Curve.ImpermanentLosses(entry.Price, prices, results);
        }));
    }
}
