using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Hedging;

namespace Tidemark.Tests.Analytics.Legs.Hedging;

public sealed class RebalanceBandTests
{
    private const double Price = SampleCurves.Price;

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void Of_ConstantProduct_IsTheInverseSquare(double tolerance)
    {
        RebalanceBand band = RebalanceBand.Of(SampleCurves.Named("constant product"), Price, tolerance);
        // Delta goes with the inverse root of the price.
        Close.Relative(Price / Math.Pow(1 + tolerance, 2), band.LowerPrice!.Value, 1e-13);
        Close.Relative(Price / Math.Pow(1 - tolerance, 2), band.UpperPrice!.Value, 1e-12);
        Close.Relative(2.5 * tolerance, band.LowerTrade, 1e-11);
        Close.Relative(2.5 * tolerance, band.UpperTrade, 1e-11);
        Assert.False(band.IsAtJump);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Of_AnyCurve_IsOffAtTheEdgesAndNotBefore(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        if (curve.Delta(Price) == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>("price", () => RebalanceBand.Of(curve, Price, 0.1));
            return;
        }
        RebalanceBand band = RebalanceBand.Of(curve, Price, 0.1);
        foreach ((double? edge, double inside) in new[] { (band.LowerPrice, 1 + 1e-9), (band.UpperPrice, 1 - 1e-9) })
        {
            if (edge is { } price)
            {
                Assert.True(Off(price) >= 0.1 * band.Quantity, $"{name} at {price:R}");
                Assert.True(band.IsAtJump || Off(price * inside) < 0.1 * band.Quantity, $"{name} before {price:R}");
            }
            else
            {
                Assert.True(Off(inside > 1 ? 1e-6 : 1e9) < 0.1 * band.Quantity, name);
            }
        }

        double Off(double price) => Math.Abs(curve.Delta(price) - band.Quantity);
    }

    [Fact]
    public void ExpectedYears_OneSidedBand_HasTheDriftOfTheLogarithm()
    {
        // Below its range the position holds token 0 alone, as much as at any lower price: no price below ends the band, and the mean is infinite.
        ValueCurve range = SampleCurves.Named("concentrated");
        RebalanceBand below = RebalanceBand.Of(range, 1500, 0.1);
        Assert.Null(below.LowerPrice);
        Assert.Null(below.ExpectedYears(0.8));
        // A price above ends it, though not for certain, so that there is no yearly cost; without either there is none to pay.
        Assert.NotNull(below.UpperPrice);
        Assert.Null(below.CostAnnual(0.8, 0.01));
        Assert.Equal(0, RebalanceBand.Of(new HoldCurve(new Reserves(2, 1)), Price, 0.1).CostAnnual(0.8, 0.01));
        // A tolerance above one is met on the way down only.
        RebalanceBand wide = RebalanceBand.Of(SampleCurves.Named("constant product"), Price, 1.5);
        Assert.Null(wide.UpperPrice);
        Close.Relative(2 * Math.Log(6.25) / 0.64, wide.ExpectedYears(0.8)!.Value, 1e-12);
        Close.Relative(0.01 * wide.LowerTrade * wide.LowerPrice!.Value / wide.ExpectedYears(0.8)!.Value, wide.CostAnnual(0.8, 0.01)!.Value, 1e-12);
    }

    [Fact]
    public void CostAnnual_ConstantProduct_IsThatOfASimulation()
    {
        ConstantProductCurve curve = ConstantProductCurve.FromValue(Price, 10_000);
        const double Volatility = 0.8;
        const double Step = 1e-5;
        RebalanceBand band = RebalanceBand.Of(curve, Price, 0.1);
        Random random = new(20_240_101);
        double deviation = Volatility * Math.Sqrt(Step);
        (double years, double cost, int exits) = (0, 0, 0);
        // Each band begins at the same price, as bands are alike by ratio and the cost is counted there.
        while (exits < 2500)
        {
            double price = Price;
            // A walk in steps sees a barrier late, by 0.5826 deviations of a step in the mean (Broadie, Glasserman, Kou 1997).
            double lower = band.LowerPrice!.Value * Math.Exp(0.5826 * deviation);
            double upper = band.UpperPrice!.Value * Math.Exp(-0.5826 * deviation);
            while (price > lower && price < upper)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                price *= Math.Exp((deviation * normal) - (deviation * deviation / 2));
                years += Step;
            }
            double end = price <= lower ? band.LowerPrice.Value : band.UpperPrice.Value;
            cost += 0.002 * Math.Abs(curve.Delta(end) - curve.Delta(Price)) * end;
            exits++;
        }
        Close.Relative(years / exits, band.ExpectedYears(Volatility)!.Value, 0.045);
        Close.Relative(cost / years, band.CostAnnual(Volatility, 0.002)!.Value, 0.045);
    }

    [Fact]
    public void ExpectedYears_AtAJump_IsNothingAndHasNoCost()
    {
        RebalanceBand band = RebalanceBand.Of(ConstantSumCurve.FromValue(Price, 10_000), Math.BitDecrement(Price), 0.1);
        Assert.True(band.IsAtJump);
        Assert.Equal(0, band.ExpectedYears(0.8));
        Assert.Null(band.CostAnnual(0.8, 0.01));
    }

    [Fact]
    public void Of_BadInput_NamesTheParameter()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Throws<ArgumentNullException>("curve", static () => RebalanceBand.Of(null!, 1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("price", () => RebalanceBand.Of(curve, -1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("toleranceFraction", () => RebalanceBand.Of(curve, 1, 0));
        RebalanceBand band = RebalanceBand.Of(curve, 1, 0.1);
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", () => band.ExpectedYears(0));
        Assert.Throws<ArgumentOutOfRangeException>("costFraction", () => band.CostAnnual(1, -1));
    }
}
