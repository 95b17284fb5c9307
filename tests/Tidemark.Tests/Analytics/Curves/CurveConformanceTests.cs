using MathNet.Numerics.Integration;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>What is true of every curve: that it is worth its reserves, that it sells what rises, and that its derivatives and losses are those of its values.</summary>
public sealed class CurveConformanceTests
{
    public static TheoryData<string> Names => CurveCatalogue.Names;

    public static TheoryData<string> PoolNames => [.. CurveCatalogue.Names.Select(static row => row.Data).Where(static name => !CurveCatalogue.Named(name).IsClaim)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_AnyPrice_IsThatOfTheReserves(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        foreach (double price in CurveCatalogue.PricesAround(entry))
        {
            Reserves reserves = entry.Curve.Reserves(price);
            Assert.True(reserves.Amount0 >= 0 && reserves.Amount1 >= 0, $"{name} at {price:R}: {reserves}");
            Close.Relative((reserves.Amount0 * price) + reserves.Amount1, entry.Curve.Value(price), 1e-13, $"{name} at {price:R}");
            if (!entry.IsClaim)
            {
                Close.Relative(reserves.Amount0, entry.Curve.Delta(price), 1e-13, $"{name} at {price:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void Reserves_RisingPrice_SellTokenZero(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        var last = new Reserves(double.PositiveInfinity, 0);
        foreach (double price in CurveCatalogue.PricesAround(entry))
        {
            Reserves reserves = entry.Curve.Reserves(price);
            Assert.True(reserves.Amount0 <= last.Amount0 * (1 + 1e-14) && reserves.Amount1 >= last.Amount1 * (1 - 1e-14), $"{name} at {price:R}: {reserves} after {last}");
            Assert.True(entry.Curve.Gamma(price) <= 0, $"{name} at {price:R}");
            last = reserves;
        }
    }

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void Value_BetweenTwoPrices_IsAboveTheChord(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        double[] prices = CurveCatalogue.PricesAround(entry);
        for (int i = 2; i < prices.Length; i++)
        {
            double part = (prices[i - 1] - prices[i - 2]) / (prices[i] - prices[i - 2]);
            double chord = (entry.Curve.Value(prices[i - 2]) * (1 - part)) + (entry.Curve.Value(prices[i]) * part);
            Assert.True(entry.Curve.Value(prices[i - 1]) >= chord * (1 - 1e-13), $"{name} at {prices[i - 1]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DeltaAndGamma_AnyPrice_AreTheSlopesOfValueAndReserves(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        foreach (double price in CurveCatalogue.PricesAround(entry))
        {
            // Four-point differences: the error of the formula is of the fourth order in the step, that of rounding grows as the step falls.
            double step = Step(entry.Curve, price);
            double value = entry.Curve.Value(price);
            double delta = entry.Curve.Delta(price);
            double gamma = entry.Curve.Gamma(price);
            Close.Absolute(Slope(entry.Curve.Value, price, step), delta, (1e-8 * delta) + (1e-14 * value / step), $"{name}: delta at {price:R}");
            if (!entry.GammaIsMean)
            {
                Close.Absolute(Slope(entry.Curve.Delta, price, step), gamma, (1e-6 * Math.Abs(gamma)) + (1e-14 * delta / step), $"{name}: gamma at {price:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void ValueOverHold_SmallestAndLargeMoves_IsTheIntegralOfGamma(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        foreach (double start in new[] { 0.7, 0.95, 1, 1.003, 1.4 })
        {
            foreach (double move in new[] { -0.3, -0.01, -1e-4, -1e-6, 1e-6, 1e-4, 0.01, 0.5 })
            {
                double from = entry.Price * start;
                double to = from * (1 + move);
                if (entry.GammaIsMean || (entry.Rough && entry.Curve.Kinks.ToArray().Any(kink => kink >= Math.Min(from, to) && kink <= Math.Max(from, to))))
                {
                    continue;
                }
                double expected = GammaIntegral(entry, from, to);
                Close.Relative(expected, entry.Curve.ValueOverHold(from, to), 1e-9, $"{name} from {from:R} to {to:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void ValueOverHold_AnyMove_IsTheDifferenceOfTheValues(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        double[] prices = CurveCatalogue.PricesAround(entry);
        for (int i = 0; i < prices.Length; i += 7)
        {
            Reserves held = entry.Curve.Reserves(prices[i]);
            foreach (double price in prices)
            {
                double hold = held.Value(price);
                double loss = entry.Curve.ValueOverHold(prices[i], price);
                Assert.True(loss <= 0, $"{name} from {prices[i]:R} to {price:R}");
                Close.Absolute(entry.Curve.Value(price) - hold, loss, 1e-13 * hold, $"{name} from {prices[i]:R} to {price:R}");
            }
            Assert.Equal(0, entry.Curve.ValueOverHold(prices[i], prices[i]));
        }
    }

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void Losses_ExtremePrices_AreBetweenNothingAndAll(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        foreach (double ratio in new[] { 1e-18, 1e-12, 1e12, 1e18 })
        {
            double price = entry.Price * ratio;
            double[] loss = [price];
            entry.Curve.ImpermanentLosses(entry.Price, loss, loss);
            Assert.InRange(loss[0], -1 - 1e-14, 0);
            Assert.InRange(entry.Curve.Value(price), 0, double.MaxValue);
            Assert.InRange(entry.Curve.Gamma(price), -double.MaxValue, 0);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_AnyLength_AreTheScalars(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        double[] all = [.. CurveCatalogue.PricesAround(entry), 1e-300 * entry.Price, 1e150 * entry.Price];
        foreach (int length in new[] { 0, 1, 7, 8, 9, all.Length })
        {
            double[] prices = all[^length..];
            if (entry.Curve is BasketSlice)
            {
                prices = [.. prices.Where(static price => price is > 1e-90 and < 1e90)]; // the limits of the baskets
            }
            double[] values = [.. prices];
            double[] losses = [.. prices];
            entry.Curve.Values(prices, values);
            entry.Curve.ImpermanentLosses(entry.Price, losses, losses);
            Reserves held = entry.Curve.Reserves(entry.Price);
            for (int i = 0; i < prices.Length; i++)
            {
                Close.Relative(entry.Curve.Value(prices[i]), values[i], 1e-14, $"{name} at {prices[i]:R}");
                Close.Relative(entry.Curve.ValueOverHold(entry.Price, prices[i]) / held.Value(prices[i]), losses[i], 1e-13, $"{name} at {prices[i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryMember_PriceOrRoomThatIsWrong_IsRefused(string name)
    {
        CatalogueEntry entry = CurveCatalogue.Named(name);
        ValueCurve curve = entry.Curve;
        foreach (double bad in new[] { 0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.ThrowsAny<ArgumentException>(() => curve.Reserves(bad));
            Assert.ThrowsAny<ArgumentException>(() => curve.Value(bad));
            Assert.ThrowsAny<ArgumentException>(() => curve.Delta(bad));
            Assert.ThrowsAny<ArgumentException>(() => curve.Gamma(bad));
            Assert.ThrowsAny<ArgumentException>(() => curve.ValueOverHold(entry.Price, bad));
            Assert.ThrowsAny<ArgumentException>(() => curve.ValueOverHold(bad, entry.Price));
            foreach (int place in new[] { 0, 11, 16 })
            {
                double[] prices = [.. Enumerable.Repeat(entry.Price, 17)];
                prices[place] = bad;
                Assert.ThrowsAny<ArgumentException>(() => curve.Values(prices, new double[17]));
                Assert.ThrowsAny<ArgumentException>(() => curve.ImpermanentLosses(entry.Price, prices, new double[17]));
            }
            Assert.ThrowsAny<ArgumentException>(() => curve.ImpermanentLosses(bad, new double[] { entry.Price }, new double[1]));
        }
        Assert.Throws<ArgumentException>("results", () => curve.Values(new double[3], new double[4]));
        Assert.Throws<ArgumentException>("results", () => curve.ImpermanentLosses(entry.Price, new double[3], new double[4]));
    }

    private static double Slope(Func<double, double> of, double at, double step) =>
        ((8 * (of(at + step) - of(at - step))) - (of(at + (2 * step)) - of(at - (2 * step)))) / (12 * step);

    private static double Step(ValueCurve curve, double price)
    {
        double gamma = curve.Gamma(price);
        double room = gamma < 0 && curve.Delta(price) > 0 ? Math.Min(price, -curve.Delta(price) / gamma) : price;
        foreach (double kink in curve.Kinks.Span)
        {
            room = Math.Min(room, Math.Abs(price - kink));
        }
        return Math.Min(price * 1e-6, room / 200);
    }

    // V(p) - V(p0) - x(p0) (p - p0) by Taylor's theorem: the integral of (p - u) V''(u) from p0 to p, in pieces that get smaller towards the curve's own price.
    private static double GammaIntegral(CatalogueEntry entry, double from, double to)
    {
        IEnumerable<double> grading = Enumerable.Range(1, 30).SelectMany(halvings => new[] { -1, 1 }.Select(side => entry.Price * (1 + (side * Math.ScaleB(1, -halvings)))));
        double[] bounds = [from, to, .. grading.Append(entry.Price).Concat(entry.Curve.Kinks.ToArray()).Where(price => price > Math.Min(from, to) && price < Math.Max(from, to))];
        Array.Sort(bounds);
        double sum = 0;
        for (int i = 1; i < bounds.Length; i++)
        {
            sum += GaussLegendreRule.Integrate(price => (to - price) * entry.Curve.Gamma(price), bounds[i - 1], bounds[i], 64);
        }
        return from < to ? sum : -sum;
    }
}
