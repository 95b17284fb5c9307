using System.Reflection;
using System.Runtime.Intrinsics.X86;

namespace Tidemark.Tests.Numerics;

/// <summary>Every public operation of the numeric types against big integers. <see cref="PortableNumericsTests"/> runs this class again
/// without hardware intrinsics.</summary>
public sealed class NumericsOracleTests
{
    public const string IntrinsicsSwitch = "DOTNET_EnableHWIntrinsic";

    public static TheoryData<string> Operations => [.. Oracle.All.Keys];

    [Fact]
    public void Registry_AgainstThePublicOperations_NamesEachOneAndNoOther()
    {
        Assert.Empty(Signature.All.Keys.Except(Oracle.All.Keys).Select(name => $"{name} is public and has no oracle"));
        Assert.Empty(Oracle.All.Keys.Except(Signature.All.Keys).Select(name => $"{name} has an oracle and is not public"));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_OnAllOperands_AgreesWithBigIntegers(string operation)
    {
        Assert.True(Signature.All.TryGetValue(operation, out MemberInfo? member), $"There is no public {operation}.");
        Oracle.All[operation](member);
    }

    [Fact]
    public void Processor_WithTheSwitchOff_HasNoWideDivision()
    {
        bool switchedOff = Environment.GetEnvironmentVariable(IntrinsicsSwitch) == "0";
        Assert.False(switchedOff && (X86Base.X64.IsSupported || Bmi2.X64.IsSupported));
    }
}
