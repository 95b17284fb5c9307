using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics;

/// <summary>Curves of every shape around the price of 2000, by name.</summary>
internal static class SampleCurves
{
    public const double Price = 2000;

    private static readonly Dictionary<string, ValueCurve> ByName = new(StringComparer.Ordinal)
    {
        ["constant product"] = ConstantProductCurve.FromValue(Price, 10_000),
        ["concentrated"] = ConcentratedCurve.FromValue(Price, 10_000, 1600, 2500),
        ["concentrated, lopsided"] = ConcentratedCurve.FromValue(Price, 10_000, 1800, 3000),
        ["concentrated, above the price"] = ConcentratedCurve.FromValue(Price, 10_000, 2200, 2500),
        ["concentrated, below the price"] = ConcentratedCurve.FromValue(Price, 10_000, 1500, 1900),
        ["share of a concentrated"] = new ScaledCurve(ConcentratedCurve.FromValue(Price, 10_000, 1900, 2100), 0.25),
        ["sum"] = new SumCurve(
            ConstantProductCurve.FromValue(Price, 4000), ConcentratedCurve.FromValue(Price, 3000, 1600, 2500), ConcentratedCurve.FromValue(Price, 3000, 1900, 2600)),
        ["weighted"] = new PowerCurve(3, 0.8),
        ["orders"] = new OrderCurve((1500, 2), (1800, 1), (1999, 0.5), (2050, 0.5), (2400, 1), (4000, 2)),
        ["constant sum"] = ConstantSumCurve.FromValue(Price, 10_000),
        ["constant sum, its peg above the price"] = ConstantSumCurve.FromValue(2300, 10_000),
        ["hold"] = new HoldCurve(new Reserves(2.5, 5000)),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static ValueCurve Named(string name) => ByName[name];
}
