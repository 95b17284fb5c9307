using MathNet.Numerics.Integration;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Loss;

public sealed class LvrTests
{
    private static readonly double[] Path = [2000, 2100, 2200, 2150, 2000, 1850, 2000];

    [Fact]
    public void RateOf_ConstantProductDaily_AgreesWithVector()
    {
        Vectors.Vector vector = Vectors.Named("lvr.cpmm.daily");
        LvrRate rate = Lvr.RateOf(SampleCurves.Named("constant product"), 1234, 0.05 * Math.Sqrt(365));
        Close.Relative(vector.Expected.GetProperty("lvr_over_V").GetDouble(), rate.FractionAnnual / 365, 1e-12);
        Close.Relative(rate.FractionAnnual * SampleCurves.Named("constant product").Value(1234), rate.ValueAnnual, 1e-12);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void RateOf_WeightedVectors_Agree(double weight)
    {
        double expected = Vectors.Named(FormattableString.Invariant($"lvr.g3m.theta={weight}")).Expected.GetDouble();
        Close.Relative(expected, Lvr.RateOf(new PowerCurve(3, weight), 700, 0.8).FractionAnnual, 1e-12);
    }

    [Theory]
    [InlineData(1700)]
    [InlineData(2000)]
    [InlineData(2400)]
    public void RateOf_ConcentratedVectors_Agree(int price)
    {
        Vectors.Vector vector = Vectors.Named($"lvr.v3.P={price}");
        double fraction = Lvr.RateOf(SampleCurves.Named("concentrated"), price, 0.8).FractionAnnual;
        Close.Relative(vector.Expected.GetProperty("lvr_over_V_annual").GetDouble(), fraction, 1e-12);
        Close.Relative(vector.Expected.GetProperty("multiplier_over_v2").GetDouble(), fraction / Lvr.RateOf(SampleCurves.Named("constant product"), price, 0.8).FractionAnnual, 1e-12);
    }

    [Fact]
    public void RateOf_NoGamma_IsZero()
    {
        Assert.Equal(default, Lvr.RateOf(SampleCurves.Named("concentrated"), 3000, 0.8));
        Assert.Equal(default, Lvr.RateOf(SampleCurves.Named("hold"), 2000, 0.8));
        Assert.Equal(default, Lvr.RateOf(SampleCurves.Named("constant product"), 2000, 0));
        Assert.Equal(default, Lvr.RateOf(new HoldCurve(default), 2000, 0.8));
        Assert.False(double.IsNegative(Lvr.RateOf(SampleCurves.Named("hold"), 2000, 0.8).ValueAnnual));
    }

    [Fact]
    public void RateOfAndExpected_ClaimFarBelowItsDeposit_Gains()
    {
        // The claim is worth 2 p^1.5 / (1 + p), whose second derivative at 1/9 is 2 (0.75 * 3 * 0.9 - 3 * 0.81 / 3 + 2 * 0.729 / 27) = 2.538.
        const double Rate = -2.538 / 81 / 2;
        SingleSidedCurve claim = new(1, 1, 0);
        Close.Relative(Rate, Lvr.RateOf(claim, 1.0 / 9, 1).ValueAnnual, 1e-12);
        // Over a short time the expected gain is the rate times the time.
        Close.Relative(Rate / 3650, Lvr.Expected(claim, 1.0 / 9, 1, 1.0 / 3650), 2e-3);
    }

    [Fact]
    public void RateOf_Basket_IsHalfTheWeightedCovariance()
    {
        // d V / V of a geometric mean: the loss is half of what the weights' variances exceed the variance of the weighted return by.
        double[] weights = [0.5, 0.3, 0.2];
        double[] volatilities = [0.9, 0.6, 0.05];
        double[] correlations = [1, 0.7, -0.1, 0.7, 1, 0.2, -0.1, 0.2, 1];
        double expected = 0;
        for (int i = 0; i < 3; i++)
        {
            expected += 0.5 * weights[i] * volatilities[i] * volatilities[i];
            for (int j = 0; j < 3; j++)
            {
                expected -= 0.5 * weights[i] * weights[j] * volatilities[i] * volatilities[j] * correlations[(3 * i) + j];
            }
        }
        GeometricMeanBasket basket = new(5, weights);
        double[] prices = [2000, 100, 1];
        LvrRate rate = Lvr.RateOf(basket, prices, volatilities, correlations);
        Close.Relative(expected, rate.FractionAnnual, 1e-12);
        Close.Relative(expected * basket.Value(prices), rate.ValueAnnual, 1e-12);
    }

    [Fact]
    public void RateOf_BasketOfTwo_IsThatOfTheirRatio()
    {
        // The volatility of the ratio of both prices decides, whatever the numeraire.
        double relative = Math.Sqrt((0.9 * 0.9) + (0.6 * 0.6) - (2 * 0.7 * 0.9 * 0.6));
        double expected = Lvr.RateOf(new PowerCurve(1, 0.3), 20, relative).FractionAnnual;
        Close.Relative(expected, Lvr.RateOf(new GeometricMeanBasket(5, 0.3, 0.7), [2000, 100], [0.9, 0.6], [1, 0.7, 0.7, 1]).FractionAnnual, 1e-12);
        Close.Relative(expected, Lvr.RateOf(new GeometricMeanBasket(5, 0.3, 0.7), [20, 1], [relative, 0], [1, 0, 0, 1]).FractionAnnual, 1e-12);
        // Tokens that move as one lose nothing.
        Close.Absolute(0, Lvr.RateOf(new GeometricMeanBasket(5, 0.3, 0.7), [2000, 100], [0.9, 0.9], [1, 1, 1, 1]).FractionAnnual, 1e-15);
    }

    [Fact]
    public void Expected_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("lvr.E_equals_E_IL");
        Close.Relative(vector.Expected.GetProperty("E_LVR").GetDouble(), Lvr.Expected(SampleCurves.Named("constant product"), 2000, 0.8, 0.25), 1e-12);
        Assert.Equal(0, Lvr.Expected(SampleCurves.Named("constant product"), 2000, 0.8, 0));
    }

