using System.Text.Json;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Tests.Analytics.Legs.Interest;

public sealed class UtilisationCurveTests
{
    [Theory]
    [InlineData("aave.rate.U=0.4")]
    [InlineData("aave.rate.U=0.8")]
    [InlineData("aave.rate.U=0.9")]
    [InlineData("aave.rate.U=0.95")]
    public void Aave_Vectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        UtilisationCurve curve = UtilisationCurve.Aave(Get(vector, "U_opt"), Get(vector, "base"), Get(vector, "slope1"), Get(vector, "slope2"));
        Close.Relative(vector.Expected.GetProperty("borrow").GetDouble(), curve.BorrowRate(Get(vector, "U")), 1e-12);
        Close.Relative(vector.Expected.GetProperty("supply").GetDouble(), curve.SupplyRate(Get(vector, "U"), Get(vector, "reserveFactor")), 1e-12);
    }

    [Theory]
    [InlineData("compound.jump.U=0.5")]
    [InlineData("compound.jump.U=0.9")]
    public void Compound_Vectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        UtilisationCurve curve = UtilisationCurve.Compound(Get(vector, "kink"), Get(vector, "base"), Get(vector, "multiplier"), Get(vector, "jump"));
        Close.Relative(vector.Expected.GetDouble(), curve.BorrowRate(Get(vector, "U")), 1e-12);
    }

    [Fact]
    public void Alpaca_PublishedTable_Agrees() =>
        AssertTable("alpaca.triple15", "U_pct", 100, UtilisationCurve.Alpaca(0.7, 0.9, 0.2, 0.2, 0.4));

    [Fact]
    public void Alpaca_SecondRateApart_Jumps()
    {
        UtilisationCurve curve = UtilisationCurve.Alpaca(0.4, 0.95, 0.03, 0.06, 1);
        Close.Absolute(0.03, curve.BorrowRate(Math.BitDecrement(0.4)), 1e-12);
        Assert.Equal(0.06, curve.BorrowRate(0.4));
        Assert.Equal(1, curve.BorrowRate(1));
    }

    [Fact]
    public void AlphaHomora_Vector_Agrees()
    {
        AssertTable("alphahomora.tripleslope", "U", 1, UtilisationCurve.AlphaHomora);
        Close.Relative(0.1675, UtilisationCurve.AlphaHomora.BorrowRate(Math.BitDecrement(0.95)), 1e-12);
        Assert.Equal(0.4, UtilisationCurve.AlphaHomora.BorrowRate(0.95));
        Assert.Equal(1, UtilisationCurve.AlphaHomora.BorrowRate(1));
    }

    [Fact]
    public void Gearbox_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("gearbox.rate");
        AssertTable("gearbox.rate", "U", 1, UtilisationCurve.Gearbox(Get(vector, "U1"), Get(vector, "U2"), Get(vector, "base"), Get(vector, "s1"), Get(vector, "s2"), Get(vector, "s3")));
    }

    /// <summary>Points on the three straight lines, by hand.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.4, 0.05)]
    [InlineData(0.8, 0.1)]
    [InlineData(0.85, 0.15)]
    [InlineData(0.9, 0.2)]
    [InlineData(0.95, 0.85)]
    [InlineData(1, 1.5)]
    public void ExtraFinance_OnItsSegments_IsLinear(double utilisation, double expected) =>
        Close.Absolute(expected, UtilisationCurve.ExtraFinance(0.8, 0.9, 0.1, 0.2, 1.5).BorrowRate(utilisation), 1e-14);

    [Fact]
    public void Factories_AtTheEnds_AreTheirParameters()
    {
        Assert.Equal(0.02, UtilisationCurve.Aave(0.8, 0.02, 0.04, 0.75).BorrowRate(0));
        Close.Relative(0.81, UtilisationCurve.Aave(0.8, 0.02, 0.04, 0.75).BorrowRate(1), 1e-15);
        Close.Relative(0.02 + (0.1 * 0.8) + (1.09 * 0.2), UtilisationCurve.Compound(0.8, 0.02, 0.1, 1.09).BorrowRate(1), 1e-15);
        Close.Relative(0.97, UtilisationCurve.Gearbox(0.85, 0.9, 0, 0.02, 0.05, 0.9).BorrowRate(1), 1e-15);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        UtilisationCurve curve = UtilisationCurve.Aave(0.8, 0, 0.04, 0.75);
        foreach (double utilisation in new[] { -0.01, 1.01, double.NaN })
        {
            Assert.Equal("utilisation", Assert.Throws<ArgumentOutOfRangeException>(() => curve.BorrowRate(utilisation)).ParamName);
        }
        Assert.Equal("reserveFactor", Assert.Throws<ArgumentOutOfRangeException>(() => curve.SupplyRate(0.5, 2)).ParamName);
        Assert.Equal("optimalUtilisation", Assert.Throws<ArgumentOutOfRangeException>(() => UtilisationCurve.Aave(1, 0, 0.04, 0.75)).ParamName);
        Assert.Equal("slope2Annual", Assert.Throws<ArgumentOutOfRangeException>(() => UtilisationCurve.Aave(0.8, 0, 0.04, -1)).ParamName);
        Assert.Equal("rate3Annual", Assert.Throws<ArgumentOutOfRangeException>(() => UtilisationCurve.Alpaca(0.7, 0.9, 0.2, 0.2, -0.4)).ParamName);
        Assert.Equal("mostRateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => UtilisationCurve.ExtraFinance(0.7, 0.9, 0.2, 0.2, double.NaN)).ParamName);
        Assert.Equal("kink2", Assert.Throws<ArgumentOutOfRangeException>(() => UtilisationCurve.Gearbox(0.9, 0.8, 0, 0, 0, 0)).ParamName);
        Assert.Equal("knots", Assert.Throws<ArgumentException>(() => new UtilisationCurve()).ParamName);
        Assert.Equal("knots", Assert.Throws<ArgumentException>(() => new UtilisationCurve(new(0, 0), new(0.9, 0))).ParamName);
        Assert.Equal("knots", Assert.Throws<ArgumentException>(() => new UtilisationCurve(new(0, 0), new(0.5, 0), new(0.5, 1), new(1, 0))).ParamName);
        Assert.Equal("knots[1].RateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => new UtilisationCurve(new(0, 0), new(1, 0, double.NaN))).ParamName);
    }

    private static void AssertTable(string name, string utilisations, double scale, UtilisationCurve curve)
    {
        Vectors.Vector vector = Vectors.Named(name);
        JsonElement inputs = vector.Inputs.GetProperty(utilisations);
        Assert.NotEqual(0, inputs.GetArrayLength());
        Assert.Equal(inputs.GetArrayLength(), vector.Expected.GetArrayLength());
        for (int i = 0; i < inputs.GetArrayLength(); i++)
        {
            Close.Relative(vector.Expected[i].GetDouble(), curve.BorrowRate(inputs[i].GetDouble() / scale), 1e-12, $"{name}[{i}]");
        }
    }

    private static double Get(Vectors.Vector vector, string name) => vector.Inputs.GetProperty(name).GetDouble();
}
