using Tidemark.Amm.ThorChain;
using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Protection;

namespace Tidemark.Tests.Analytics.Legs.Protection;

public sealed class ProtectionScheduleTests
{
    public static TheoryData<string> BancorVectors => [.. Vectors.WithPrefix("bancor21.level.").Select(vector => vector.Name)];

    public static TheoryData<string> ThorChainVectors => [.. Vectors.WithPrefix("thor.ilp_bp.").Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(BancorVectors))]
    public void BancorV2_Vectors_AgreeByTimeAndByYears(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double days = vector.Inputs.GetProperty("days").GetDouble();
        Close.Relative(vector.Expected.GetDouble(), ProtectionSchedule.BancorV2.Level(TimeSpan.FromDays(days)), 1e-12);
        Close.Relative(vector.Expected.GetDouble(), ProtectionSchedule.BancorV2.Level(days / Year.Days), 1e-12);
    }

    [Theory]
    [MemberData(nameof(ThorChainVectors))]
    public void ThorChain_Vectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double days = vector.Inputs.GetProperty("age_blocks").GetDouble() / 14_400;
        Close.Relative(vector.Expected.GetDouble() / 10_000, ProtectionSchedule.ThorChain.Level(days / Year.Days), 1e-12);
    }

    /// <summary>Days as the issue of protections names them; Maya's from its node's integers.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(1.19, 0, 0, 0, 1)]
    [InlineData(1.2, 0, 0.012, 0, 1)]
    [InlineData(29, 0, 0.29, 0, 1)]
    [InlineData(30, 0.3, 0.3, 0, 1)]
    [InlineData(50, 0.5, 0.5, 0, 1)]
    [InlineData(99, 0.99, 0.99, 0.49, 1)]
    [InlineData(100, 1, 1, 0.5, 1)]
    [InlineData(101, 1, 1, 0.51, 1)]
    [InlineData(150, 1, 1, 1, 1)]
    public void Level_ByDay_IsEachProtocols(double days, double bancor, double thorChain, double maya, double immediate)
    {
        double years = days / Year.Days;
        Close.Absolute(bancor, ProtectionSchedule.BancorV2.Level(years), 1e-15);
        Close.Absolute(thorChain, ProtectionSchedule.ThorChain.Level(years), 1e-15);
        Close.Absolute(maya, ProtectionSchedule.Maya.Level(years), 1e-15);
        Assert.Equal(immediate, ProtectionSchedule.Immediate.Level(years));
    }

    [Fact]
    public void Level_EveryHour_IsTheNodesWithinABasisPoint()
    {
        for (long blocks = 0; blocks < 7_000_000; blocks += 600)
        {
            double years = blocks * 6 / Year.Seconds;
            AssertBasisPoints(ImpermanentLossProtection.ThorChainBasisPoints(blocks), ProtectionSchedule.ThorChain.Level(years), blocks);
            AssertBasisPoints(ImpermanentLossProtection.MayaBasisPoints(blocks), ProtectionSchedule.Maya.Level(years), blocks);
            AssertBasisPoints(ImpermanentLossProtection.MayaBasisPoints(blocks, fullBlocks: ImpermanentLossProtection.MayaFullBlocksTimesFour), ProtectionSchedule.MayaTimesFour.Level(years), blocks);
        }
    }

    [Fact]
    public void Level_WholeDaysInYears_AreNotAMomentTooEarly()
    {
        for (int days = 0; days <= 5000; days++)
        {
            ProtectionSchedule cliff = ProtectionSchedule.Vesting(TimeSpan.FromDays(days), TimeSpan.FromDays(6000));
            Assert.Equal(days / 6000.0, cliff.Level(days / Year.Days), 1e-15);
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal("startAge", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionSchedule(TimeSpan.FromDays(-1), default, default)).ParamName);
        Assert.Equal("cliffAge", Assert.Throws<ArgumentOutOfRangeException>(() => new ProtectionSchedule(TimeSpan.FromDays(2), TimeSpan.FromDays(1), TimeSpan.FromDays(3))).ParamName);
        Assert.Equal("fullAge", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionSchedule.Vesting(TimeSpan.FromDays(4), TimeSpan.FromDays(3))).ParamName);
        Assert.Equal("age", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionSchedule.Maya.Level(TimeSpan.FromTicks(-1))).ParamName);
        Assert.Equal("ageYears", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionSchedule.Maya.Level(double.NaN)).ParamName);
        Assert.Equal(1, ProtectionSchedule.Maya.Level(double.MaxValue));
    }

    private static void AssertBasisPoints(long expected, double level, long blocks) =>
        Assert.True(level * 10_000 >= expected - 1e-6 && level * 10_000 < expected + 1 + 1e-6, $"{level} after {blocks} blocks, where the node has {expected}");
}
