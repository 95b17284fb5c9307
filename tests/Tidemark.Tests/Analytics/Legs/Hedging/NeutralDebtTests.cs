using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Hedging;

namespace Tidemark.Tests.Analytics.Legs.Hedging;

public sealed class NeutralDebtTests
{
    public static TheoryData<ValueCurve> Positions =>
    [
        ConstantProductCurve.FromValue(2000, 30_000),
        ConcentratedCurve.FromValue(2000, 30_000, 1600, 2500),
        new ScaledCurve(new SingleSidedCurve(1, 2600, 0.3), 4),
    ];

    [Theory]
    [MemberData(nameof(Positions))]
    public void ShareOfToken0_OfABook_LeavesNoFirstOrderMove(ValueCurve position)
    {
        double debt = 1.2 * position.Value(2000);
        double share = NeutralDebt.ShareOfToken0(position, 2000, debt)!.Value;
        Book book = Leveraged.Of(position, share * debt / 2000, (1 - share) * debt, 1);
        const double Step = 0.01;
        double slope = (book.Value(new MarketState(2000 + Step, 0)) - book.Value(new MarketState(2000 - Step, 0))) / (2 * Step);
        Close.Absolute(0, slope, 1e-6);
        Assert.InRange(share, 0.1, 0.99);
    }

    // Half of a constant-product pool is token 0: a debt of half its value, which a leverage of two is, takes just that.
    [Fact]
    public void LeastLeverage_OfAPool_IsTwo()
    {
        ConstantProductCurve pool = ConstantProductCurve.FromValue(2000, 30_000);
        Close.Relative(2, NeutralDebt.LeastLeverage(pool, 2000)!.Value, 1e-12);
        Close.Relative(1, NeutralDebt.ShareOfToken0(pool, 2000, 15_000)!.Value, 1e-12);
        Assert.Null(NeutralDebt.ShareOfToken0(pool, 2000, 14_999));
    }

    [Fact]
    public void Neutral_AllOfOneToken_IsNeverOrAlways()
    {
        ConcentratedCurve range = new(100, 1600, 2500);
        Assert.Null(NeutralDebt.LeastLeverage(range, 1000));
        Assert.Equal(1, NeutralDebt.LeastLeverage(range, 3000));
        Assert.Equal(0, NeutralDebt.ShareOfToken0(range, 3000, 5));
        Assert.Null(NeutralDebt.ShareOfToken0(range, 3000, 0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, -1)]
    [InlineData(1, double.PositiveInfinity)]
    public void ShareOfToken0_BadArgument_IsRefused(double price, double debt) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NeutralDebt.ShareOfToken0(new ConstantProductCurve(1), price, debt));
}
