using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class ProactiveMarketMakerCurveTests
{
    private const double Oracle = 2000;

    private static readonly Reserves Targets = new(1000, 1_700_000);

    public static TheoryData<double> Slippages => [0, 1e-14, 1e-9, 1e-4, 0.1, 0.5, 1 - 1e-13, 1];

    private static double[] Ratios => [1, 1 + 1e-8, 1 - 1e-8, 1.0001, 0.9999, 1.3, 0.6, 40, 0.02, 1e18, 1e-18];

    [Theory]
    [MemberData(nameof(Slippages))]
    public void Reserves_AnyPrice_AgreeWithTheContractsFormulas(double slippage)
    {
        ProactiveMarketMakerCurve curve = new(Oracle, slippage, Targets);
        foreach (double ratio in Ratios)
        {
            double price = Oracle * ratio;
            (BigFixed amount0, BigFixed amount1) = ExactReserves(slippage, price);
            Reserves reserves = curve.Reserves(price);
            Near.Equal((double)amount0, reserves.Amount0, 2e-15);
            Near.Equal((double)amount1, reserves.Amount1, 2e-15);
            Near.Equal((double)((amount0 * price) + amount1), curve.Value(price), 2e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void ValueOverHold_AnyMove_AgreesWithNinetyDigits(double slippage)
    {
        ProactiveMarketMakerCurve curve = new(Oracle, slippage, Targets);
        foreach (double entry in Ratios.Select(ratio => Oracle * ratio))
        {
            (BigFixed held0, BigFixed held1) = ExactReserves(slippage, entry);
            foreach (double price in Ratios.Select(ratio => entry * ratio).Concat(Ratios.Select(ratio => Oracle * ratio)))
            {
                (BigFixed amount0, BigFixed amount1) = ExactReserves(slippage, price);
                double actual = curve.ValueOverHold(entry, price);
                Assert.True(actual <= 0);
                Near.Equal((double)(((amount0 - held0) * price) + amount1 - held1), actual, 1e-13);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void Gamma_AnyPrice_IsTheSlopeOfDelta(double slippage)
    {
        ProactiveMarketMakerCurve curve = new(Oracle, slippage, Targets);
        foreach (double ratio in Ratios.Where(ratio => ratio != 1))
        {
            // The step stays on the price's side of the oracle, and is small against the distance to it, over which delta bends.
            double price = Oracle * ratio;
            BigFixed step = Math.Min(price, Math.Abs(price - Oracle)) * 1e-12;
            BigFixed slope = (ExactReserves(slippage, price + step).Amount0 - ExactReserves(slippage, price - step).Amount0) / (step + step);
            Near.Equal((double)slope, curve.Gamma(price), 1e-11);
        }
    }

    [Fact]
    public void Gamma_AtTheOracle_IsTheOneFromAbove()
    {
        ProactiveMarketMakerCurve curve = new(Oracle, 0.1, Targets);
        Near.Equal(curve.Gamma(Math.BitIncrement(Oracle)), curve.Gamma(Oracle), 1e-10);
        Assert.NotEqual(curve.Gamma(Math.BitDecrement(Oracle)), curve.Gamma(Oracle), 1e-3);
        Assert.Equal([Oracle], curve.Kinks.ToArray());
        Assert.Equal(0, new ProactiveMarketMakerCurve(Oracle, 0, Targets).Gamma(Oracle));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(1.7)]
    [InlineData(900)]
    public void SlippageOne_EqualTargets_IsConstantProduct(double ratio)
    {
        ProactiveMarketMakerCurve curve = ProactiveMarketMakerCurve.FromValue(Oracle, 1, 4_000_000);
        ConstantProductCurve product = ConstantProductCurve.FromValue(Oracle, 4_000_000);
        double price = Oracle * ratio;
        Near.Equal(product.Value(price), curve.Value(price), 1e-15);
        Near.Equal(product.Delta(price), curve.Delta(price), 1e-15);
        Near.Equal(product.Gamma(price), curve.Gamma(price), 1e-15);
        Near.Equal(product.ValueOverHold(Oracle * 1.01, price), curve.ValueOverHold(Oracle * 1.01, price), 1e-14);
    }

    [Fact]
    public void Reserves_OneTokenOnly_TradesOnOneSide()
    {
        ProactiveMarketMakerCurve curve = new(Oracle, 0.2, new Reserves(1000, 0));
        Assert.Equal(new Reserves(1000, 0), curve.Reserves(1500));
        Assert.True(curve.Reserves(2500).Amount0 < 1000);
        Assert.Equal(0, curve.ValueOverHold(1200, 1900));
        Near.Equal(curve.Value(2500) - (1000 * 2500), curve.ValueOverHold(1200, 2500), 1e-12);
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void Constructor_SlippageOutOfRange_Throws(double slippage) =>
        Assert.Equal("slippage", Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerCurve(Oracle, slippage, Targets)).ParamName);

    [Fact]
    public void ConstructorAndEvaluations_BadInput_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerCurve(0, 0.1, Targets));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerCurve(Oracle, 0.1, new Reserves(-1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerCurve(Oracle, 0.1, new Reserves(1, double.NaN)));
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new ProactiveMarketMakerCurve(Oracle, 0.1, default)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => ProactiveMarketMakerCurve.FromValue(Oracle, 0.1, 0));
        ProactiveMarketMakerCurve curve = new(Oracle, 0.1, Targets);
        foreach (double price in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Reserves(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Gamma(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(1, price));
        }
    }

    /// <summary>Solves the contract's mid price for the scarce reserve, and takes the other one from its integral of that price.</summary>
    private static (BigFixed Amount0, BigFixed Amount1) ExactReserves(double slippage, BigFixed price)
    {
        BigFixed k = slippage;
        BigFixed target0 = Targets.Amount0;
        BigFixed target1 = Targets.Amount1;
        if (price == Oracle)
        {
            return (target0, target1);
        }
        BigFixed dearness = price > Oracle ? price / Oracle : Oracle / price;
        if (slippage == 0)
        {
            return price > Oracle ? (0, target1 + (target0 * Oracle)) : (target0 + (target1 / Oracle), 0);
        }
        BigFixed targetOverReserve = ((dearness - 1 + k) / k).Sqrt();
        BigFixed meanDearness = 1 - k + (k * targetOverReserve);
        if (price > Oracle)
        {
            BigFixed left0 = target0 / targetOverReserve;
            return (left0, target1 + (Oracle * (target0 - left0) * meanDearness));
        }
        BigFixed left1 = target1 / targetOverReserve;
        return (target0 + ((target1 - left1) / Oracle * meanDearness), left1);
    }
}
