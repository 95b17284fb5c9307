using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class SingleSidedCurveTests
{
    private const double DepositPrice = 1.7;

    public static TheoryData<double> ProtectedShares => [0, 0.3, 0.99, 1];

    private static double[] Ratios => [1, 1.0001, 0.9999, 1 + 1e-8, 1 - 1e-8, 2, 0.5, 30, 0.01, 1e18, 1e-18];

    [Theory]
    [MemberData(nameof(ProtectedShares))]
    public void ReservesAndDerivatives_AnyPrice_AgreeWithNinetyDigits(double share)
    {
        SingleSidedCurve curve = new(4000, DepositPrice, share);
        foreach (double price in Ratios.Select(ratio => DepositPrice * ratio))
        {
            Reserves reserves = curve.Reserves(price);
            Near.Equal((double)ExactClaim(share, price), reserves.Amount0, 1e-15);
            Assert.Equal(0, reserves.Amount1);

            BigFixed step = price * 1e-20;
            BigFixed below = ExactValue(share, price - step);
            BigFixed above = ExactValue(share, price + step);
            Near.Equal((double)((above - below) / (step + step)), curve.Delta(price), 1e-14);
            Near.Equal((double)((above + below - ExactValue(share, price) - ExactValue(share, price)) / (step * step)), curve.Gamma(price), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(ProtectedShares))]
    public void ValueOverHold_AnyMove_AgreesWithNinetyDigits(double share)
    {
        SingleSidedCurve curve = new(4000, DepositPrice, share);
        foreach (double entry in Ratios.Select(ratio => DepositPrice * ratio))
        {
            foreach (double price in Ratios.Select(ratio => entry * ratio).Concat(Ratios.Select(ratio => DepositPrice * ratio)))
            {
                BigFixed exact = ExactValue(share, price) - (ExactClaim(share, entry) * price);
                double actual = curve.ValueOverHold(entry, price);
                Near.Equal((double)exact, actual, 1e-13);
                Assert.True(entry != DepositPrice || actual <= 0, $"{entry:R} {price:R} {actual:R}");
            }
        }
    }

    [Fact]
    public void ValueOverHold_FromTheDeposit_IsTheConstantProductLossOnTheWholeDeposit()
    {
        SingleSidedCurve curve = new(10, DepositPrice, 0);
        ConstantProductCurve product = new(1);
        foreach (double ratio in new[] { 0.5, 0.99, 1.01, 4 })
        {
            double price = DepositPrice * ratio;
            double loss = product.ValueOverHold(DepositPrice, price) / product.Reserves(DepositPrice).Value(price);
            Near.Equal(10 * price * loss, curve.ValueOverHold(DepositPrice, price), 1e-13);
            Near.Equal(0.7 * 10 * price * loss, new SingleSidedCurve(10, DepositPrice, 0.3).ValueOverHold(DepositPrice, price), 1e-13);
        }
    }

    [Fact]
    public void FullyProtected_AnyPrice_IsTheDeposit()
    {
        SingleSidedCurve curve = new(10, DepositPrice, 1);
        Assert.Equal(new Reserves(10, 0), curve.Reserves(55));
        Assert.Equal(10, curve.Delta(55));
        Assert.Equal(0, curve.Gamma(55));
        Assert.Equal(0, curve.ValueOverHold(DepositPrice, 55));
    }

    [Fact]
    public void Gamma_FarBelowTheDeposit_IsPositive()
    {
        SingleSidedCurve curve = new(10, 1, 0);
        double turn = Math.Sqrt(12) - 3;
        Assert.True(curve.Gamma(turn * 0.999) > 0);
        Assert.True(curve.Gamma(turn * 1.001) < 0);
    }

    [Fact]
    public void ConstructorAndEvaluations_BadInput_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleSidedCurve(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleSidedCurve(1, double.NaN, 0));
        foreach (double share in new[] { -0.01, 1.01, double.NaN })
        {
            Assert.Equal("protectedShare", Assert.Throws<ArgumentOutOfRangeException>(() => new SingleSidedCurve(1, 1, share)).ParamName);
        }
        SingleSidedCurve curve = new(10, DepositPrice, 0.5);
        foreach (double price in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Reserves(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Delta(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.Gamma(price));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(price, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(1, price));
        }
    }

    private static BigFixed ExactClaim(double share, BigFixed price)
    {
        BigFixed ratio = price / DepositPrice;
        BigFixed loss = 1 - (2 * ratio.Sqrt() / (1 + ratio));
        return 4000 * ((1 - loss) + (loss * share));
    }

    private static BigFixed ExactValue(double share, BigFixed price) => ExactClaim(share, price) * price;
}
