using Tidemark.Amm.Events;

namespace Tidemark.Tests.Data.Importers;

/// <summary>The contract records a collect of nothing out of any range that a caller names: the ticks need not be a range at all.</summary>
public class CollectRangeTests
{
    private const string Columns = "block_number,transaction_index,log_index,event,owner,recipient,tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick\n";
    private const string A = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Word = "000000000000000000000000";
    private const string CollectTopic = "0x70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0";
    private const string BurnTopic = "0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c";

    [Theory]
    [InlineData(8388607, -8388608)]
    [InlineData(-8388608, 8388607)]
    [InlineData(60, 60)]
    [InlineData(-887273, 0)]
    public void Read_CollectOfAnyTicks_KeepsThem(int lower, int upper)
    {
        using TestTapes tapes = new();
        string csv = tapes.Write("collect.csv", Columns + $"1,0,0,collect,{A},{A},{lower},{upper},,0,0,,,\n");
        string logs = tapes.Write("collect.json", Log(CollectTopic, lower, upper, Word + A[2..] + new string('0', 128)));

        foreach (string path in new[] { csv, logs })
        {
            PoolEvent collect = Assert.Single(TestTapes.ReadAll(path));
            Assert.Equal(PoolEventKind.Collect, collect.Kind);
            Assert.Equal((lower, upper), (collect.TickLower, collect.TickUpper));
        }
    }

    [Theory]
    [InlineData(8388608, 0)]
    [InlineData(0, -8388609)]
    public void Read_CollectOfTicksAbove24Bits_IsRefused(int lower, int upper)
    {
        using TestTapes tapes = new();
        string csv = tapes.Write("collect.csv", Columns + $"1,0,0,collect,{A},{A},{lower},{upper},,0,0,,,\n");
        string logs = tapes.Write("collect.json", Log(CollectTopic, lower, upper, Word + A[2..] + new string('0', 128)));

        Assert.Contains("a whole number from -8388608 to 8388607", tapes.Failure(csv), StringComparison.Ordinal);
        Assert.Contains("a value that its type cannot have", tapes.Failure(logs), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(60, -60)]
    [InlineData(-887273, 0)]
    [InlineData(0, 887273)]
    public void Read_BurnOfNoRange_IsRefused(int lower, int upper)
    {
        using TestTapes tapes = new();
        string csv = tapes.Write("burn.csv", Columns + $"1,0,0,burn,{A},,{lower},{upper},0,0,0,,,\n");
        string logs = tapes.Write("burn.json", Log(BurnTopic, lower, upper, new string('0', 192)));

        Assert.Contains("tick_", tapes.Failure(csv), StringComparison.Ordinal);
        Assert.Contains("upside down", tapes.Failure(logs), StringComparison.Ordinal);
    }

    private static string Log(string topic, int lower, int upper, string data) =>
        $$"""
        [{"address":"{{A}}","topics":["{{topic}}","0x{{Word}}{{A[2..]}}","0x{{Signed(lower)}}","0x{{Signed(upper)}}"],"data":"0x{{data}}",
        "blockNumber":"0x1","transactionHash":"0x{{new string('1', 64)}}","transactionIndex":"0x0","logIndex":"0x0"}]
        """;

    private static string Signed(int value) => new string(value < 0 ? 'f' : '0', 56) + value.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
