using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class ExpectedValueTests
{
    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Fact]
    public void Of_Vectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("expected.v3.")];
        Assert.Equal(3, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            ExpectedValueReport range = Of(SampleCurves.Named("concentrated"), vector.Inputs);
            Close.Relative(Get(vector.Expected, "E_V"), range.PoolValue, 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "E_H"), range.HoldValue, 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "E_IL_dollar"), range.LossValue, 1e-11, vector.Name);
            Close.Relative(Get(vector.Expected, "E_IL_ratio"), range.LossFraction, 1e-11, vector.Name);
            ExpectedValueReport pool = Of(SampleCurves.Named("constant product"), vector.Inputs);
            Close.Relative(Get(vector.Expected, "v2_E_V"), pool.PoolValue, 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "v2_E_IL_ratio"), pool.LossFraction, 1e-11, vector.Name);
        }
    }

    [Fact]
    public void Of_MeanOfRatio_AgreesWithVector()
    {
        JsonElement expected = Vectors.Named("expected.v2.E_of_ratio").Expected;
        ValueCurve pool = SampleCurves.Named("constant product");
        ExpectedValueReport martingale = ExpectedValue.Of(pool, 2000, 0.8, 0.25);
        Close.Relative(Get(expected, "E_ratio_martingale"), martingale.MeanLossFraction, 1e-10);
        Close.Relative(Get(expected, "ratio_of_E"), martingale.LossFraction, 1e-12);
        // No drift of the logarithm is a drift of the mean of half the variance.
        Close.Relative(Get(expected, "E_ratio_driftless_log"), ExpectedValue.Of(pool, 2000, 0.8, 0.25, 0.32).MeanLossFraction, 1e-10);
    }

    /// <summary>Both ways to compute the same, each of its own: partial moments, and quadrature of a curve that hides its form.</summary>
    [Theory]
    [InlineData(0.02, 0)]
    [InlineData(0.3, 0.4)]
    [InlineData(0.8, -0.2)]
    [InlineData(2.5, 0)]
    public void Of_ClosedForms_AgreeWithQuadrature(double volatility, double drift)
    {
        foreach (string name in new[]
        {
            "constant product", "concentrated", "concentrated, lopsided", "concentrated, above the price", "concentrated, below the price",
            "share of a concentrated", "sum", "hold",
        })
        {
            ValueCurve curve = SampleCurves.Named(name);
            ExpectedValueReport closed = ExpectedValue.Of(curve, 2000, volatility, 0.5, drift);
            ExpectedValueReport quadrature = ExpectedValue.Of(new OpaqueCurve(curve), 2000, volatility, 0.5, drift);
            Close.Absolute(quadrature.LossValue, closed.LossValue, 1e-10 * Math.Abs(quadrature.LossValue) + 1e-11, name);
            Close.Relative(quadrature.PoolValue, closed.PoolValue, 1e-12, name);
            Assert.Equal(quadrature.MeanLossFraction, closed.MeanLossFraction, 1e-14);
        }
    }

    [Fact]
    public void Of_Weighted_IsTheClosedForm()
    {
        // E[P^w] = P^w exp(w (w - 1) s^2 / 2).
        ExpectedValueReport report = ExpectedValue.Of(new PowerCurve(3, 0.8), 2000, 0.9, 0.5);
        double value = 3 * Math.Pow(2000, 0.8);
        Close.Relative(value * Math.Exp(-0.08 * 0.81 * 0.5), report.PoolValue, 1e-13);
        Close.Relative(value * (Math.Exp(-0.08 * 0.81 * 0.5) - 1), report.LossValue, 1e-12);
    }

    [Fact]
    public void Of_Orders_AreOptions()
    {
        // An order above sold is a call given away, one below a put.
        LognormalPrice law = new(2000, 0.8, 0.25, 0.1);
        double expected = 0;
        foreach ((double strike, double amount) in new[] { (1500, 2), (1800, 1), (1999, 0.5), (2050, 0.5), (2400, 1), (4000.0, 2.0) })
        {
            expected -= amount * (strike > 2000
                ? law.PartialMoment(1, strike, double.PositiveInfinity) - (strike * law.PartialMoment(0, strike, double.PositiveInfinity))
                : (strike * law.PartialMoment(0, 0, strike)) - law.PartialMoment(1, 0, strike));
        }
        Close.Relative(expected, ExpectedValue.LossValue(SampleCurves.Named("orders"), law), 1e-11);
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Of_AnyCurve_AgreesWithSimulation(string name)
    {
        const int Paths = 200_000;
        ValueCurve curve = SampleCurves.Named(name);
        ExpectedValueReport report = ExpectedValue.Of(curve, 2000, 0.8, 0.25, 0.3);
        Random random = new(20_26);
        MeanOfDraws loss = new();
        MeanOfDraws hold = new();
        MeanOfDraws ratio = new();
        Reserves held = curve.Reserves(2000);
        for (int i = 0; i < Paths; i++)
        {
            double z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double price = 2000 * Math.Exp(((0.3 - 0.32) * 0.25) + (0.4 * z));
            loss.Add(curve.ValueOverHold(2000, price));
            hold.Add(held.Value(price));
            ratio.Add((curve.Value(price) / held.Value(price)) - 1);
        }
        loss.AssertAgrees(report.LossValue, name);
        hold.AssertAgrees(report.HoldValue, name);
        ratio.AssertAgrees(report.MeanLossFraction, name);
    }

    [Fact]
    public void LossValue_ShortTime_IsTheRateTimesTheTime()
    {
        // Over a minute E[H - V] is half of sigma^2 p^2 |gamma| T; the terms of the closed form would cancel here.
        foreach (string name in new[] { "constant product", "concentrated", "sum", "weighted" })
        {
            ValueCurve curve = SampleCurves.Named(name);
            double years = 1 / 525_600.0;
            double rate = 0.5 * 0.64 * 4e6 * -curve.Gamma(2000);
            Close.Relative(-rate * years, ExpectedValue.LossValue(curve, new LognormalPrice(2000, 0.8, years)), 1e-6, name);
        }
    }

    [Fact]
    public void LossValue_BothSidesOfTheSwitch_IsContinuous()
    {
        ValueCurve range = SampleCurves.Named("concentrated");
        double quadrature = ExpectedValue.LossValue(range, new LognormalPrice(2000, 0.01, 1));
        double closed = ExpectedValue.LossValue(range, new LognormalPrice(2000, 0.01 * (1 + 1e-12), 1));
        Close.Relative(quadrature, closed, 1e-9);
    }

    [Fact]
    public void Of_NoTime_LosesNothing()
    {
        Assert.Equal(new ExpectedValueReport { PoolValue = 10_000, HoldValue = 10_000 }, ExpectedValue.Of(ConstantProductCurve.FromValue(1600, 10_000), 1600, 0.8, 0));
        Assert.Equal(0, ExpectedValue.Of(SampleCurves.Named("concentrated"), 2000, 0.8, 0).LossValue);
        Assert.Equal(default, ExpectedValue.Of(new HoldCurve(default), 2000, 0.8, 1));
    }

    [Fact]
    public void Of_BadInput_Throws()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        Assert.Throws<ArgumentNullException>(() => ExpectedValue.Of(null!, 1, 1, 1));
        Assert.Throws<ArgumentNullException>(() => ExpectedValue.LossValue(null!, new LognormalPrice(1, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.Of(curve, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.Of(curve, 1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.Of(curve, 1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.Of(curve, 1, 1, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.LossValue(curve, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedValue.Of(new ConstantProductCurve(1e200), 1e250, 1, 1));
    }

    private static ExpectedValueReport Of(ValueCurve curve, JsonElement inputs) =>
        ExpectedValue.Of(curve, 2000, Get(inputs, "sigma"), Get(inputs, "T"), Get(inputs, "mu"));

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
