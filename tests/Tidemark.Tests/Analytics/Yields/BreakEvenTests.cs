using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Yields;

namespace Tidemark.Tests.Analytics.Yields;

public sealed class BreakEvenTests
{
    private static readonly ValueCurve Pool = SampleCurves.Named("constant product");

    [Fact]
    public void TurnoverPerDay_Vectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("breakeven.regime.")];
        Assert.Equal(6, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double volatility = Get(vector.Inputs, "sigma_annual");
            Close.Relative(Get(vector.Expected, "lvr_apr_v2"), ImpliedVolatility.ToFeeApr(Pool, 2000, volatility), 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "lvr_apr_v3_rho1.25"), ImpliedVolatility.ToFeeApr(SampleCurves.Named("concentrated"), 2000, volatility), 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "turnover_per_day_30bp"), BreakEven.TurnoverPerDay(Pool, 2000, volatility, 3000), 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "turnover_per_day_5bp"), BreakEven.TurnoverPerDay(Pool, 2000, volatility, 500), 1e-12, vector.Name);
        }
    }

    [Fact]
    public void TurnoverPerDay_PublishedFigure_IsATenth() =>
        Close.Relative(
            Get(Vectors.Named("lvr.cpmm.daily").Expected, "breakeven_turnover_30bp"),
            BreakEven.TurnoverPerDay(Pool, 2000, 0.05 * Math.Sqrt(365), 3000),
            1e-12);

    [Fact]
    public void Days_PopularExample_GivesTheRightFigures()
    {
        JsonElement expected = Vectors.Named("seed.c").Expected;
        double loss = ImpermanentLoss.Of(ConstantProductCurve.FromValue(1000, 10_000), 1000, 2000).LossValue;
        Close.Relative(Get(expected, "breakeven_days_500M"), BreakEven.Days(loss, 0.003 * 500e6 * 0.005)!.Value, 1e-12);
        Close.Relative(Get(expected, "breakeven_days_500k"), BreakEven.Days(loss, 0.003 * 500e3 * 0.005)!.Value, 1e-12);
        Assert.Equal(0, BreakEven.Days(0, 0));
        Assert.Null(BreakEven.Days(-1, 0));
    }

    [Fact]
    public void AgainstHold_Vector_Agrees()
    {
        JsonElement expected = Vectors.Named("breakeven.prob").Expected;
        BreakEvenBand band = BreakEven.AgainstHold(Pool, 2000, 0.02, 0.8, 0.25, driftAnnual: 0.32);
        Close.Relative(2000 * Get(expected, "r_star_up"), band.Prices.Above!.Value, 1e-12);
        Close.Relative(2000 * Get(expected, "r_star_down"), band.Prices.Below!.Value, 1e-12);
        Close.Relative(Get(expected, "x_star_log"), Math.Log(band.Prices.Above!.Value / 2000), 1e-12);
        Close.Relative(Get(expected, "prob_driftless_log"), band.Probability, 1e-12);
    }

    [Fact]
    public void AgainstHold_FeesOfAVector_PayForMoreThanItsMove()
    {
        // Eight percent of fees leave 1.8 % at twice the price; the band reaches to where they leave nothing.
        Vectors.Vector vector = Vectors.Named("v2.net_with_fees");
        double growth = Get(vector.Inputs, "sqrtk_growth");
        BreakEvenBand band = BreakEven.AgainstHold(Pool, 2000, growth, 0.8, 0.25);
        Close.Relative(vector.Expected.GetDouble(), NetAt(4000), 1e-12);
        Close.Absolute(0, NetAt(band.Prices.Above!.Value), 1e-14);
        Assert.True(band.Prices.Above > 4000);

        double NetAt(double price) => ((1 + growth) * (1 + ImpermanentLoss.Of(Pool, 2000, price).LossFraction)) - 1;
    }

    [Theory]
    [InlineData("concentrated")]
    [InlineData("concentrated, above the price")]
    [InlineData("orders")]
    [InlineData("sum")]
    public void AgainstHold_AnyCurve_AgreesWithSimulation(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        BreakEvenBand band = BreakEven.AgainstHold(curve, 2000, 0.03, 0.8, 0.1, driftAnnual: 0.4);
        Reserves held = curve.Reserves(2000);
        Random random = new(5);
        MeanOfDraws wins = new();
        for (int i = 0; i < 200_000; i++)
        {
            double z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double price = 2000 * Math.Exp((0.08 * 0.1) + (0.8 * Math.Sqrt(0.1) * z));
            wins.Add(1.03 * curve.Value(price) > held.Value(price) ? 1 : 0);
        }
        wins.AssertAgrees(band.Probability, name);
    }

    [Fact]
    public void AgainstHold_NothingToLose_IsCertain()
    {
        BreakEvenBand band = BreakEven.AgainstHold(SampleCurves.Named("hold"), 2000, 1e-6, 0.8, 1);
        Assert.Equal(default, band.Prices);
        Assert.Equal(1, band.Probability);
        Assert.Equal(1, BreakEven.AgainstHold(Pool, 2000, 1e300, 0.8, 1).Probability);
        Assert.Equal(1, BreakEven.AgainstHold(Pool, 2000, 0.01, 0.8, 0).Probability);
    }

    [Fact]
    public void Table_AllCases_AreFeesLessLoss()
    {
        BreakEvenCell[] cells = BreakEven.Table(Pool, 2000, [0.3, 0.8], [500, 3000], [0.02, 0.1, 1]);
        Assert.Equal(12, cells.Length);
        Assert.Equal(new BreakEvenCell(0.3, 500, 0.02, cells[0].FeeAprFraction, cells[0].LvrAprFraction), cells[0]);
        Assert.Equal((0.8, 3000, 1.0), (cells[11].VolatilityAnnual, cells[11].FeePips, cells[11].TurnoverPerDay));
        Assert.Equal((0.3, 3000, 0.1), (cells[4].VolatilityAnnual, cells[4].FeePips, cells[4].TurnoverPerDay));
        foreach (BreakEvenCell cell in cells)
        {
            double turnover = BreakEven.TurnoverPerDay(Pool, 2000, cell.VolatilityAnnual, cell.FeePips);
            Assert.Equal(cell.TurnoverPerDay > turnover, cell.IsEarning);
            Close.Absolute(365e-6 * cell.FeePips * (cell.TurnoverPerDay - turnover), cell.MarginAprFraction, 1e-12);
            Close.Relative(cell.VolatilityAnnual * cell.VolatilityAnnual / 8, cell.LvrAprFraction, 1e-12);
        }
        Assert.Empty(BreakEven.Table(Pool, 2000, [], [500], [1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Members_BadNumbers_Throw(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.TurnoverPerDay(Pool, bad, 0.8, 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.TurnoverPerDay(Pool, 2000, bad, 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Days(-1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Days(-bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.AgainstHold(Pool, bad, 0.02, 0.8, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.AgainstHold(Pool, 2000, bad, 0.8, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.AgainstHold(Pool, 2000, 0.02, bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.AgainstHold(Pool, 2000, 0.02, 0.8, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Table(Pool, 2000, [bad], [500], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Table(Pool, 2000, [1], [500], [bad]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void Members_BadFee_Throw(int feePips)
    {
        Assert.Equal("feePips", Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.TurnoverPerDay(Pool, 2000, 0.8, feePips)).ParamName);
        if (feePips != 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Table(Pool, 2000, [1], [feePips], [1]));
        }
    }

    [Fact]
    public void Members_NoCurve_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => BreakEven.TurnoverPerDay(null!, 1, 1, 500));
        Assert.Throws<ArgumentNullException>(() => BreakEven.AgainstHold(null!, 1, 1, 1, 1));
        Assert.Throws<ArgumentNullException>(() => BreakEven.Table(null!, 1, [1], [1], [1]));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
