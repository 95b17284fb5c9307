using System.Globalization;
using Tidemark.Amm.AlphaHomora;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Analytics.Legs.Lending;

namespace Tidemark.Tests.Analytics.Legs.Lending;

public sealed class VaultHealthTests
{
    [Fact]
    public void Of_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("alpaca.health_closed_form");
        double health = VaultHealth.Of(vector.Inputs.GetProperty("share").GetDouble(), vector.Inputs.GetProperty("Y_reserve").GetDouble(), vector.Inputs.GetProperty("fee").GetDouble());
        Close.Relative(vector.Expected.GetDouble(), health, 1e-12);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(123, 1000)]
    [InlineData(999, 1000)]
    [InlineData(1000, 1000)]
    public void Of_AnyShare_IsTheContractsInteger(ulong units, ulong supply)
    {
        UInt256 baseReserve = UInt256.PowerOfTen(24) * 3;
        UInt256 otherReserve = UInt256.PowerOfTen(22) * 7;
        double exact = double.Parse(OneSidedDeposit.Health(units, supply, baseReserve, otherReserve, UniswapV2Fee.PancakeSwap).ToString(), CultureInfo.InvariantCulture);
        Close.Relative(exact, VaultHealth.Of(units / (double)supply, 3e24, 0.0025), 1e-12);
    }

    [Fact]
    public void Of_BadInput_IsRefused()
    {
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => VaultHealth.Of(1.1, 1, 0)).ParamName);
        Assert.Equal("baseReserve", Assert.Throws<ArgumentOutOfRangeException>(() => VaultHealth.Of(0.1, 0, 0)).ParamName);
        Assert.Equal("feeFraction", Assert.Throws<ArgumentOutOfRangeException>(() => VaultHealth.Of(0.1, 1, 1)).ParamName);
    }
}
