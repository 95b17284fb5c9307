using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>The losses of constant product and of ranges against arithmetic with ninety digits: smallest moves, and ratios of a quintillion.</summary>
public sealed class RootCurvesPrecisionTests
{
    private static readonly double[] Ratios = [1e-18, 1e-9, 0.01, 0.5, 0.9, 0.9999, 0.99999999, 1.00000001, 1.0001, 1.1, 2, 100, 1e9, 1e18];

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    [InlineData(1e-12)]
    public void ConstantProduct_AnyRatio_MatchesNinetyDigits(double entry)
    {
        BigFixed root = ((BigFixed)entry).Sqrt();
        RequireLosses(new ConstantProductCurve(7), entry, price => (price.Sqrt() + price.Sqrt(), (price / root) + root));
    }

    [Theory]
    [InlineData(2000, 1600, 2500)]
    [InlineData(2000, 1999.9, 2000.2)]
    [InlineData(2000, 2200, 2500)]
    [InlineData(2000, 1500, 1900)]
    [InlineData(1e-12, 9e-13, 2e-12)]
    [InlineData(2000, 1e-17, 1e22)]
    public void Concentrated_AnyRatio_MatchesNinetyDigits(double entry, double lower, double upper)
    {
        (BigFixed a, BigFixed b) = (((BigFixed)lower).Sqrt(), ((BigFixed)upper).Sqrt());
        (BigFixed X, BigFixed Y) Amounts(BigFixed price)
        {
            BigFixed root = price.Sqrt();
            BigFixed inside = root < a ? a : BigFixed.Min(root, b);
            return ((BigFixed.One / inside) - (BigFixed.One / b), inside - a);
        }
        (BigFixed x0, BigFixed y0) = Amounts(entry);
        RequireLosses(new ConcentratedCurve(7, lower, upper), entry, price => ((Amounts(price).X * price) + Amounts(price).Y, (x0 * price) + y0));
    }

    private static void RequireLosses(ValueCurve curve, double entry, Func<BigFixed, (BigFixed Value, BigFixed Hold)> exact)
    {
        double[] prices = [.. Ratios.Select(ratio => ratio * entry), entry * 3, entry / 3];
        double[] losses = new double[prices.Length];
        curve.ImpermanentLosses(entry, prices, losses);
        for (int i = 0; i < prices.Length; i++)
        {
            (BigFixed value, BigFixed hold) = exact(prices[i]);
            double expected = (double)((value - hold) / hold);
            Close.Absolute(expected, losses[i], 1e-11 * Math.Abs(expected), $"loss from {entry:R} to {prices[i]:R} in a span");
            double scalar = curve.ValueOverHold(entry, prices[i]) / curve.Reserves(entry).Value(prices[i]);
            Close.Absolute(expected, scalar, 1e-11 * Math.Abs(expected), $"loss from {entry:R} to {prices[i]:R}");
        }
    }
}
