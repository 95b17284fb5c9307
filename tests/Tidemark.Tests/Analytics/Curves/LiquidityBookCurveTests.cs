using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class LiquidityBookCurveTests
{
    private const int Centre = LiquidityBookPair.CentreId;

    private static readonly LiquidityBookPair Pair = new(20);

    public static TheoryData<string> LossVectors => [.. Vectors.WithPrefix("lb.il.").Select(vector => vector.Name)];

    public static TheoryData<double> PriceRatios => [1.0001, 0.9999, 1 + 1e-8, 1 - 1e-8, 1.05, 0.7, 1e-18, 1e18];

    [Theory]
    [MemberData(nameof(LossVectors))]
    public void ValueOverHold_Vector_Agrees(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        JsonElement expected = vector.Expected;
        LiquidityBookCurve curve = new(Pair, Centre, UnitLiquidity(-10, 10));
        double price = Pair.Price(Centre + vector.Inputs.GetProperty("active_new").GetInt32());
        double hold = curve.Reserves(curve.ActivePrice).Value(price);

        Near.Equal(expected.GetProperty("P").GetDouble(), price, 1e-14);
        Near.Equal(expected.GetProperty("V").GetDouble(), curve.Value(price), 1e-14);
        Near.Equal(expected.GetProperty("hold").GetDouble(), hold, 1e-14);
        Near.Equal(expected.GetProperty("IL").GetDouble(), curve.ValueOverHold(curve.ActivePrice, price) / hold, 1e-12);
    }

    [Fact]
    public void Reserves_AtTheActivePrice_AreWhatWasPutIn()
    {
        LiquidityBookBin[] bins = [new(Centre - 2, 0, 7), new(Centre, 3, 1), new(Centre + 1, 2, 0), new(Centre + 9, 0.5, 0)];
        LiquidityBookCurve curve = new(Pair, Centre, bins);
        Reserves reserves = curve.Reserves(curve.ActivePrice);
        Near.Equal(5.5, reserves.Amount0, 1e-15);
        Near.Equal(8, reserves.Amount1, 1e-15);
    }

    [Fact]
    public void Reserves_AnyPrice_EachBinHoldsOnlyTheCheaperToken()
    {
        LiquidityBookBin[] bins = Spread(LiquidityBookShape.Curve);
        LiquidityBookCurve curve = new(Pair, Centre, bins);
        foreach (double price in Prices(curve))
        {
            double amount0 = 0;
            double amount1 = 0;
            foreach (LiquidityBookBin bin in bins)
            {
                double binPrice = Pair.Price(bin.Id);
                double liquidity = (binPrice * bin.Amount0) + bin.Amount1;
                amount0 += binPrice > price ? liquidity / binPrice : 0;
                amount1 += binPrice < price ? liquidity : 0;
            }
            Reserves reserves = curve.Reserves(price);
            Near.Equal(amount0, reserves.Amount0, 1e-14);
            Near.Equal(amount1, reserves.Amount1, 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(PriceRatios))]
    public void ValueOverHold_AnyMove_AgreesWithNinetyDigits(double ratio)
    {
        foreach (LiquidityBookShape shape in Enum.GetValues<LiquidityBookShape>())
        {
            LiquidityBookBin[] bins = Spread(shape);
            LiquidityBookCurve curve = new(Pair, Centre, bins);
            foreach (double entry in new[] { curve.ActivePrice, Pair.Price(Centre + 3), Pair.Price(Centre - 15) * 1.0007, 0.5, 2 })
            {
                double price = entry * ratio;
                double actual = curve.ValueOverHold(entry, price);
                Assert.True(actual <= 0);
                Near.Equal((double)ExactValueOverHold(bins, curve, entry, price), actual, 1e-12);
            }
        }
    }

    [Fact]
    public void ValueOverHold_EveryPairOfPrices_AgreesWithNinetyDigits()
    {
        LiquidityBookBin[] bins = Spread(LiquidityBookShape.BidAsk);
        LiquidityBookCurve curve = new(Pair, Centre, bins);
        double[] prices = [.. Prices(curve)];
        foreach (double entry in prices.Where((_, i) => i % 7 == 0))
        {
            foreach (double price in prices)
            {
                double exact = (double)ExactValueOverHold(bins, curve, entry, price);
                Near.Equal(exact, curve.ValueOverHold(entry, price), 1e-12);
            }
        }
    }

    [Fact]
    public void ValueOverHold_BinsApartInSizeAndPlace_KeepsItsDigits()
    {
        LiquidityBookBin[] bins = [new(Centre - 3000, 0, 1e12), new(Centre, 1e-6, 1e-6), new(Centre + 4, 1e-9, 0), new(Centre + 2900, 1e9, 0)];
        LiquidityBookCurve curve = new(Pair, Centre, bins);
        foreach (double price in new[] { Pair.Price(Centre - 1), Pair.Price(Centre + 1), Pair.Price(Centre + 6), Pair.Price(Centre + 2901), Pair.Price(Centre - 3001) })
        {
            Near.Equal((double)ExactValueOverHold(bins, curve, curve.ActivePrice, price), curve.ValueOverHold(curve.ActivePrice, price), 1e-12);
        }
    }

    [Fact]
    public void Gamma_InABin_IsTheFallOfDeltaOverItsWidth()
    {
        LiquidityBookCurve curve = new(Pair, Centre, Spread(LiquidityBookShape.Curve));
        for (int id = Centre - 20; id <= Centre + 20; id++)
        {
            // Delta just below the bin's price, and just below the next one's: the window holds this bin's jump and no other.
            double low = Math.BitDecrement(Pair.Price(id));
            double high = Math.BitDecrement(Pair.Price(id + 1));
            double slope = (curve.Delta(high) - curve.Delta(low)) / (high - low);
            foreach (double price in new[] { Pair.Price(id), Pair.Price(id) * 1.001, high })
            {
                Near.Equal(slope, curve.Gamma(price), 1e-10);
            }
        }
    }

    [Fact]
    public void Gamma_OutsideTheBinsAndInAGap_IsZero()
    {
        LiquidityBookCurve curve = new(Pair, Centre, [new(Centre - 5, 0, 1), new(Centre + 5, 1, 0)]);
        Assert.Equal(0, curve.Gamma(Pair.Price(Centre)));
        Assert.Equal(0, curve.Gamma(Math.BitDecrement(Pair.Price(Centre - 5))));
        Assert.Equal(0, curve.Gamma(Pair.Price(Centre - 4)));
        Assert.Equal(0, curve.Gamma(Pair.Price(Centre + 6)));
        Assert.True(curve.Gamma(Math.BitDecrement(Pair.Price(Centre - 4))) < 0);
        Assert.True(curve.Gamma(Pair.Price(Centre + 5)) < 0);
    }

    [Fact]
    public void Value_AnyShape_IsConcaveAndDeltaFallsBetweenKinks()
    {
        foreach (LiquidityBookShape shape in Enum.GetValues<LiquidityBookShape>())
        {
            LiquidityBookCurve curve = new(Pair, Centre, Spread(shape));
            Assert.Equal(41, curve.Kinks.Length);
            double[] prices = [.. Prices(curve).Order()];
            for (int i = 1; i + 1 < prices.Length; i++)
            {
                double before = (curve.Value(prices[i]) - curve.Value(prices[i - 1])) / (prices[i] - prices[i - 1]);
                double after = (curve.Value(prices[i + 1]) - curve.Value(prices[i])) / (prices[i + 1] - prices[i]);
                Assert.True(after <= before + 1e-9);
                Assert.True(curve.Delta(prices[i]) <= curve.Delta(prices[i - 1]));
                // Between kinks the value is a straight line of slope delta.
                Assert.InRange(curve.Delta(prices[i]), after - 1e-9, before + 1e-9);
            }
        }
    }

    private static LiquidityBookBin[] UnitLiquidity(int lowest, int highest) =>
        [.. Enumerable.Range(lowest, highest - lowest + 1).Select(offset => new LiquidityBookBin(
            Centre + offset,
            offset > 0 ? 1 / Pair.Price(Centre + offset) : offset == 0 ? 0.5 : 0,
            offset < 0 ? 1 : offset == 0 ? 0.5 : 0))];

    private static LiquidityBookBin[] Spread(LiquidityBookShape shape) =>
        new LiquidityBookSpread(Centre, Centre - 20, Centre + 20, shape).Of(new Reserves(100, 90));

    private static IEnumerable<double> Prices(LiquidityBookCurve curve)
    {
        double[] kinks = curve.Kinks.ToArray();
        yield return kinks[0] / 3;
        for (int i = 0; i + 1 < kinks.Length; i++)
        {
            yield return (0.99 * kinks[i]) + (0.01 * kinks[i + 1]);
            yield return (0.4 * kinks[i]) + (0.6 * kinks[i + 1]);
        }
        yield return kinks[^1] * 5;
    }

    private static BigFixed ExactValueOverHold(LiquidityBookBin[] bins, LiquidityBookCurve curve, double entry, double price)
    {
        LiquidityBookBin? active = bins.Cast<LiquidityBookBin?>().SingleOrDefault(bin => Pair.Price(bin!.Value.Id) == curve.ActivePrice);
        BigFixed share = active is { } middle ? (BigFixed)middle.Amount0 * curve.ActivePrice / Liquidity(middle) : 0;
        BigFixed total = 0;
        foreach (LiquidityBookBin bin in bins)
        {
            BigFixed binPrice = Pair.Price(bin.Id);
            BigFixed share0 = binPrice > entry ? 1 : binPrice < entry ? 0 : share;
            BigFixed hold = Liquidity(bin) * ((share0 * price / binPrice) + (1 - share0));
            // Whichever token arbitrage leaves in the bin is worth the less.
            total += Liquidity(bin) * BigFixed.Min(1, price / binPrice) - hold;
        }
        return total;
    }

    private static BigFixed Liquidity(LiquidityBookBin bin) => ((BigFixed)bin.Amount0 * Pair.Price(bin.Id)) + bin.Amount1;
}
