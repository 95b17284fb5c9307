using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Hedging;

namespace Tidemark.Tests.Analytics.Legs.Hedging;

public sealed class MinimumVarianceHedgeTests
{
    private const double Price = SampleCurves.Price;
    private const double Volatility = 0.8;

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void OverHorizon_AnyCurve_IsCovarianceOverVariance(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        foreach (double years in new[] { 7 / 365.0, 1 })
        {
            double deviation = Volatility * Math.Sqrt(years);
            double Weight(double z) => Math.Exp(-z * z / 2);
            double At(double z) => Price * Math.Exp((deviation * z) - (deviation * deviation / 2));
            (double slope, double before) = Sums(curve, At, Weight);
            double found = MinimumVarianceHedge.OverHorizon(curve, Price, Volatility, years);
            Close.Absolute(slope, found, 1e-5 * 5, $"{name}, {years} years");

            double quantity = 0.7 * slope;
            (_, double after) = Sums(curve, At, Weight, quantity);
            Close.Absolute(before == 0 ? 0 : after / before, MinimumVarianceHedge.RemainingOverHorizon(curve, Price, quantity, Volatility, years), 1e-4, name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void OverRange_AnyCurve_IsCovarianceOverVariance(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        LogUniformPrice range = new(1000, 3500);
        double At(double z) => 1000 * Math.Pow(3.5, (z + 10) / 20);
        (double slope, double before) = Sums(curve, At, static _ => 1);
        Close.Absolute(slope, MinimumVarianceHedge.OverRange(curve, Price, range), 1e-4 * 5, name);
        (_, double after) = Sums(curve, At, static _ => 1, 1.5);
        Close.Absolute(before == 0 ? 0 : after / before, MinimumVarianceHedge.RemainingOverRange(curve, Price, 1.5, range), 1e-3 * Math.Max(1, after / before), name);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Remaining_OfTheBestShort_IsLeast(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double best = MinimumVarianceHedge.OverHorizon(curve, Price, Volatility, 0.25);
        double least = MinimumVarianceHedge.RemainingOverHorizon(curve, Price, best, Volatility, 0.25);
        Assert.InRange(least, 0, 1);
        foreach (double other in new[] { best - 0.05, best + 0.05, curve.Delta(Price) + 0.01 })
        {
            Assert.True(MinimumVarianceHedge.RemainingOverHorizon(curve, Price, other, Volatility, 0.25) >= least, $"{name}: {other}");
        }
        LogUniformPrice range = new(1500, 2600);
        double bestOverRange = MinimumVarianceHedge.OverRange(curve, Price, range);
        double leastOverRange = MinimumVarianceHedge.RemainingOverRange(curve, Price, bestOverRange, range);
        Assert.True(MinimumVarianceHedge.RemainingOverRange(curve, Price, bestOverRange - 0.05, range) >= leastOverRange, name);
        Assert.True(MinimumVarianceHedge.RemainingOverRange(curve, Price, bestOverRange + 0.05, range) >= leastOverRange, name);
    }

    [Fact]
    public void OverHorizon_ShortTime_IsDelta()
    {
        foreach (string name in new[] { "constant product", "concentrated", "weighted", "sum" })
        {
            ValueCurve curve = SampleCurves.Named(name);
            Close.Relative(curve.Delta(Price), MinimumVarianceHedge.OverHorizon(curve, Price, Volatility, 1e-5), 1e-4, name);
        }
        Close.Relative(2.5, MinimumVarianceHedge.OverHorizon(new HoldCurve(new Reserves(2.5, 1)), Price, Volatility, 2), 1e-14);
    }

    // What is left is rounding and nothing else, at every price.
    [Fact]
    public void Remaining_OfALine_IsNothing()
    {
        HoldCurve curve = new(new Reserves(5000 / 2000.0, 5000));
        LogUniformPrice range = new(1000, 4000);
        double quantity = Math.BitDecrement(2.5);
        Assert.InRange(MinimumVarianceHedge.RemainingOverRange(curve, 2000, quantity, range), 0, 1e-30);
        Assert.InRange(MinimumVarianceHedge.RemainingOverHorizon(curve, 2000, quantity, Volatility, 0.1), 0, 1e-30);
    }

    [Fact]
    public void OverHorizon_BadInput_NamesTheParameter()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Throws<ArgumentNullException>("curve", static () => MinimumVarianceHedge.OverHorizon(null!, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("price", () => MinimumVarianceHedge.OverHorizon(curve, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", () => MinimumVarianceHedge.OverHorizon(curve, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("years", () => MinimumVarianceHedge.OverHorizon(curve, 1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("law", () => MinimumVarianceHedge.OverRange(curve, 1, default));
        Assert.Throws<ArgumentOutOfRangeException>("quantity", () => MinimumVarianceHedge.RemainingOverRange(curve, 1, double.NaN, new LogUniformPrice(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", () => MinimumVarianceHedge.RemainingOverHorizon(curve, 1, 1, 4.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("upperPrice", static () => new LogUniformPrice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("lowerPrice", static () => new LogUniformPrice(0, 2));
    }

    [Fact]
    public void Expectation_OfPowersAndAKink_IsTheIntegral()
    {
        LogUniformPrice range = new(500, 4000);
        double width = Math.Log(8);
        Close.Relative(3500 / width, range.Expectation(static price => price, []), 1e-14);
        Close.Relative(Math.Log(2) / width, range.Expectation(static price => price > 2000 ? 1 : 0, [2000]), 1e-13);
        Close.Relative((2000 - (2000 * Math.Log(2))) / width, range.Expectation(static price => Math.Max(0, price - 2000), [2000]), 1e-13);
    }

    // In closed form: E, Cov and Var of sqrt(r) and r, uniform in ln r from 1/2 to 2.
    [Fact]
    public void OverRange_ConstantProduct_IsTheClosedForm()
    {
        double width = Math.Log(4);
        double mean = 1.5 / width;
        double meanRoot = 2 * (Math.Sqrt(2) - Math.Sqrt(0.5)) / width;
        double together = (2 / 3.0 * (Math.Pow(2, 1.5) - Math.Pow(0.5, 1.5)) / width) - (mean * meanRoot);
        double variance = (0.5 * (4 - 0.25) / width) - (mean * mean);
        double expected = 5 * together / variance;
        Close.Absolute(2.3754, expected, 5e-5);
        var pool = ConstantProductCurve.FromValue(2000, 10_000);
        Close.Relative(expected, MinimumVarianceHedge.OverRange(pool, 2000, new LogUniformPrice(1000, 4000)), 1e-9);
    }

    // Trapezoids from -10 to 10.
    private static (double Slope, double Variance) Sums(ValueCurve curve, Func<double, double> at, Func<double, double> weight, double quantity = 0)
    {
        const int Steps = 40_000;
        double start = curve.Value(Price);
        (double weights, double moves, double profits, double together, double movesSquared, double left, double leftSquared) = (0, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i <= Steps; i++)
        {
            double z = -10 + (20.0 * i / Steps);
            double w = weight(z) * (i is 0 or Steps ? 0.5 : 1);
            double move = at(z) - Price;
            double profit = curve.Value(at(z)) - start;
            double stays = profit - (quantity * move);
            weights += w;
            moves += w * move;
            profits += w * profit;
            together += w * profit * move;
            movesSquared += w * move * move;
            left += w * stays;
            leftSquared += w * stays * stays;
        }
        double slope = (together - (profits * moves / weights)) / (movesSquared - (moves * moves / weights));
        return (slope, leftSquared - (left * left / weights));
    }
}
