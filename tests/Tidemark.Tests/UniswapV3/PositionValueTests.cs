using System.Globalization;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>The value of one mainnet position, principal and fees, that the virtual machine computed at hundreds of blocks.</summary>
public sealed class PositionValueTests
{
    private const int TickLower = 200_280;
    private const int TickUpper = 207_240;

    private static readonly UInt128 Liquidity = 9_951_770_445_935_424;

    [Theory]
    [InlineData("UniswapV3LPTotal0Runner_backtest_16219692_17992553_2400.f9fe34.csv", 216, "value", null)]
    [InlineData("UniswapV3LPTotal1Runner_backtest_16219692_17992553_2400.b5af1d.csv", 83, null, "value")]
    [InlineData("UniswapV3LPTotalRunner_backtest_16219692_16319692_300.a7e861.csv", 7, "values0", "values1")]
    public void PrincipalAndFees_RecordedBlocks_EqualTheVirtualMachine(string file, int rowCount, string? column0, string? column1)
    {
        string[] lines = File.ReadAllLines(SharedData.Path("uniswap-v3", "position-value", file));
        string[] header = lines[0].Split(',');
        int rows = 0;
        foreach (string line in lines.Skip(1))
        {
            Dictionary<string, string> row = header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            (UInt256 value0, UInt256 value1) = Value(name => UInt256.Parse(row[name]));
            Check(row, column0, value0);
            Check(row, column1, value1);
            rows++;
        }
        Assert.Equal(rowCount, rows);
    }

    private static (UInt256 Token0, UInt256 Token1) Value(Func<string, UInt256> column)
    {
        UInt256 price = column("sqrtPriceX96");
        int tick = TickMath.GetTickAtSqrtPrice(price);
        LiquidityAmounts.Between(price, tick, TickLower, TickUpper, Liquidity, roundUp: false, out UInt256 amount0, out UInt256 amount1);
        UInt256 inside0 = FeeGrowth.Inside(
            tick, TickLower, TickUpper, column("feeGrowthGlobal0X128"), column("tickLowerFeeGrowthOutside0X128"), column("tickUpperFeeGrowthOutside0X128"));
        UInt256 inside1 = FeeGrowth.Inside(
            tick, TickLower, TickUpper, column("feeGrowthGlobal1X128"), column("tickLowerFeeGrowthOutside1X128"), column("tickUpperFeeGrowthOutside1X128"));
        return (amount0 + FeeGrowth.Owed(inside0, default, Liquidity), amount1 + FeeGrowth.Owed(inside1, default, Liquidity));
    }

    private static void Check(Dictionary<string, string> row, string? column, UInt256 value) =>
        Assert.True(column is null || row[column] == value.ToString(), string.Create(CultureInfo.InvariantCulture, $"block {row["number"]}: was {value}"));
}
