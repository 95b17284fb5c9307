using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;

namespace Tidemark.Tests.Analytics.Greeks;

public sealed class PositionGreeksTests
{
    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Fact]
    public void Of_ConstantProductVector_Agrees()
    {
        JsonElement expected = Vectors.Named("greeks.v2").Expected;
        ConstantProductCurve pool = ConstantProductCurve.FromValue(2000, 10_000);
        PositionGreeks greeks = PositionGreeks.Of(pool, 2000, 0.8);
        Close.Relative(Get(expected, "L"), pool.Liquidity, 1e-12);
        Close.Relative(Get(expected, "delta"), greeks.Delta, 1e-12);
        Close.Relative(Get(expected, "gamma"), greeks.Gamma, 1e-12);
        Close.Relative(Get(expected, "dollar_delta"), greeks.DollarDelta, 1e-12);
        Close.Relative(Get(expected, "fair_fee_per_year"), greeks.FairThetaAnnual, 1e-12);
        Close.Relative(Get(expected, "fair_fee_per_day"), greeks.FairThetaPerDay, 1e-12);
        Close.Relative(-2500, greeks.DollarGamma, 1e-12);
        Close.Relative(0.5, greeks.DeltaFraction, 1e-12);
        Close.Relative(10_000, greeks.PoolValue, 1e-12);
        Assert.Equal(2000, greeks.Price);
    }

    [Fact]
    public void Of_ConcentratedVectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("greeks.v3.")];
        Assert.Equal(6, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double price = Get(vector.Inputs, "P");
            PositionGreeks greeks = PositionGreeks.Of(SampleCurves.Named("concentrated"), price, 0.8);
            Close.Absolute(Get(vector.Expected, "delta"), greeks.Delta, 1e-12, vector.Name);
            // At the lower bound itself gamma is that from above.
            double gamma = price == 1600 ? -1059.0169943749474 / (2 * 1600 * 40) : Get(vector.Expected, "gamma_inside");
            Close.Relative(gamma, greeks.Gamma, 1e-12, vector.Name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Of_AnyCurve_AreTheSlopesOfTheValue(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        // None of these is a price at which a sample's delta jumps.
        foreach (double price in new[] { 1000, 1700, 2010, 2310, 6000 })
        {
            double step = 1e-4 * price;
            PositionGreeks greeks = PositionGreeks.Of(curve, price, 0.8);
            Close.Absolute((curve.Value(price + step) - curve.Value(price - step)) / (2 * step), greeks.Delta, 1e-6, name);
            double second = (curve.Value(price + step) - (2 * curve.Value(price)) + curve.Value(price - step)) / (step * step);
            Close.Absolute(price * price * second, greeks.DollarGamma, 0.03, name);
            Close.Relative(-0.32 * greeks.DollarGamma / 365, greeks.FairThetaPerDay, 1e-12, name);
            Close.Relative(price * greeks.Delta / curve.Value(price), greeks.DeltaFraction, 1e-12, name);
            Assert.InRange(greeks.DeltaFraction, 0, 1 + 1e-12);
        }
    }

    [Fact]
    public void Of_Nothing_IsZero()
    {
        Assert.Equal(0, PositionGreeks.Of(new HoldCurve(default), 2000, 0.8).DeltaFraction);
        Assert.Equal(0, PositionGreeks.Of(SampleCurves.Named("concentrated"), 2000, 0).FairThetaPerDay);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(double.NaN, 0.8)]
    [InlineData(double.PositiveInfinity, 0.8)]
    [InlineData(2000, -0.1)]
    [InlineData(2000, double.NaN)]
    public void Of_BadNumbers_Throw(double price, double volatility) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionGreeks.Of(SampleCurves.Named("constant product"), price, volatility));

    [Fact]
    public void Of_NoCurve_Throws() => Assert.Throws<ArgumentNullException>(() => PositionGreeks.Of(null!, 1, 1));

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
