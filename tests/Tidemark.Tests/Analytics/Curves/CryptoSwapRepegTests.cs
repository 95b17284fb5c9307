using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class CryptoSwapRepegTests
{
    [Fact]
    public void Step_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("twocrypto.repeg_step");
        double[] moved = new double[1];
        Assert.True(CryptoSwapRepeg.Step([Input(vector, "price_scale")], [Input(vector, "price_oracle")], Input(vector, "adjustment_step"), moved));
        Close.Relative(vector.Expected.GetProperty("p_new").GetDouble(), moved[0], 1e-12);
    }

    [Fact]
    public void Step_TwoCoinsApart_MovesOneStepOfTheirDistance()
    {
        double[] moved = new double[2];
        Assert.True(CryptoSwapRepeg.Step([100, 1000], [103, 960], 0.02, moved));
        // The distance is sqrt(0.03^2 + 0.04^2) = 0.05, of which the step of 0.02 is two fifths.
        Close.Relative(101.2, moved[0], 1e-14);
        Close.Relative(984, moved[1], 1e-14);
    }

    [Fact]
    public void Step_OracleNearerThanOneStep_StaysPut()
    {
        double[] moved = new double[1];
        Assert.False(CryptoSwapRepeg.Step([2000], [2001], 0.001, moved));
        Assert.Equal([2000], moved);
    }

    [Fact]
    public void Oracle_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("twocrypto.ema");
        double oracle = CryptoSwapRepeg.Oracle(Input(vector, "oracle"), Input(vector, "last_price"), Input(vector, "price_scale"), Input(vector, "dt_s"), Input(vector, "ma_time_s"));
        Close.Relative(vector.Expected.GetProperty("new_oracle").GetDouble(), oracle, 1e-12);
        Close.Relative(vector.Expected.GetProperty("alpha").GetDouble(), (oracle - 2100) / (2000 - 2100), 1e-12);
    }

    [Fact]
    public void Oracle_LastPriceAboveTwiceTheScale_CountsForTwice()
    {
        Assert.Equal(CryptoSwapRepeg.Oracle(2000, 4000, 2000, 12, 866), CryptoSwapRepeg.Oracle(2000, 9000, 2000, 12, 866));
        Assert.Equal(2000, CryptoSwapRepeg.Oracle(2000, 9000, 2000, 0, 866));
    }

    [Fact]
    public void VirtualPriceChange_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("twocrypto.repeg_loss");
        double Expected(string name) => vector.Expected.GetProperty(name).GetDouble();
        double[] balances = [.. vector.Inputs.GetProperty("balances").EnumerateArray().Select(element => element.GetDouble())];
        CryptoSwapCurve Pool(string scale) => CryptoSwapCurve.FromBalances(Input(vector, "A"), Input(vector, "gamma"), balances, [Input(vector, scale)]);
        CryptoSwapCurve before = Pool("scale_old");
        CryptoSwapCurve after = Pool("scale_new");
        Close.Relative(Expected("D_old"), before.Invariant, 1e-12);
        Close.Relative(Expected("D_new"), after.Invariant, 1e-12);
        Close.Relative(Expected("xcp_old"), before.ConstantProductInvariant, 1e-12);
        Close.Relative(Expected("xcp_new"), after.ConstantProductInvariant, 1e-12);
        Close.Relative(Expected("virtual_price_change"), CryptoSwapRepeg.VirtualPriceChange(before, balances, [Input(vector, "scale_new")]), 1e-8);
    }

    [Fact]
    public void EveryMember_BadInput_IsRefused()
    {
        double[] one = new double[1];
        Assert.Throws<ArgumentException>("oracles", () => CryptoSwapRepeg.Step([1], [1, 1], 0.1, one));
        Assert.Throws<ArgumentException>("oracles", () => CryptoSwapRepeg.Step([1], [1], 0.1, new double[2]));
        Assert.Throws<ArgumentNullException>("curve", () => CryptoSwapRepeg.VirtualPriceChange(null!, [1, 1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("elapsedSeconds", () => CryptoSwapRepeg.Oracle(1, 1, 1, -1, 1));
        foreach (double bad in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("priceScales", () => CryptoSwapRepeg.Step([bad], [1], 0.1, one));
            Assert.Throws<ArgumentOutOfRangeException>("oracles", () => CryptoSwapRepeg.Step([1], [bad], 0.1, one));
            Assert.Throws<ArgumentOutOfRangeException>("adjustmentStep", () => CryptoSwapRepeg.Step([1], [1], bad, one));
            Assert.Throws<ArgumentOutOfRangeException>("oracle", () => CryptoSwapRepeg.Oracle(bad, 1, 1, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("lastPrice", () => CryptoSwapRepeg.Oracle(1, bad, 1, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("priceScale", () => CryptoSwapRepeg.Oracle(1, 1, bad, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("averageSeconds", () => CryptoSwapRepeg.Oracle(1, 1, 1, 1, bad));
        }
    }

    private static double Input(Vectors.Vector vector, string name) => vector.Inputs.GetProperty(name).GetDouble();
}
