using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

public partial class RawLogTapesTests
{
    private const PoolEventFields NotInTick = PoolEventFields.Owner;

    private static string Day03(string kind) =>
        SharedData.Path("uniswap-v3", "usdc-weth-03-2024-01-05", $"ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.{kind}.csv");

    private static string Polygon(string kind) =>
        SharedData.Path("uniswap-v3", "polygon-usdc-weth-2021-12-22", $"polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.{kind}.csv");

    [Theory]
    [InlineData("ethereum", 304)]
    [InlineData("polygon", 210)]
    public void Read_RawAndDecodedFileOfOnePool_EveryRecordedFieldAgrees(string chain, int count)
    {
        PoolTape rawTape = PoolTape.Open(chain == "polygon" ? Polygon("raw") : Day03("raw"));
        PoolTape tickTape = PoolTape.Open(chain == "polygon" ? Polygon("tick") : Day03("pool.tick"));
        List<PoolEvent> raw = TestTapes.ReadAll(rawTape);
        List<PoolEvent> decoded = TestTapes.ReadAll(tickTape);

        Assert.Equal(TapeFormat.DemeterRaw, rawTape.Format);
        Assert.Equal(chain == "polygon" ? TapeFormat.DemeterTick : TapeFormat.DemeterPoolTick, tickTape.Format);
        Assert.Equal(AmmProtocol.UniswapV3, rawTape.Header.Protocol);
        Assert.Equal(count, raw.Count);
        Assert.Equal(count, decoded.Count);
        for (int i = 0; i < count; i++)
        {
            // The decoded file lacks a mint's owner, and has the position manager's token ids.
            PoolEventFields lacking = raw[i].Kind == PoolEventKind.Mint ? NotInTick : PoolEventFields.None;
            Assert.Equal(raw[i].Recorded & ~lacking, decoded[i].Recorded & ~PoolEventFields.TokenId);
            Assert.Equal(raw[i] with { Recorded = decoded[i].Recorded, Owner = lacking == NotInTick ? default : raw[i].Owner, TokenId = decoded[i].TokenId }, decoded[i]);
        }
    }

    [Fact]
    public void Read_LogsAsJson_GivesTheEventsOfTheRawFile()
    {
        using TestTapes tapes = new();
        string[] logs = File.ReadLines(Day03("raw")).Skip(1).Select(ToJson).ToArray();
        List<PoolEvent> expected = TestTapes.ReadAll(Day03("raw"));

        string array = tapes.Write("array", "[\n" + string.Join(",\n", logs) + "\n]\n");
        string response = tapes.Write("response", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[" + string.Join(",", logs) + "]}");
        string batch = tapes.Write("batch", "[{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":[" + string.Join(",", logs[..100]) + "]},"
            + "{\"id\":2,\"result\":[" + string.Join(",", logs[100..]) + "],\"jsonrpc\":\"2.0\"}]");
        string lines = tapes.Write("lines", "\uFEFF" + string.Join("\r\n", logs) + "\r\n");
        string withId = tapes.Write("ids", "[" + string.Join(",", logs.Select(log => "{\"id\":\"log_1\"," + log[1..])) + "]");

        foreach (string path in (string[])[array, response, batch, lines, withId])
        {
            PoolTape tape = PoolTape.Open(path);
            Assert.Equal(TapeFormat.Logs, tape.Format);
            Assert.Equal("0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8", tape.Header.Pool.ToString());
            Assert.Equal(expected, TestTapes.ReadAll(tape));
        }
    }

    [Fact]
    public void Open_PositionManagersLogs_IsRefused()
    {
        string path = SharedData.Path("uniswap-v3", "usdc-weth-005-2024-01-05", "ethereum-uniswap-proxy-lp-2024-01-05.raw.csv");

        TapeFormatException exception = Assert.Throws<TapeFormatException>(() => PoolTape.Open(path));
        Assert.Equal(2, exception.Line);
        Assert.Equal($"{path}:2: this is the log Collect(uint256,address,uint256,uint256) of Uniswap's position manager; logs of one pool are expected; read the file with the pool's own logs", exception.Message);
    }

    /// <summary>Writes a row of the raw file as a node would answer it; done with regular expressions, so not with the code under test.</summary>
    private static string ToJson(string row)
    {
        Match match = RawRow().Match(row);
        Assert.True(match.Success, row);
        long seconds = DateTimeOffset.Parse(match.Groups["time"].Value + "Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        StringBuilder json = new();
        json.Append(CultureInfo.InvariantCulture, $"{{\"address\":\"0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8\",\"topics\":[{match.Groups["topics"].Value.Replace('\'', '"')}],");
        json.Append(CultureInfo.InvariantCulture, $"\"data\":\"{match.Groups["data"].Value}\",\"blockNumber\":\"0x{long.Parse(match.Groups["block"].Value, CultureInfo.InvariantCulture):x}\",");
        json.Append(CultureInfo.InvariantCulture, $"\"transactionHash\":\"{match.Groups["hash"].Value}\",\"transactionIndex\":\"0x{int.Parse(match.Groups["tx"].Value, CultureInfo.InvariantCulture):x}\",");
        json.Append(CultureInfo.InvariantCulture, $"\"blockHash\":\"0x00\",\"blockTimestamp\":\"0x{seconds:x}\",\"logIndex\":\"0x{int.Parse(match.Groups["log"].Value, CultureInfo.InvariantCulture):x}\",\"removed\":false}}");
        return json.ToString();
    }

    [GeneratedRegex("^(?<block>\\d+),(?<time>[^,]+),(?<hash>0x[0-9a-f]{64}),(?<tx>\\d+),(?<log>\\d+),\"\\[(?<topics>[^\\]]*)\\]\",(?<data>0x[0-9a-f]*)$")]
    private static partial Regex RawRow();
}
