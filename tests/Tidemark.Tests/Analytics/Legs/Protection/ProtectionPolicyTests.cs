using Tidemark.Amm.Numerics;
using Tidemark.Amm.ThorChain;
using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs.Protection;

public sealed class ProtectionPolicyTests
{
    private const double Day = 1 / Year.Days;

    public static TheoryData<string> BancorVectors => [.. Vectors.WithPrefix("bancor21.target.").Select(vector => vector.Name)];

    /// <summary>The claim without protection, the policy on it, and the fees at what the loss leaves of them, are what the contract pays.</summary>
    [Theory]
    [MemberData(nameof(BancorVectors))]
    public void Payout_BancorVectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double deposit = vector.Inputs.GetProperty("reserveAmount").GetDouble();
        double total = vector.Inputs.GetProperty("protectedPlusFees").GetDouble();
        double ratio = vector.Inputs.GetProperty("r").GetDouble();
        const double EntryPrice = 7;
        SingleSidedCurve claim = new(deposit, EntryPrice, 0);
        ProtectionPolicy policy = new(claim, EntryPrice, ProtectionSchedule.BancorV2, ProtectionTerms.Full);
        double price = EntryPrice * ratio;
        double kept = claim.Reserves(price).Amount0 / deposit;
        double paid = (total * kept) + (policy.Payout(price, vector.Inputs.GetProperty("days").GetDouble() * Day) / price);
        Close.Relative(vector.Expected.GetDouble(), paid, 1e-12);
    }

    /// <summary>A pool of a hundred tokens at eight decimals, moved along its curve, paid as the node's integers pay.</summary>
    [Theory]
    [InlineData(4, 100)]
    [InlineData(0.2, 63.3)]
    [InlineData(1.5, 1)]
    [InlineData(100, 250)]
    public void Payout_ThorChain_IsTheNodes(double ratio, double days)
    {
        const double Asset = 5e15;
        const double Rune = 2e16;
        double root = Math.Sqrt(ratio);
        LiquidityPool pool = new((ulong)(Asset / root), (ulong)(Rune * root), 1_000_000);
        LiquidityProvider provider = new(250_000, (ulong)(Asset / 4), (ulong)(Rune / 4));
        LossCover cover = ImpermanentLossProtection.Cover(provider, pool, 10_000, ImpermanentLossProtection.ThorChainBasisPoints((long)(days * 14_400)));
        ProtectionPolicy policy = new(ConstantProductCurve.FromValue(Rune / Asset, Rune / 2), Rune / Asset, ProtectionSchedule.ThorChain, ProtectionTerms.Full);
        Close.Relative(double.Parse(cover.Amount.ToString(), System.Globalization.CultureInfo.InvariantCulture), policy.Payout(Rune / Asset * ratio, days * Day), 3e-4);
        Assert.Equal(days < 1.2, cover.Amount == UInt256.Zero);
    }

    [Theory]
    [InlineData(0.05, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.15, 200)]
    [InlineData(0.2, 400)]
    [InlineData(0.4, 800)]
    [InlineData(0.9, 800)]
    public void Payout_WithTerms_IsWithinDeductibleAndCap(double lossOfEntry, double expected)
    {
        // 80 % of what the loss is between a tenth and three tenths of the entry value, half of it at half the age.
        ProtectionTerms terms = new(0.8, 0.1, 0.3);
        Close.Absolute(expected, terms.Payout(-lossOfEntry * 5000, 5000), 1e-9);
        HoldCurve nothing = new(new Reserves(1, 0));
        ProtectionPolicy policy = new(nothing, 5000, ProtectionSchedule.Vesting(TimeSpan.Zero, TimeSpan.FromDays(10)), terms);
        Assert.Equal(0, policy.Payout(1, 10 * Day));
        Assert.Equal(5000, policy.EntryValue);
    }

    [Fact]
    public void Payout_Range_IsItsLossAtTheLevel()
    {
        ConcentratedCurve range = ConcentratedCurve.FromValue(2000, 10_000, 1600, 2500);
        ProtectionPolicy policy = new(range, 2000, ProtectionSchedule.Maya, ProtectionTerms.Full);
        Close.Relative(Vectors.Named("replication.v3.P=1500").Expected.GetProperty("IL_dollar_from_option_strip").GetDouble() / 4, policy.Payout(1500, 75 * Day), 1e-11);
        Assert.Equal(0, policy.Payout(1500, 50 * Day));
        Assert.Equal(0, policy.Payout(2000, 1));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        HoldCurve curve = new(new Reserves(1, 0));
        Assert.Equal("entryPrice", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionPolicy(curve, 0, ProtectionSchedule.Maya, ProtectionTerms.Full)).ParamName);
        Assert.Equal("terms", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionPolicy(curve, 1, ProtectionSchedule.Maya, new ProtectionTerms(2))).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionPolicy(curve, 1, ProtectionSchedule.Maya, ProtectionTerms.Full).Payout(double.NaN, 1)).ParamName);
        Assert.Equal("ageYears", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionPolicy(curve, 1, ProtectionSchedule.Maya, ProtectionTerms.Full).Payout(1, -1)).ParamName);
        Assert.Equal("lossValue", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionTerms.Full.Payout(double.NaN, 1)).ParamName);
        Assert.Equal("entryValue", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionTerms.Full.Payout(-1, -1)).ParamName);
    }
}
