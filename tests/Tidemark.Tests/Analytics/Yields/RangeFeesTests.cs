using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Yields;

namespace Tidemark.Tests.Analytics.Yields;

public sealed class RangeFeesTests
{
    private static readonly ConcentratedCurve Range = (ConcentratedCurve)SampleCurves.Named("concentrated");

    [Fact]
    public void Of_Vector_Agrees()
    {
        JsonElement expected = Vectors.Named("fee_apr.v3").Expected;
        Close.Relative(expected.GetProperty("L_pos").GetDouble(), Range.Liquidity, 1e-12);
        // The vector's liquidity holds the position already.
        RangeFees fees = RangeFees.Of(Range, 2000, 3000, 50e6, 2e7 - Range.Liquidity);
        Close.Relative(expected.GetProperty("fee_per_day_in_range").GetDouble(), fees.FeesPerDay, 1e-12);
        Close.Relative(expected.GetProperty("apr_in_range").GetDouble(), fees.AprFraction, 1e-12);
    }

    [Fact]
    public void Of_OnTopOfOthers_SharesWithThem()
    {
        RangeFees fees = RangeFees.Of(Range, 2000, 3000, 50e6, 3 * Range.Liquidity);
        Close.Relative(0.25, fees.ShareFraction, 1e-15);
        Close.Relative(0.25 * 150_000, fees.FeesPerDay, 1e-14);
        Assert.Equal(1, RangeFees.Of(Range, 2000, 3000, 50e6, 0).ShareFraction);
    }

    [Theory]
    [InlineData("seed.c", 5, 5000, 1000, 1e6)]
    [InlineData("seed.d", 10, 10_000, 50, 50_000)]
    public void Of_PopularExamples_ShareIfAddedOnTop(string name, double deposit0, double deposit1, double pool0, double pool1)
    {
        // A range as wide as prices go is the whole pool.
        ConcentratedCurve share = new(Math.Sqrt(deposit0 * deposit1), 1e-12, 1e18);
        double found = RangeFees.Of(share, 1000, 3000, 1, Math.Sqrt(pool0 * pool1)).ShareFraction;
        Close.Relative(Vectors.Named(name).Expected.GetProperty("share_if_added_on_top").GetDouble(), found, 1e-12);
    }

    [Theory]
    [InlineData(1600, true)]
    [InlineData(2500, false)]
    [InlineData(1599.99, false)]
    public void Of_Bounds_LowerIsActiveUpperIsNot(double price, bool isActive) =>
        Assert.Equal(isActive, RangeFees.Of(Range, price, 3000, 50e6, 1e6).FeesPerDay > 0);

    [Fact]
    public void Of_BadInput_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => RangeFees.Of(null!, 2000, 3000, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeFees.Of(Range, 2000, -1, 1, 1));
        foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => RangeFees.Of(Range, bad, 3000, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => RangeFees.Of(Range, 2000, 3000, bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => RangeFees.Of(Range, 2000, 3000, 1, bad));
        }
    }
}
