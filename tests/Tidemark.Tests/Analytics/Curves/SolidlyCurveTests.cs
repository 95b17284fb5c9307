using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class SolidlyCurveTests
{
    private static readonly SolidlyCurve Unit = new(2);

    public static TheoryData<double> PricesOffThePeg => [.. EntryPrices.Where(static row => row.Data != 1)];

    public static TheoryData<double> EntryPrices => [1e-18, 1e-9, 0.01, 0.5, 0.9, 0.999, 0.99995, 1, 1.00005, 1.0001, 1.01, 1.5, 70, 1e9, 1e18];

    [Fact]
    public void Reserves_AndLoss_VectorsOfAOneToOneDeposit_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("solidly.il.")];
        Assert.Equal(9, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double price = vector.Inputs.GetProperty("p").GetDouble();
            double Expected(string name) => vector.Expected.GetProperty(name).GetDouble();
            Reserves reserves = Unit.Reserves(price);
            Close.Relative(Expected("x"), reserves.Amount0, 1e-12, vector.Name);
            Close.Relative(Expected("y"), reserves.Amount1, 1e-12, vector.Name);
            Close.Relative(Expected("u"), reserves.Amount0 / reserves.Amount1, 1e-12, vector.Name);
            Close.Relative(Expected("il"), Unit.ValueOverHold(1, price) / (price + 1), 1e-12, vector.Name);
        }
    }

    [Fact]
    public void Reserves_AfterTheContractsSwap_AreThoseOfTheContract()
    {
        Vectors.Vector vector = Vectors.Named("solidly.int.getAmountOut");
        double Tokens(JsonElement element) => double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture) / 1e18;
        double before = Tokens(vector.Inputs.GetProperty("reserve0"));
        double x = before + Tokens(vector.Inputs.GetProperty("amountInAfterFee"));
        double y = before - Tokens(vector.Expected);
        double priceAfter = ((3 * x * x * y) + (y * y * y)) / ((x * x * x) + (3 * x * y * y));

        Reserves reserves = new SolidlyCurve(2 * before * before * before * before).Reserves(priceAfter);
        Close.Relative(x, reserves.Amount0, 1e-12);
        Close.Relative(y, reserves.Amount1, 1e-12);
    }

    [Theory]
    [MemberData(nameof(EntryPrices))]
    public void ValueOverHold_AnyMoveFromAnyPrice_MatchesNinetyDigits(double entryPrice)
    {
        foreach (double move in new[] { 1e-12, 1e-6, 0.9999, 0.99999999, 1.00000001, 1.0001, 0.9, 1.1, 2, 1000, 1e18 })
        {
            double price = entryPrice * move;
            if (price is < 1e-18 or > 1e18)
            {
                continue;
            }
            Close.Relative(Exact(entryPrice, price), Unit.ValueOverHold(entryPrice, price), 5e-12, $"{entryPrice:R} to {price:R}");
        }
        Assert.Equal(0, Unit.ValueOverHold(entryPrice, entryPrice));
    }

    [Theory]
    [MemberData(nameof(EntryPrices))]
    public void Reserves_AnyPrice_MatchNinetyDigits(double price)
    {
        (BigFixed x, BigFixed y) = ExactReserves(price);
        Reserves reserves = Unit.Reserves(price);
        Close.Relative((double)x, reserves.Amount0, 2e-15, "amount 0");
        Close.Relative((double)y, reserves.Amount1, 2e-15, "amount 1");
    }

    [Theory]
    [MemberData(nameof(PricesOffThePeg))]
    public void Gamma_AnyPrice_IsTheSlopeOfTheExactReserves(double price)
    {
        // The step is small against the distance to the peg.
        BigFixed step = (BigFixed)Math.Min(price, Math.Abs(price - 1)) / 1_000_000_000;
        BigFixed change = ExactReserves((BigFixed)price + step).X - ExactReserves((BigFixed)price - step).X;
        Close.Relative((double)(change / (step + step)), Unit.Gamma(price), 1e-12);
    }

    [Fact]
    public void Kinks_HoldThePeg_AndGammaIsInfiniteThereAlone()
    {
        Assert.Equal([1], Unit.Kinks.ToArray());
        Assert.Equal(double.NegativeInfinity, Unit.Gamma(1));
        Assert.True(Unit.HasInfiniteGamma(1));
        foreach (double price in new[] { Math.BitDecrement(1), Math.BitIncrement(1), 0.9 })
        {
            Assert.InRange(Unit.Gamma(price), -double.MaxValue, 0);
            Assert.False(Unit.HasInfiniteGamma(price));
        }
        Assert.False(new ConstantSumCurve(1, new Reserves(1, 1)).HasInfiniteGamma(1));
    }

    // The rate off the peg grows as |P - 1|^(-2/3), so its mean over a horizon is finite and at the peg itself there is none.
    [Fact]
    public void RateOf_AtThePeg_LeavesTheLossToTheHorizon()
    {
        Assert.Equal(default, Lvr.RateOf(Unit, 1, 0.8));
        Assert.Equal(double.NegativeInfinity, PositionGreeks.Of(new ScaledCurve(Unit, 3), 1, 0.8).Gamma);
        Assert.Equal(0, PositionGreeks.Of(Unit, 1, 0.8).FairThetaAnnual);
        Assert.Null(ImpliedVolatility.FromFeeApr(Unit, 1, 0.1));
        Assert.InRange(Lvr.Expected(Unit, 1, 0.8, 1) / Unit.Value(1), 0.18, 0.19);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.97)]
    [InlineData(40)]
    public void FromValue_AnyPrice_IsWorthIt(double price)
    {
        SolidlyCurve curve = SolidlyCurve.FromValue(price, 12_345);
        Close.Relative(12_345, curve.Value(price), 1e-14);
        (double x, double y) = (curve.Reserves(2).Amount0, curve.Reserves(2).Amount1);
        Close.Relative(curve.Invariant, (x * x * x * y) + (x * y * y * y), 1e-14);
    }

    [Fact]
    public void EveryMember_PriceOutOfRange_IsRefused()
    {
        foreach (double price in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("price", () => Unit.Reserves(price));
            Assert.Throws<ArgumentOutOfRangeException>("price", () => Unit.Gamma(price));
            Assert.Throws<ArgumentOutOfRangeException>("price", () => Unit.ValueOverHold(1, price));
            Assert.Throws<ArgumentOutOfRangeException>("entryPrice", () => Unit.ValueOverHold(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>("price", () => SolidlyCurve.FromValue(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>("value", () => SolidlyCurve.FromValue(1, price));
            Assert.Throws<ArgumentOutOfRangeException>("invariant", () => new SolidlyCurve(price));
        }
        Assert.Throws<ArgumentOutOfRangeException>("invariant", () => SolidlyCurve.FromValue(1, 1e100));
    }

    [Fact]
    public void EveryMember_ExtremePrices_AreNumbers()
    {
        foreach (double price in new[] { double.Epsilon, 1e-300, 1e300, double.MaxValue })
        {
            Assert.True(double.IsFinite(Unit.Reserves(price).Amount0), $"{price:R}");
            Assert.True(double.IsFinite(Unit.Reserves(price).Amount1), $"{price:R}");
            Assert.False(double.IsNaN(Unit.Gamma(price)), $"{price:R}");
            Assert.True(Unit.ValueOverHold(1, price) < 0, $"{price:R}");
            Assert.False(double.IsNaN(Unit.ValueOverHold(price, 1)), $"{price:R}");
        }
    }

    private static double Exact(double entryPrice, double price)
    {
        (BigFixed x0, BigFixed y0) = ExactReserves(entryPrice);
        (BigFixed x, BigFixed y) = ExactReserves(price);
        return (double)((price * (x - x0)) + (y - y0));
    }

    // The ratio v = y / x by bisection of p = (v^3 + 3 v) / (3 v^2 + 1), then x from x^4 (v + v^3) = k.
    private static (BigFixed X, BigFixed Y) ExactReserves(BigFixed price)
    {
        BigFixed low = 0;
        BigFixed high = 1e19;
        for (int i = 0; i < 360; i++)
        {
            BigFixed middle = (low + high) / 2;
            BigFixed square = middle * middle;
            bool isBelow = middle * (square + 3) < price * ((3 * square) + 1);
            (low, high) = isBelow ? (middle, high) : (low, middle);
        }
        BigFixed x = (Unit.Invariant / (low + (low * low * low))).Sqrt().Sqrt();
        return (x, low * x);
    }
}
