using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Loss;

public sealed class PriceForLossTests
{
    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 10_000);

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Fact]
    public void Find_ConstantProductVectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("cpmm.r_for_loss.")];
        Assert.Equal(9, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            LossPrices prices = PriceForLoss.Find(Pool, 2000, -vector.Inputs.GetProperty("loss").GetDouble());
            double ratio = vector.Expected.GetDouble();
            Close.Relative(2000 * ratio, prices.Above!.Value, 1e-12, vector.Name);
            Close.Relative(2000 / ratio, prices.Below!.Value, 1e-12, vector.Name);
        }
    }

    [Theory]
    [InlineData(1e-9, 1e-11)]
    [InlineData(0.3, 1e-14)]
    [InlineData(0.99, 1e-14)]
    [InlineData(0.999999, 1e-9)]
    public void Find_ConstantProduct_AgreesWithClosedForm(double loss, double tolerance)
    {
        // 2 sqrt(r) / (1 + r) = 1 / cosh(ln(r) / 2) = 1 - loss; near no loss the inverse hyperbolic cosine is written with what cancels left out.
        double move = 2 * (loss < 0.5 ? Math.Atanh(Math.Sqrt(loss * (2 - loss))) : Math.Acosh(1 / (1 - loss)));
        LossPrices prices = PriceForLoss.Find(Pool, 2000, -loss);
        Close.Absolute(move, Math.Log(prices.Above!.Value / 2000), tolerance * move, "above");
        Close.Absolute(-move, Math.Log(prices.Below!.Value / 2000), tolerance * move, "below");
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Find_AnyCurve_LossThereIsTheLoss(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        foreach (double lossFraction in new[] { -1e-5, -0.01, -0.1, -0.5, -0.9 })
        {
            LossPrices prices = PriceForLoss.Find(curve, 2000, lossFraction);
            AssertFirst(prices.Below, price => ImpermanentLoss.Of(curve, 2000, price).LossFraction, lossFraction, isAbove: false);
            AssertFirst(prices.Above, price => ImpermanentLoss.Of(curve, 2000, price).LossFraction, lossFraction, isAbove: true);
        }
        foreach (double lossValue in new[] { -0.01, -10, -1000 })
        {
            LossPrices prices = PriceForLoss.FindValue(curve, 2000, lossValue);
            AssertFirst(prices.Below, price => curve.ValueOverHold(2000, price), lossValue, isAbove: false);
            AssertFirst(prices.Above, price => curve.ValueOverHold(2000, price), lossValue, isAbove: true);
        }
    }

    [Fact]
    public void Find_SharesOfOneToken_NeverReachOnThatSide()
    {
        // All of token 1 until the price comes down into the range, and all of token 0 until it comes up.
        LossPrices below = PriceForLoss.Find(SampleCurves.Named("concentrated, below the price"), 2000, -0.01);
        Assert.Null(below.Above);
        Assert.InRange(below.Below!.Value, 1500, 1900);
        LossPrices above = PriceForLoss.Find(SampleCurves.Named("concentrated, above the price"), 2000, -0.01);
        Assert.Null(above.Below);
        Assert.InRange(above.Above!.Value, 2200, 2500);
        Assert.Equal(default, PriceForLoss.Find(SampleCurves.Named("hold"), 2000, -0.01));
        Assert.Equal(default, PriceForLoss.Find(new HoldCurve(default), 2000, -0.01));
    }

    [Fact]
    public void FindValue_BoundedLoss_IsNullBeyondIt()
    {
        // Below the range the position is 5.295... of token 0 and 2.795... of it were bought for 5000: at a price of zero that is the loss.
        ValueCurve curve = SampleCurves.Named("concentrated");
        Assert.Null(PriceForLoss.FindValue(curve, 2000, -5000.0001).Below);
        Assert.NotNull(PriceForLoss.FindValue(curve, 2000, -4999.9999).Below);
        Assert.NotNull(PriceForLoss.FindValue(curve, 2000, -1e9).Above);
    }

    [Fact]
    public void Find_BeyondTheRange_IsTheClosedForm()
    {
        // Above the range V stays at L (sqrt b - sqrt a) while the hold is 2.5 p + 5000.
        double stays = 1059.0169943749474 * (50 - 40);
        double price = ((stays / 0.75) - 5000) / 2.5;
        Close.Relative(price, PriceForLoss.Find(SampleCurves.Named("concentrated"), 2000, -0.25).Above!.Value, 1e-12);
    }

    [Fact]
    public void Find_Orders_IsTheClosedForm()
    {
        // Selling 0.5 at 2050 loses 0.5 (p - 2050); against the fraction of what the orders hold at the entry.
        ValueCurve orders = SampleCurves.Named("orders");
        Reserves held = orders.Reserves(2000);
        double price = ((0.5 * 2050) + (0.01 * held.Amount1)) / (0.5 - (0.01 * held.Amount0));
        Assert.InRange(price, 2050, 2400);
        Close.Relative(price, PriceForLoss.Find(orders, 2000, -0.01).Above!.Value, 1e-12);
    }

    [Fact]
    public void Find_BasketAlongOneToken_AgreesWithTwoTokens()
    {
        // Of three tokens of which one moves, the other two are one of weight 0.8.
        GeometricMeanBasket basket = new(5, 0.2, 0.3, 0.5);
        LossPrices expected = PriceForLoss.Find(new PowerCurve(1, 0.2), 100, -0.03);
        LossPrices found = PriceForLoss.Find(basket, 0, [100, 7, 0.3], -0.03);
        Close.Relative(expected.Below!.Value, found.Below!.Value, 1e-11);
        Close.Relative(expected.Above!.Value, found.Above!.Value, 1e-11);
    }

    [Fact]
    public void Find_ExtremeEntry_IsNullOrFinite()
    {
        ConstantProductCurve curve = new(1);
        LossPrices lowest = PriceForLoss.Find(curve, 1e-305, -0.5);
        Assert.Null(lowest.Below);
        LossPrices highest = PriceForLoss.Find(curve, 1e305, -0.5);
        Assert.Null(highest.Above);
        Close.Relative(1e305 / 13.928203230275509, highest.Below!.Value, 1e-11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Find_BadLoss_Throws(double bad)
    {
        Assert.Equal("lossFraction", Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.Find(Pool, 2000, bad)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.Find(new GeometricMeanBasket(1, 0.5, 0.5), 0, [1, 1], bad));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void FindValue_BadLoss_Throws(double bad) =>
        Assert.Equal("lossValue", Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.FindValue(Pool, 2000, bad)).ParamName);

    [Fact]
    public void Find_BadInput_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => PriceForLoss.Find(null!, 1, -0.1));
        Assert.Throws<ArgumentNullException>(() => PriceForLoss.Find(null!, 0, [1], -0.1));
        Assert.Throws<ArgumentNullException>(() => PriceForLoss.FindValue(null!, 1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.Find(Pool, 0, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.FindValue(Pool, double.NaN, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceForLoss.Find(new GeometricMeanBasket(1, 0.5, 0.5), 2, [1, 1], -0.1));
        Assert.Throws<ArgumentException>(() => PriceForLoss.Find(new GeometricMeanBasket(1, 0.5, 0.5), 0, [1], -0.1));
    }

    private static void AssertFirst(double? found, Func<double, double> lossAt, double loss, bool isAbove)
    {
        if (found is double price)
        {
            Assert.Equal(isAbove, price > 2000);
            Close.Relative(loss, lossAt(price), 1e-6);
            // A little nearer to the entry the loss is smaller.
            Assert.True(lossAt(price * (isAbove ? 1 - 1e-6 : 1 + 1e-6)) > loss);
        }
        else
        {
            Assert.True(lossAt(isAbove ? 1e14 : 1e-10) > loss);
        }
    }
}
