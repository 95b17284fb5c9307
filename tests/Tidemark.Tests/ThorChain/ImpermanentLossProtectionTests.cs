using System.Numerics;
using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.ThorChain;

namespace Tidemark.Tests.ThorChain;

public sealed class ImpermanentLossProtectionTests
{
    [Theory]
    [InlineData("thor_maya.ilp.little-asset-large-rune")]
    [InlineData("thor_maya.ilp.CACAO-increases")]
    [InlineData("thor_maya.ilp.ASSET-decreases-150")]
    [InlineData("thor_maya.ilp.half-coverage")]
    public void Cover_NodeTests_AgreeToTheUnit(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        LiquidityProvider provider = new(Get(vector.Inputs, "lpUnits"), Get(vector.Inputs, "assetDeposit"), Get(vector.Inputs, "runeDeposit"));
        LiquidityPool pool = new(Get(vector.Inputs, "balanceAsset"), Get(vector.Inputs, "balanceRune"), Get(vector.Inputs, "poolUnits"));
        LossCover cover = ImpermanentLossProtection.Cover(provider, pool, 10_000, vector.Inputs.GetProperty("protectionBp").GetInt64());
        Assert.Equal(new LossCover(Get(vector.Expected, "ilp"), Get(vector.Expected, "depositValue"), Get(vector.Expected, "redeemValue")), cover);
    }

    [Theory]
    [InlineData("thor.ilp_bp.day=0")]
    [InlineData("thor.ilp_bp.day=50")]
    [InlineData("thor.ilp_bp.day=99")]
    [InlineData("thor.ilp_bp.day=100")]
    public void ThorChainBasisPoints_Vectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        Assert.Equal(vector.Expected.GetInt64(), ImpermanentLossProtection.ThorChainBasisPoints(vector.Inputs.GetProperty("age_blocks").GetInt64(), fullBlocks: vector.Inputs.GetProperty("full").GetInt64()));
    }

    [Theory]
    [InlineData(17_279, 0)]
    [InlineData(17_280, 120)]
    [InlineData(1_439_999, 9_999)]
    [InlineData(1_440_001, 10_000)]
    public void ThorChainBasisPoints_AtTheMinimumAge_Jump(long blocks, long expected) =>
        Assert.Equal(expected, ImpermanentLossProtection.ThorChainBasisPoints(blocks));

    [Theory]
    [InlineData(719_999, 2_160_000, 0)]
    [InlineData(720_000, 2_160_000, 0)]
    [InlineData(1_440_000, 2_160_000, 5_000)]
    [InlineData(2_159_999, 2_160_000, 9_999)]
    [InlineData(2_160_000, 2_160_000, 10_000)]
    [InlineData(2_160_000, 6_480_000, 2_500)]
    public void MayaBasisPoints_AfterTheZeroPeriod_GrowFromNothing(long blocks, long full, long expected) =>
        Assert.Equal(expected, ImpermanentLossProtection.MayaBasisPoints(blocks, fullBlocks: full));

    /// <summary>The rule without roundings, in fractions: a share is off by one unit at most, and the loss by what that is worth at the price.</summary>
    [Fact]
    public void Cover_AnyPool_IsTheRuleWithinItsRoundings()
    {
        Random random = new(17);
        int paid = 0;
        for (int round = 0; round < 500; round++)
        {
            BigInteger asset = random.NextInt64(1L << 40, 1L << 55);
            BigInteger rune = random.NextInt64(1L << 40, 1L << 55);
            BigInteger total = random.NextInt64(1L << 40, 1L << 55);
            BigInteger units = total / random.Next(1, 50);
            BigInteger assetDeposit = random.NextInt64(0, 1L << 50);
            BigInteger runeDeposit = random.NextInt64(0, 1L << 50);
            int withdrawn = random.Next(10_001);
            int covered = random.Next(10_001);
            LossCover cover = ImpermanentLossProtection.Cover(
                new LiquidityProvider(Exact(units), Exact(assetDeposit), Exact(runeDeposit)), new LiquidityPool(Exact(asset), Exact(rune), Exact(total)), withdrawn, covered);
            BigInteger loss = BigInteger.Max(0, (assetDeposit * rune / asset) + runeDeposit - (2 * rune * units / total));
            BigInteger expected = loss * withdrawn * covered / 100_000_000;
            // Half a unit of the share of the asset moves the price by that part of it.
            BigInteger tolerance = 8 + (assetDeposit * rune / asset / (asset * units / total)) + (assetDeposit / (asset * units / total));
            Assert.InRange(Big(cover.Amount), expected - tolerance, expected + tolerance);
            paid += cover.Amount.IsZero ? 0 : 1;
        }
        Assert.InRange(paid, 100, 500);
    }

    /// <summary>A share of a third of two units is rounded up to one, not down, and half a unit to the even number: the nodes count in decimals.</summary>
    [Theory]
    [InlineData(1, 3, 2, 1)]
    [InlineData(1, 4, 2, 0)]
    [InlineData(3, 4, 2, 2)]
    public void Cover_RedeemValue_IsRoundedHalfToEven(ulong units, ulong total, ulong rune, ulong share) =>
        Assert.Equal((UInt256)(2 * share), ImpermanentLossProtection.Cover(new LiquidityProvider(units, 0, 0), new LiquidityPool(1000, rune, total), 0, 0).RedeemValue);

    [Fact]
    public void Cover_NoAsset_IsNothing() =>
        Assert.Equal(default, ImpermanentLossProtection.Cover(new LiquidityProvider(0, 10, 10), new LiquidityPool(10, 10, 10), 10_000, 10_000));

    [Fact]
    public void Cover_BadInput_IsRefused()
    {
        Assert.Equal("withdrawnBasisPoints", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLossProtection.Cover(default, default, 10_001, 0)).ParamName);
        Assert.Equal("protectedBasisPoints", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLossProtection.Cover(default, default, 0, -1)).ParamName);
        Assert.Equal("ageBlocks", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLossProtection.ThorChainBasisPoints(-1)).ParamName);
        Assert.Equal("fullBlocks", Assert.Throws<ArgumentOutOfRangeException>(() => ImpermanentLossProtection.MayaBasisPoints(1, 10, 10)).ParamName);
    }

    private static UInt256 Get(JsonElement element, string name) => element.GetProperty(name).GetUInt64();

    private static UInt256 Exact(BigInteger value) => UInt256.FromBigInteger(value);

    private static BigInteger Big(UInt256 value) => BigInteger.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
