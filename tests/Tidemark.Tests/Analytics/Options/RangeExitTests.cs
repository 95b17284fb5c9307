using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class RangeExitTests
{
    /// <summary>The drift of the mean that leaves the logarithm without one.</summary>
    private const double LevelLog = 0.32;

    [Fact]
    public void Of_Vectors_Agree()
    {
        JsonElement expected = Vectors.Named("exit.martingale").Expected;
        RangeExitReport exit = RangeExit.Of(2000, 1600, 2500, 0.8);
        Close.Relative(Get(expected, "E_tau_years"), exit.ExpectedYears, 1e-12);
        Close.Relative(Get(expected, "E_tau_days"), exit.ExpectedDays, 1e-12);
        Close.Relative(Get(expected, "P_exit_up"), exit.UpwardProbability, 1e-12);
        RangeExitReport level = RangeExit.Of(2000, 1600, 2500, 0.8, LevelLog);
        Close.Relative(Get(expected, "E_tau_days_driftless"), level.ExpectedDays, 1e-12);
        Close.Relative(0.5, level.UpwardProbability, 1e-12);
    }

    [Fact]
    public void Of_BreakEvenVectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("breakeven.regime.")];
        Assert.Equal(6, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double volatility = Get(vector.Inputs, "sigma_annual");
            double days = RangeExit.Of(2000, 1600, 2500, volatility, volatility * volatility / 2).ExpectedDays;
            Close.Relative(Get(vector.Expected, "exp_exit_days_rho1.25_log_driftless"), days, 1e-12, vector.Name);
        }
    }

    /// <summary>Expected values of the textbook formula with 60 digits.</summary>
    [Theory]
    [InlineData(0.8, 0, 0.259259259259259259, 0.116803483355552161)]
    [InlineData(0.8, 0.5, 0.359130190585752639, 0.124052352072914718)]
    [InlineData(0.8, -4, 0.00388402869462786057, 0.0439930269865303194)]
    [InlineData(0.8, 0.3201, 0.321800223227494041, 0.121876493581171486)]
    [InlineData(0.8, 0.3205, 0.321881772716285322, 0.121881902300500388)]
    [InlineData(0.01, 2, 1, 0.202737622494644557)]
    [InlineData(0.01, -2, 0, 0.0961835417351846541)]
    public void Of_AnyDrift_AgreesWithManyDigits(double volatility, double drift, double upward, double years)
    {
        RangeExitReport exit = RangeExit.Of(2000, 1650, 3000, volatility, drift);
        Close.Absolute(upward, exit.UpwardProbability, 1e-14);
        Close.Relative(years, exit.ExpectedYears, 1e-11);
    }

    [Fact]
    public void Of_CycleVector_Agrees()
    {
        JsonElement expected = Vectors.Named("rebal.cycle").Expected;
        RangeExitReport exit = RangeExit.Of(2000, 1600, 2500, 0.8);
        ValueCurve range = SampleCurves.Named("concentrated");
        double valueAtExit = ((exit.UpwardProbability * range.Value(2500)) + ((1 - exit.UpwardProbability) * range.Value(1600))) / 10_000;
        Close.Relative(Get(expected, "P_exit_up"), exit.UpwardProbability, 1e-12);
        Close.Relative(Get(expected, "E_V_exit_over_V0"), valueAtExit, 1e-12);
        Close.Relative(Get(expected, "expected_loss_per_cycle"), 1 - valueAtExit, 1e-12);
        Close.Relative(Get(expected, "E_tau_years"), exit.ExpectedYears, 1e-12);
        Close.Relative(Get(expected, "loss_rate_per_year"), (1 - valueAtExit) / exit.ExpectedYears, 1e-12);
        // The price is a martingale, so the expected loss at the exit is the loss at either edge.
        Close.Relative(1 - valueAtExit, -ImpermanentLoss.Of(range, 2000, 2500).LossFraction, 1e-12);
    }

    [Fact]
    public void Survival_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("exit.survival");
        foreach ((JsonElement days, JsonElement expected) in vector.Inputs.GetProperty("T_days").EnumerateArray().Zip(vector.Expected.EnumerateArray()))
        {
            Close.Relative(expected.GetDouble(), RangeExit.Survival(2000, 1600, 2500, 0.8, days.GetDouble() / 365, LevelLog), 1e-12);
        }
    }

    /// <summary>Expected values by the series of modes with 1300 digits.</summary>
    [Theory]
    [InlineData(1600, 2500, 0.8, 0.0625, 0, 0.470744458727123774)]
    [InlineData(1600, 2500, 0.8, 0.02, 0.5, 0.902701080118914057)]
    [InlineData(1650, 3000, 0.8, 0.02, -3, 0.785593563348117918)]
    [InlineData(1650, 3000, 0.5, 1.5, 0.2, 0.00618297694583065346)]
    [InlineData(1600, 2500, 0.1, 0.25, 2, 1.07814577723633087e-8)]
    [InlineData(1600, 2500, 0.1, 0.25, -0.8, 0.627124880411135873)]
    [InlineData(1600, 2500, 0.3, 0.05, 0.3, 0.997910271997222927)]
    [InlineData(1600, 2500, 0.02, 0.1, 2.2, 0.686509974877646505)]
    [InlineData(1600, 2500, 0.02, 0.1, 2.3, 0.136758493211076956)]
    public void Survival_AnyDrift_AgreesWithManyDigits(double lower, double upper, double volatility, double years, double drift, double expected) =>
        Close.Absolute(expected, RangeExit.Survival(2000, lower, upper, volatility, years, drift), 1e-13);

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(-2)]
    public void Survival_BothSeries_AgreeWhereTheyMeet(double drift)
    {
        // The price moves as far as the range is wide after width^2 / volatility^2.
        double width = Math.Log(2500.0 / 1600);
        double years = width * width / 0.64;
        double reflections = RangeExit.Survival(1900, 1600, 2500, 0.8, years * (1 - 1e-12), drift);
        double modes = RangeExit.Survival(1900, 1600, 2500, 0.8, years * (1 + 1e-12), drift);
        Close.Absolute(reflections, modes, 1e-13);
    }

    [Fact]
    public void Survival_OverTime_AddsUpToTheExpectedTime()
    {
        // E tau is the integral of the survival.
        foreach (double drift in new[] { 0, 1.5, -0.7 })
        {
            double integral = MathNet.Numerics.Integration.GaussLegendreRule.Integrate(years => RangeExit.Survival(1900, 1600, 2500, 0.8, years, drift), 0, 0.05, 64)
                + MathNet.Numerics.Integration.GaussLegendreRule.Integrate(years => RangeExit.Survival(1900, 1600, 2500, 0.8, years, drift), 0.05, 2, 128);
            Close.Relative(RangeExit.Of(1900, 1600, 2500, 0.8, drift).ExpectedYears, integral, 1e-9);
        }
    }

    [Theory]
    [InlineData(1e-9, 5)]
    [InlineData(0.001, -1e6)]
    [InlineData(0.8, 1e12)]
    [InlineData(200, 0)]
    [InlineData(1e140, -5)]
    public void Members_Extremes_AreProbabilities(double volatility, double drift)
    {
        foreach (double years in new[] { 0, 1e-300, 1e-9, 0.1, 50, 1e6 })
        {
            Assert.InRange(RangeExit.Survival(2000, 1999, 1e9, volatility, years, drift), 0, 1);
        }
        RangeExitReport exit = RangeExit.Of(2000, 1999, 1e9, volatility, drift);
        Assert.InRange(exit.UpwardProbability, 0, 1);
        Assert.InRange(exit.ExpectedYears, 0, double.MaxValue);
        Assert.Equal(1, RangeExit.Survival(2000, 1999, 1e9, volatility, 0, drift));
    }

    [Theory]
    [InlineData(1600, 1600, 2500, 0.8, 0.1, 0)]
    [InlineData(2500, 1600, 2500, 0.8, 0.1, 0)]
    [InlineData(3000, 1600, 2500, 0.8, 0.1, 0)]
    [InlineData(2000, 2500, 1600, 0.8, 0.1, 0)]
    [InlineData(double.NaN, 1600, 2500, 0.8, 0.1, 0)]
    [InlineData(2000, 0, 2500, 0.8, 0.1, 0)]
    [InlineData(2000, 1600, double.PositiveInfinity, 0.8, 0.1, 0)]
    [InlineData(2000, 1600, 2500, 0, 0.1, 0)]
    [InlineData(2000, 1600, 2500, double.NaN, 0.1, 0)]
    [InlineData(2000, 1600, 2500, 0.8, 0.1, double.NaN)]
    [InlineData(2000, 1600, 2500, 1e-160, 0.1, 5)]
    public void Members_BadInput_Throw(double price, double lower, double upper, double volatility, double years, double drift)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeExit.Of(price, lower, upper, volatility, drift));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeExit.Survival(price, lower, upper, volatility, years, drift));
    }

    [Fact]
    public void Survival_BadYears_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeExit.Survival(2000, 1600, 2500, 0.8, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeExit.Survival(2000, 1600, 2500, 0.8, double.NaN));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