    /// <summary>The same loss as the integral of its rate over time: another formula, from gamma instead of the value.</summary>
    [Theory]
    [InlineData("constant product", 1e-11)]
    [InlineData("weighted", 1e-11)]
    [InlineData("concentrated", 1e-8)]
    [InlineData("concentrated, lopsided", 1e-8)]
    [InlineData("concentrated, above the price", 1e-6)]
    [InlineData("sum", 1e-7)]
    public void Expected_AnyCurve_IsTheTimeIntegralOfTheRate(string name, double tolerance)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double integral = GaussLegendreRule.Integrate(RateAt, 0, Math.Sqrt(0.25), 128);
        Close.Relative(integral, Lvr.Expected(curve, 2000, 0.8, 0.25), tolerance, name);

        double RateAt(double rootYears) => 2 * rootYears * new LognormalPrice(2000, 0.8, rootYears * rootYears)
            .Expectation(price => Lvr.RateOf(curve, price, 0.8).ValueAnnual, curve.Kinks.Span);
    }

    [Fact]
    public void AlongPath_Vectors_Agree()
    {
        Close.Relative(-Vectors.Named("perp.dynamic_path").Expected.GetProperty("hedged_pnl").GetDouble(), Lvr.AlongPath(SampleCurves.Named("constant product"), Path), 1e-12);
        Close.Relative(-Vectors.Named("perp.dynamic_path_v3").Expected.GetDouble(), Lvr.AlongPath(SampleCurves.Named("concentrated"), Path), 1e-12);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void AlongPath_AnyCurve_IsTheRebalancedPortfolioLessThePool(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double[] path = [2000, 2600, 1400, 1399, 1998, 2045, 2051, 5000];
        double rebalanced = 0;
        for (int i = 1; i < path.Length; i++)
        {
            rebalanced += curve.Delta(path[i - 1]) * (path[i] - path[i - 1]);
        }
        Close.Absolute(rebalanced - (curve.Value(5000) - curve.Value(2000)), Lvr.AlongPath(curve, path), 1e-10 * curve.Value(5000), name);
        Assert.Equal(0, Lvr.AlongPath(curve, [2000]));
    }

    [Fact]
    public void AlongPath_ManySmallSteps_IsTheExpectedLoss()
    {
        ValueCurve curve = SampleCurves.Named("concentrated");
        Random random = new(7);
        MeanOfDraws mean = new();
        double[] path = new double[91];
        for (int run = 0; run < 4000; run++)
        {
            path[0] = 2000;
            for (int i = 1; i < path.Length; i++)
            {
                double z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                path[i] = path[i - 1] * Math.Exp((-0.32 * 0.25 / 90) + (0.8 * Math.Sqrt(0.25 / 90) * z));
            }
            mean.Add(Lvr.AlongPath(curve, path));
        }
        mean.AssertAgrees(Lvr.Expected(curve, 2000, 0.8, 0.25), "mean over paths");
    }

    [Theory]
    [InlineData(0, 0.8, "price")]
    [InlineData(double.NaN, 0.8, "price")]
    [InlineData(1e300, 0.8, "price")]
    [InlineData(2000, 1e300, "volatilityAnnual")]
    [InlineData(2000, -1, "volatilityAnnual")]
    [InlineData(2000, double.NaN, "volatilityAnnual")]
    [InlineData(2000, double.PositiveInfinity, "volatilityAnnual")]
    public void RateOf_BadNumbers_Throw(double price, double volatility, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.RateOf(SampleCurves.Named("constant product"), price, volatility)).ParamName);

    [Fact]
    public void Members_BadInput_Throw()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Throws<ArgumentNullException>(() => Lvr.RateOf(null!, 1, 1));
        Assert.Throws<ArgumentNullException>(() => Lvr.Expected(null!, 1, 1, 1));
        Assert.Throws<ArgumentNullException>(() => Lvr.AlongPath(null!, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.Expected(curve, 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.Expected(curve, -1, 1, 1));
        Assert.Throws<ArgumentException>(() => Lvr.AlongPath(curve, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.AlongPath(curve, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.AlongPath(curve, [1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.AlongPath(new ConstantProductCurve(1e200), [1e-300, 1e300]));
    }

    [Theory]
    [InlineData(new[] { 1.0, 0, 0 })]
    [InlineData(new[] { 1.0, 0.5, 0.4, 1 })]
    [InlineData(new[] { 1.0, 1.5, 1.5, 1 })]
    [InlineData(new[] { 0.9, 0, 0, 1 })]
    [InlineData(new[] { 1.0, double.NaN, double.NaN, 1 })]
    public void RateOf_BadCorrelations_Throw(double[] correlations) =>
        Assert.Equal("correlations", Assert.Throws<ArgumentException>(() => Lvr.RateOf(new GeometricMeanBasket(1, 0.5, 0.5), [1, 1], [0.5, 0.5], correlations)).ParamName);

    [Theory]
    [InlineData(0.9, 0.9, -0.9)]
    [InlineData(1, 0.5, 0.6)]
    public void RateOf_CorrelationsThatCannotBeTogether_Throw(double between01, double between02, double between12) =>
        Assert.Equal("correlations", Assert.Throws<ArgumentException>(() => Lvr.RateOf(
            new GeometricMeanBasket(1, 0.5, 0.3, 0.2), [1, 1, 1], [0.5, 0.5, 0.5], [1, between01, between02, between01, 1, between12, between02, between12, 1])).ParamName);

    [Fact]
    public void RateOf_BadBasketInput_Throws()
    {
        GeometricMeanBasket basket = new(1, 0.5, 0.5);
        Assert.Throws<ArgumentNullException>(() => Lvr.RateOf(null!, [1], [1], [1]));
        Assert.Throws<ArgumentException>(() => Lvr.RateOf(basket, [1], [1, 1], [1, 0, 0, 1]));
        Assert.Throws<ArgumentException>(() => Lvr.RateOf(basket, [1, 1], [1], [1, 0, 0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.RateOf(basket, [1, -1], [1, 1], [1, 0, 0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lvr.RateOf(basket, [1, 1], [1, double.NaN], [1, 0, 0, 1]));
    }

    public static TheoryData<string> CurveNames => SampleCurves.Names;
}
