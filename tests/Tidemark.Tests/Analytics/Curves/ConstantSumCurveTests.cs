using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class ConstantSumCurveTests
{
    private const double Peg = 1.25;

    private static readonly ConstantSumCurve Curve = new(Peg, new Reserves(300, 500));

    [Fact]
    public void Reserves_BelowAtAndAboveThePeg_AreTheCheaperToken()
    {
        Assert.Equal(new Reserves(700, 0), Curve.Reserves(Math.BitDecrement(Peg)));
        Assert.Equal(new Reserves(300, 500), Curve.Reserves(Peg));
        Assert.Equal(new Reserves(0, 875), Curve.Reserves(Math.BitIncrement(Peg)));
        Assert.Equal([Peg], Curve.Kinks.ToArray());
    }

    [Theory]
    [InlineData(1.0001)]
    [InlineData(0.9999)]
    [InlineData(1 + 1e-8)]
    [InlineData(1 - 1e-8)]
    [InlineData(3)]
    [InlineData(0.2)]
    [InlineData(1e18)]
    [InlineData(1e-18)]
    public void ValueOverHold_AnyMove_AgreesWithNinetyDigits(double ratio)
    {
        foreach (ConstantSumCurve curve in new[] { Curve, new(Peg, new Reserves(1e9, 1e-9)), new(Peg, new Reserves(1e-9, 1e9)), new(Peg, new Reserves(0, 5)) })
        {
            Reserves put = curve.Reserves(Peg);
            BigFixed sum = ((BigFixed)put.Amount0 * Peg) + put.Amount1;
            foreach (double entry in new[] { Peg, 1.3, 1.2 })
            {
                foreach (double price in new[] { entry * ratio, Peg * ratio, Peg })
                {
                    BigFixed held = entry < Peg ? sum / Peg * price : entry > Peg ? sum : ((BigFixed)put.Amount0 * price) + put.Amount1;
                    double actual = curve.ValueOverHold(entry, price);
                    Assert.True(actual <= 0);
                    Near.Equal((double)(BigFixed.Min(sum, sum / Peg * price) - held), actual, 1e-13);
                }
            }
        }
    }

    [Fact]
    public void Value_EndlessAmplification_IsTheLimitOfThePublishedTable()
    {
        // The pool ends all in the cheaper coin, so from one of each at price 0.95 it is worth 1.9 and the hold 1.95.
        ConstantSumCurve curve = ConstantSumCurve.FromValue(1, 2);
        Near.Equal(1.9, curve.Value(0.95), 1e-15);
        Near.Equal(-0.05, curve.ValueOverHold(1, 0.95), 1e-14);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.5)]
    [InlineData(1.3)]
    public void ValueOverHold_StableSwapOfGrowingAmplification_ComesAsCloseAsAmplificationGrows(double price)
    {
        double limit = ConstantSumCurve.FromValue(1, 2).ValueOverHold(1, price);
        double distance = double.PositiveInfinity;
        foreach (double amplification in new[] { 1e2, 1e4, 1e6, 1e8 })
        {
            double stable = StableSwapCurve.FromBalances(amplification, [1, 1]).ValueOverHold([1, 1], [price, 1]);
            // The loss left to go falls with the root of the amplification.
            Assert.InRange((stable - limit) / distance, 0, 0.15);
            distance = stable - limit;
        }
        Near.Equal(limit, StableSwapCurve.FromBalances(1e16, [1, 1]).ValueOverHold([1, 1], [price, 1]), 1e-6);
    }

    [Fact]
    public void Gamma_AnyPrice_IsZeroAndDeltaTheSlopeOfTheValue()
    {
        foreach (double price in new[] { 0.3, 1.2, 1.3, 80 })
        {
            Assert.Equal(0, Curve.Gamma(price));
            Near.Equal(Curve.Value(price + 0.01) - Curve.Value(price - 0.01) + 1, (0.02 * Curve.Delta(price)) + 1, 1e-12);
        }
    }

    [Fact]
    public void SlippageZero_OfTheProactiveMarketMaker_IsConstantSum()
    {
        ProactiveMarketMakerCurve market = new(Peg, 0, new Reserves(300, 500));
        foreach (double price in new[] { 0.1, 1.2, Peg, 1.3, 40 })
        {
            Near.Equal(Curve.Value(price), market.Value(price), 1e-15);
            Near.Equal(Curve.ValueOverHold(Peg, price), market.ValueOverHold(Peg, price), 1e-14);
        }
    }

    [Fact]
    public void ConstructorAndEvaluations_BadInput_Throw()
    {
        Assert.Equal("held", Assert.Throws<ArgumentException>(() => new ConstantSumCurve(1, default)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSumCurve(1, new Reserves(-1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConstantSumCurve.FromValue(1, double.NaN));
        foreach (double price in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSumCurve(price, new Reserves(1, 1)));
            Assert.Throws<ArgumentOutOfRangeException>(() => ConstantSumCurve.FromValue(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Reserves(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Gamma(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => Curve.ValueOverHold(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Curve.ValueOverHold(1, price));
        }
    }
}
