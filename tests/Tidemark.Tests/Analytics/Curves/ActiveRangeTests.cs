using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Yields;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class ActiveRangeTests
{
    private static readonly LiquidityBookPair Pair = new(2500, 16);

    private static readonly ConcentratedCurve Range = new(100, 4, 9);

    // Bins at 16, 20 and, with a gap of one, 31.25; the last one ends at 39.0625.
    private static LiquidityBookCurve Bins => new(Pair, LiquidityBookPair.CentreId, new(LiquidityBookPair.CentreId, 1, 0), new(LiquidityBookPair.CentreId + 1, 1, 0), new(LiquidityBookPair.CentreId + 3, 1, 0));

    // In the pool a position is active from its lower tick up to, not at, its upper one.
    [Theory]
    [InlineData(3.999, false)]
    [InlineData(4, true)]
    [InlineData(8.999, true)]
    [InlineData(9, false)]
    public void EarnsAt_Range_HasItsLowerBoundAndNotItsUpper(double price, bool expected)
    {
        Assert.Equal(expected, Range.EarnsAt(price));
        Assert.Equal(expected, new ScaledCurve(Range, 3).EarnsAt(price));
        Assert.Equal(expected, new SumCurve(Range, new ConcentratedCurve(1, 20, 30)).EarnsAt(price));
        Assert.Equal(expected, new BookValueCurve(new Book([new LiquidityLeg("range", new MarketState(5, 0), Range), new HoldLeg("cash", new MarketState(5, 0), new Reserves(0, 3))]), 0).EarnsAt(price));
        Assert.Equal(expected, RangeFees.Of(Range, price, 3000, 1, 50).ShareFraction > 0);
    }

    [Theory]
    [InlineData(15.99, false)]
    [InlineData(16, true)]
    [InlineData(24.99, true)]
    [InlineData(25, false)]
    [InlineData(31.24, false)]
    [InlineData(31.25, true)]
    [InlineData(39.06, true)]
    [InlineData(39.07, false)]
    public void EarnsAt_Bins_IsWhereOneHoldsThePrice(double price, bool expected) => Assert.Equal(expected, Bins.EarnsAt(price));

    [Fact]
    public void ActiveRange_OfSeveral_IsAroundThemAll()
    {
        Assert.Equal(new ActiveRange(16, 39.0625), Bins.ActiveRange);
        Assert.Equal(new ActiveRange(4, 39.0625), new SumCurve(Bins, new ScaledCurve(Range, 2)).ActiveRange);
        Assert.Null(new SumCurve(Range, new ConstantProductCurve(1)).ActiveRange);
        Assert.Null(new BookValueCurve(new Book([new HoldLeg("cash", new MarketState(5, 0), new Reserves(0, 3))]), 0).ActiveRange);
        Assert.True(new SumCurve(Range, new ConstantProductCurve(1)).EarnsAt(100));
    }

    [Fact]
    public void SingleRange_OfAMultiple_HasItsLiquidity()
    {
        ConcentratedCurve found = new SumCurve(new ScaledCurve(Range, 2.5)).SingleRange!;
        Assert.Equal((250, 4, 9), (found.Liquidity, found.LowerPrice, found.UpperPrice));
        Assert.Null(new SumCurve(Range, Range).SingleRange);
        Assert.Null(Bins.SingleRange);
    }

    [Fact]
    public void IsClaim_ADepositAndAllThatHasIt_IsOne()
    {
        SingleSidedCurve claim = new(5, 2000, 0.3);
        Assert.True(new ScaledCurve(claim, 2).IsClaim);
        Assert.True(new SumCurve(Range, claim).IsClaim);
        Assert.True(new BookValueCurve(new Book([new LiquidityLeg("deposit", new MarketState(2000, 0), claim)]), 0).IsClaim);
        Assert.False(new SumCurve(Range, Bins).IsClaim);
    }

    // At the lower bound the range is all token 0, 100 (1/2 - 1/3), worth four times that: 10 % of it in a year.
    [Fact]
    public void Value_LegAtItsLowerBound_EarnsFees()
    {
        LiquidityLeg leg = new("range", new MarketState(4, 0), Range, new FeeModel { FeeAprFraction = 0.1 });
        Close.Relative(400.0 / 6 * 1.1, leg.Value(new MarketState(4, 1)), 1e-14);
        Assert.Equal(300, new LiquidityLeg("range", new MarketState(9, 0), Range, new FeeModel { FeeAprFraction = 0.1 }).Value(new MarketState(9, 1)) * 3, 1e-12);
    }
}
