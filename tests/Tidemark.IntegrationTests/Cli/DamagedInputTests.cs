using System.Text;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Damaged files through the process: one line on standard error, exit code 2, nothing on standard output.</summary>
public sealed class DamagedInputTests : IDisposable
{
    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sqrt_price_x96", "abc", "sqrt_price_x96 is 'abc'")]
    [InlineData("amount0", "99999999999999999999999999999999999999999999999999999999999999999999999999999999", "amount0 is '9999")]
    [InlineData("pool_liquidity", "340282366920938463463374607431768211456", "pool_liquidity is '340282366920938463463374607431768211456'")]
    [InlineData("amount1", "1.5", "amount1 is '1.5'")]
    [InlineData("event", "swop", "event is 'swop'")]
    [InlineData("tick", "887273", "tick is '887273'")]
    [InlineData("block_number", "1", "block 1")]
    public async Task Tape_WrongField_NamesFileAndLine(string column, string value, string found)
    {
        int line = TapeFolder.SwapLine(after: 300);
        string tape = _folder.ChangeSample(line, column, value);
        string message = await TidemarkProcess.RefusalAsync("replay", tape);
        Assert.StartsWith($"{tape}:{line}: ", message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tape_Damaged_NamesTheFile()
    {
        byte[] sample = await File.ReadAllBytesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken);
        string text = Encoding.UTF8.GetString(sample);
        string header = text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];
        byte[] gzip = TapeFolder.Gzip(sample);
        byte[] database = await File.ReadAllBytesAsync(RecordedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"), TestContext.Current.CancellationToken);
        byte[] latin = [.. sample];
        latin[^20] = 0xe9;
        (string Name, byte[] Content, string Found)[] damages =
        [
            ("cut.csv", sample[..^70], ":1001: "),
            ("column.csv", Encoding.UTF8.GetBytes(text.Replace("sqrt_price_x96", "price", StringComparison.Ordinal)), ":1: there is no column 'sqrt_price_x96'"),
            ("double.csv", Encoding.UTF8.GetBytes(text.Replace(",owner,", ",sender,", StringComparison.Ordinal)), ":1: "),
            ("empty.csv", [], ""),
            ("header.csv", Encoding.UTF8.GetBytes(header), "events"),
            ("latin.csv", latin, ":1001: "),
            ("cut.csv.gz", gzip[..(gzip.Length / 2)], "the gzip archive is damaged or cut off here"),
            ("cut.sqlite", database[..20_000], "SQLite cannot read the database"),
        ];
        foreach ((string name, byte[] content, string found) in damages)
        {
            string tape = _folder.Write(name, content);
            string message = await TidemarkProcess.RefusalAsync("replay", tape);
            Assert.StartsWith(tape, message, StringComparison.Ordinal);
            Assert.Contains(found, message, StringComparison.Ordinal);
        }
        Assert.Equal($"{_folder.Folder}: this is a directory; a file with pool events is expected; name the file", await TidemarkProcess.RefusalAsync("replay", _folder.Folder));
        Assert.Equal($"{_folder.PathOf("missing.csv")}: there is no such file; check the path", await TidemarkProcess.RefusalAsync("replay", _folder.PathOf("missing.csv")));
    }

    [Fact]
    public async Task Fee_ThatTheSwapsContradict_NamesTheFirstOfThem()
    {
        Assert.Contains(":17: this swap, and ", await TidemarkProcess.RefusalAsync("replay", TapeFolder.Sample, "--fee-pips", "500"), StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken);
        string tape = _folder.Write("fee.csv", string.Join('\n', lines.Select(static (line, i) => line + (i == 0 ? ",fee_pips" : ",500"))));
        string message = await TidemarkProcess.RefusalAsync("replay", tape);
        Assert.StartsWith($"{tape}:17: this swap, and ", message, StringComparison.Ordinal);
        Assert.Contains("none of them 500 as the tape has it", message, StringComparison.Ordinal);
        Assert.Equal($"{tape}: --fee-pips says that the fee is 3000, the tape says 500; leave the option out.", await TidemarkProcess.RefusalAsync("replay", tape, "--fee-pips", "3000"));
    }

    [Theory]
    [InlineData("", ":1: the file is empty")]
    [InlineData("{", ":1: the text is not JSON")]
    [InlineData("[]", ":1: the file does not begin with an object")]
    [InlineData("{\n\"tick\": \"high\"}", ":2: tick is 'high'")]
    [InlineData("{\n\"liquidity\": 1.5}", ":2: liquidity is '1.5'")]
    [InlineData("{\n\"sqrtPriceX96\": -1}", ":2: sqrtPriceX96 is '-1'")]
    [InlineData("{\n\"fee\": 99999999999999999999}", ":2: fee is '99999999999999999999'")]
    [InlineData("{\"fee\": 3000, \"tickSpacing\": 60,\n\"ticks\": [{\"tick\": 61, \"liquidityGross\": 5, \"liquidityNet\": 5}]}", ":2: ")]
    [InlineData("{\"fee\": 500,\n\"tickSpacing\": 60}", "follow a fee of 3000 pips, and none of them 500 as the state has it")]
    public async Task State_Damaged_NamesFileAndLine(string content, string found)
    {
        string state = _folder.Write("state.json", content);
        string message = await TidemarkProcess.RefusalAsync("replay", TapeFolder.Sample, "--state", state);
        Assert.StartsWith(found[0] == ':' ? state + found : TapeFolder.Sample + ":17: ", message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_NoFile_IsNamed()
    {
        Assert.Equal($"{_folder.Folder}: this is a directory; a pool state is expected; name the file", await TidemarkProcess.RefusalAsync("replay", TapeFolder.Sample, "--state", _folder.Folder));
        Assert.Equal($"{_folder.PathOf("x.json")}: there is no such file; check the path", await TidemarkProcess.RefusalAsync("replay", TapeFolder.Sample, "--state", _folder.PathOf("x.json")));
    }
}
