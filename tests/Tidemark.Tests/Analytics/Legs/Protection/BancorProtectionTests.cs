using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Tests.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Legs.Protection;

public sealed class BancorProtectionTests
{
    public static TheoryData<string> LevelVectors => [.. Vectors.WithPrefix("bancor21.level.").Select(vector => vector.Name)];

    public static TheoryData<string> PayoutVectors => [.. Vectors.WithPrefix("bancor21.target.").Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(LevelVectors))]
    public void Level_Vector_Agrees(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        Near.Equal(vector.Expected.GetDouble(), ProtectionSchedule.BancorV2.Level(TimeSpan.FromDays(vector.Inputs.GetProperty("days").GetDouble())), 1e-15);
    }

    [Fact]
    public void Level_SeedVector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("seed.g");
        JsonElement days = vector.Inputs.GetProperty("days");
        Assert.Equal(days.GetArrayLength(), vector.Expected.GetArrayLength());
        for (int i = 0; i < days.GetArrayLength(); i++)
        {
            Near.Equal(vector.Expected[i].GetDouble(), ProtectionSchedule.BancorV2.Level(TimeSpan.FromDays(days[i].GetDouble())), 1e-15);
        }
    }

    [Fact]
    public void Level_AroundTheCliffs_CountsSeconds()
    {
        Assert.Equal(0, ProtectionSchedule.BancorV2.Level(ProtectionSchedule.BancorV2.CliffAge - TimeSpan.FromSeconds(1)));
        Assert.Equal(0.3, ProtectionSchedule.BancorV2.Level(ProtectionSchedule.BancorV2.CliffAge));
        Assert.Equal(3_628_801 / 8_640_000.0, ProtectionSchedule.BancorV2.Level(TimeSpan.FromDays(42) + TimeSpan.FromSeconds(1.9)));
        Assert.Equal(8_639_999 / 8_640_000.0, ProtectionSchedule.BancorV2.Level(ProtectionSchedule.BancorV2.FullAge - TimeSpan.FromSeconds(1)));
        Assert.Equal(1, ProtectionSchedule.BancorV2.Level(TimeSpan.MaxValue));
    }

    [Theory]
    [MemberData(nameof(PayoutVectors))]
    public void Payout_Vector_Agrees(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double deposit = vector.Inputs.GetProperty("reserveAmount").GetDouble();
        double total = vector.Inputs.GetProperty("protectedPlusFees").GetDouble();
        double ratio = vector.Inputs.GetProperty("r").GetDouble();
        TimeSpan age = TimeSpan.FromDays(vector.Inputs.GetProperty("days").GetDouble());
        Near.Equal(vector.Expected.GetDouble(), BancorProtection.Payout(deposit, total, ratio, age), 1e-14);
        Near.Equal(new SingleSidedCurve(deposit, 1, ProtectionSchedule.BancorV2.Level(age)).Reserves(ratio).Amount0, BancorProtection.Payout(deposit, deposit, ratio, age), 1e-14);
    }

    [Fact]
    public void LevelAndPayout_BadInput_Throw()
    {
        Assert.Equal("age", Assert.Throws<ArgumentOutOfRangeException>(() => ProtectionSchedule.BancorV2.Level(TimeSpan.FromTicks(-1))).ParamName);
        Assert.Equal("age", Assert.Throws<ArgumentOutOfRangeException>(() => BancorProtection.Payout(1, 1, 1, TimeSpan.MinValue)).ParamName);
        Assert.Equal("total", Assert.Throws<ArgumentOutOfRangeException>(() => BancorProtection.Payout(2, 1, 1, default)).ParamName);
        Assert.Equal("deposit", Assert.Throws<ArgumentOutOfRangeException>(() => BancorProtection.Payout(0, 1, 1, default)).ParamName);
        Assert.Equal("priceRatio", Assert.Throws<ArgumentOutOfRangeException>(() => BancorProtection.Payout(1, 1, double.NaN, default)).ParamName);
    }
}
