using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Deposits are spread as Trader Joe's own library spreads them.</summary>
public sealed class LiquidityBookShapeTests
{
    private const int Active = 8376038;

    private static readonly LiquidityBookPair Pair = new(20);

    // From joe-sdks, packages/v2/src/utils/liquidityDistribution.test.ts: the parts of token 0 from the active bin upwards, in units of 1e-18.
    public static TheoryData<LiquidityBookShape, bool, long[]> Published => new()
    {
        { LiquidityBookShape.Spot, true, [90909090909090909, 181818181818181818, 181818181818181818, 181818181818181818, 181818181818181818, 181818181818181818] },
        { LiquidityBookShape.BidAsk, true, [24390243902439024, 97560975609756097, 146341463414634146, 195121951219512195, 243902439024390243, 292682926829268292] },
        { LiquidityBookShape.BidAsk, false, [47619047619047619, 95238095238095238, 142857142857142857, 190476190476190476, 238095238095238095, 285714285714285714] },
        { LiquidityBookShape.Curve, true, [174249760212214784, 317835340137416041, 241102761580016849, 152125558193368601, 79836627834540759, 34849952042442963] },
        { LiquidityBookShape.Curve, false, [296784834225937962, 270670985770502227, 205324940016546276, 129551278908395012, 67989477656024718, 29678483422593802] },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void FromAmounts_PublishedDistribution_Agrees(LiquidityBookShape shape, bool isBoth, long[] parts)
    {
        LiquidityBookBin[] above = new LiquidityBookSpread(Active, Active - 5, Active + 5, shape).Of(new Reserves(3, isBoth ? 7 : 0));
        LiquidityBookBin[] below = new LiquidityBookSpread(Active, Active - 5, Active + 5, shape).Of(new Reserves(isBoth ? 3 : 0, 7));

        Assert.Equal(isBoth ? 11 : 6, above.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            Near.Equal(3 * (parts[i] / 1e18), above.Single(bin => bin.Id == Active + i).Amount0, 1e-14);
            Near.Equal(7 * (parts[i] / 1e18), below.Single(bin => bin.Id == Active - i).Amount1, 1e-14);
        }
    }

    [Theory]
    [InlineData(LiquidityBookShape.Spot, -5, 5)]
    [InlineData(LiquidityBookShape.Curve, -7, 3)]
    [InlineData(LiquidityBookShape.BidAsk, 0, 4)]
    [InlineData(LiquidityBookShape.Curve, 0, 0)]
    [InlineData(LiquidityBookShape.Spot, 2, 9)]
    [InlineData(LiquidityBookShape.Curve, -9, -2)]
    public void FromValue_AnyRange_IsWorthItWithTheActiveBinHalfAndHalf(LiquidityBookShape shape, int lower, int upper)
    {
        LiquidityBookCurve curve = LiquidityBookCurve.FromValue(Pair, Active, Active + lower, Active + upper, shape, 12_345);
        Near.Equal(12_345, curve.Value(curve.ActivePrice), 1e-14);
        Assert.Equal(upper - lower + 1, curve.Kinks.Length);
        if (lower <= 0 && upper >= 0)
        {
            double jumpDown = curve.Delta(Math.BitDecrement(curve.ActivePrice)) - curve.Delta(curve.ActivePrice);
            double jumpUp = curve.Delta(curve.ActivePrice) - curve.Delta(Math.BitIncrement(curve.ActivePrice));
            Near.Equal(jumpDown, jumpUp, 1e-11);
        }
    }

    [Fact]
    public void FromAmounts_BothTokens_HoldsThemAtTheActivePrice()
    {
        LiquidityBookCurve curve = LiquidityBookCurve.FromAmounts(Pair, Active, Active - 30, Active + 12, LiquidityBookShape.BidAsk, new Reserves(11, 4));
        Reserves reserves = curve.Reserves(curve.ActivePrice);
        Near.Equal(11, reserves.Amount0, 1e-14);
        Near.Equal(4, reserves.Amount1, 1e-14);
    }

    [Fact]
    public void FromAmounts_BadInput_Throws()
    {
        static LiquidityBookCurve Make(int lower, int upper, double amount0, double amount1, LiquidityBookShape shape = LiquidityBookShape.Spot) =>
            LiquidityBookCurve.FromAmounts(Pair, Active, Active + lower, Active + upper, shape, new Reserves(amount0, amount1));

        Assert.Equal("upperId", Assert.Throws<ArgumentOutOfRangeException>(() => Make(1, 0, 1, 1)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentOutOfRangeException>(() => Make(-1, 1, 1, 1, (LiquidityBookShape)3)).ParamName);
        Assert.Equal("amounts", Assert.Throws<ArgumentException>(() => Make(-1, 1, 0, 0)).ParamName);
        Assert.Contains("token 0", Assert.Throws<ArgumentException>(() => Make(1, 2, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("token 1", Assert.Throws<ArgumentException>(() => Make(-2, -1, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(-1, 1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(-1, 1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidityBookCurve.FromValue(Pair, Active, Active, Active, LiquidityBookShape.Spot, 0));
    }

    [Fact]
    public void Constructor_BadBins_Throws()
    {
        static string Message(params LiquidityBookBin[] bins) => Assert.Throws<ArgumentException>(() => new LiquidityBookCurve(Pair, Active, bins)).Message;

        Assert.Contains("at least one bin", Message(), StringComparison.Ordinal);
        Assert.Contains("empty", Message(new LiquidityBookBin(Active, 0, 0)), StringComparison.Ordinal);
        Assert.Contains("twice", Message(new LiquidityBookBin(Active, 1, 0), new LiquidityBookBin(Active + 1, 1, 0), new LiquidityBookBin(Active, 1, 0)), StringComparison.Ordinal);
        Assert.Contains("below the active bin", Message(new LiquidityBookBin(Active - 1, 1, 0)), StringComparison.Ordinal);
        Assert.Contains("above the active bin", Message(new LiquidityBookBin(Active + 1, 0, 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookCurve(Pair, Active, new LiquidityBookBin(Active, -1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookCurve(Pair, Active, new LiquidityBookBin(Active, 1, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidityBookCurve(Pair, Active, new LiquidityBookBin(int.MaxValue, 1, 0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Evaluations_BadPrice_Throw(double price)
    {
        LiquidityBookCurve curve = LiquidityBookCurve.FromValue(Pair, Active, Active - 3, Active + 3, LiquidityBookShape.Spot, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Reserves(price));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Gamma(price));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(price, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.ValueOverHold(1, price));
    }
}
