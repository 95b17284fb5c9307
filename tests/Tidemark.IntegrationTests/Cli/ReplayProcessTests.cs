using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.IntegrationTests.Worlds;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark replay</c> as a user meets it: what it prints, where, and with which exit code.</summary>
public sealed partial class ReplayProcessTests : IDisposable
{
    private static readonly string[] Counts = ["events", "swaps", "mints", "burns", "collects", "exact", "mismatched", "unchecked"];
    private static readonly string[] MismatchFields = ["block", "transactionIndex", "logIndex", "event", "field", "expected", "actual"];
    private static readonly string[] FinalFields = ["sqrtPriceX96", "tick", "liquidity", "feeGrowthGlobal0X128", "feeGrowthGlobal1X128"];

    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_SampleThatAgrees_HasEveryPromisedField()
    {
        JsonElement root = await TidemarkProcess.JsonAsync("replay", TapeFolder.Sample);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("pool").ValueKind);
        Assert.Equal([1000L, 741, 77, 83, 83, 1000, 0, 0], Counts.Select(name => root.GetProperty(name).GetInt64()));
        Assert.Equal(0, root.GetProperty("mismatches").GetArrayLength());
        Assert.True(root.GetProperty("eventsPerSecond").GetDouble() > 0);
        Assert.Equal(FinalFields, root.GetProperty("final").EnumerateObject().Select(static field => field.Name));
        Assert.Equal("3347919515858569816429133", root.At("final.sqrtPriceX96").GetString());
        Assert.Equal(-201446, root.At("final.tick").GetInt32());
        Assert.Equal("249164544760279675", root.At("final.liquidity").GetString());
        Assert.All(["feeGrowthGlobal0X128", "feeGrowthGlobal1X128"], name => Assert.Matches("^[1-9][0-9]+$", root.GetProperty("final").GetProperty(name).GetString()));
        Assert.Equal(("beginning", "inferred", "inferred"), (root.GetProperty("start").GetString(), root.GetProperty("feeFrom").GetString(), root.GetProperty("tickSpacingFrom").GetString()));
        Assert.True(root.At("checkedFields.amount0").GetInt64() > 900);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("inferred").ValueKind);
    }

    [Fact]
    public async Task Json_Twice_IsTheSameToTheByteButForTheSpeed()
    {
        string once = await TidemarkProcess.OutputAsync("replay", TapeFolder.Sample, "--json");
        string again = await TidemarkProcess.OutputAsync("replay", TapeFolder.Sample, "--json");

        Assert.Equal(Speed().Replace(once, ""), Speed().Replace(again, ""));
        Assert.Single(Speed().Matches(once));
    }

    [Fact]
    public async Task Json_OneWrongDigit_NamesTheEventTheFieldAndBothValues()
    {
        int line = TapeFolder.SwapLine(after: 500);
        string recorded = TapeFolder.SampleField(line, "amount1");
        string wrong = recorded[..^1] + (char)(recorded[^1] == '9' ? '8' : recorded[^1] + 1);
        TidemarkResult result = await TidemarkProcess.RunAsync("replay", _folder.ChangeSample(line, "amount1", wrong), "--json", "--on-mismatch", "resync");

        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement mismatch = document.RootElement.GetProperty("mismatches").EnumerateArray().Single(one => one.GetProperty("field").GetString() == "amount1");
        Assert.Equal(MismatchFields, mismatch.EnumerateObject().Select(static field => field.Name));
        Assert.Equal(
            ("swap", "amount1", wrong, recorded),
            (mismatch.GetProperty("event").GetString(), mismatch.GetProperty("field").GetString(), mismatch.GetProperty("expected").GetString(), mismatch.GetProperty("actual").GetString()));
        Assert.Equal(TapeFolder.SampleField(line, "block_number"), mismatch.GetProperty("block").GetInt64().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(TapeFolder.SampleField(line, "transaction_index"), mismatch.GetProperty("transactionIndex").GetInt64().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(TapeFolder.SampleField(line, "log_index"), mismatch.GetProperty("logIndex").GetInt64().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, document.RootElement.GetProperty("mismatched").GetInt64());
    }

    [Fact]
    public async Task OnMismatch_WrongPriceInOneSwap_StopsGoesOnOrResyncs()
    {
        int line = TapeFolder.SwapLine(after: 500);
        string tape = _folder.ChangeSample(line, "sqrt_price_x96", TapeFolder.SampleField(line, "sqrt_price_x96")[..^18] + "123456789012345678");
        Dictionary<string, JsonElement> results = [];
        foreach (string policy in (string[])["report", "stop", "resync"])
        {
            TidemarkResult result = await TidemarkProcess.RunAsync("replay", tape, "--json", "--on-mismatch", policy);
            Assert.Equal((3, ""), (result.ExitCode, result.Error));
            using JsonDocument document = JsonDocument.Parse(result.Output);
            results[policy] = document.RootElement.Clone();
        }
        // The pool computed the right price, so only the first replay still ends where the chain did.
        Assert.Equal((1000L, 1L), Events(results["report"]));
        Assert.Equal("3347919515858569816429133", results["report"].At("final.sqrtPriceX96").GetString());
        Assert.Equal((line - 1L, 1L), Events(results["stop"]));
        Assert.Equal(1000, Events(results["resync"]).Events);
        Assert.True(Events(results["resync"]).Mismatched > 1, "The swap after a wrong price that was taken over must be a mismatch as well.");
    }

    [Fact]
    public async Task Csv_Mismatches_AreRowsBehindOneHeader()
    {
        int line = TapeFolder.SwapLine(after: 500);
        TidemarkResult agrees = await TidemarkProcess.RunAsync("replay", TapeFolder.Sample, "--csv");
        TidemarkResult differs = await TidemarkProcess.RunAsync("replay", _folder.ChangeSample(line, "amount1", "12345"), "--csv");

        const string Header = "block_number,transaction_index,log_index,event,field,expected,actual\n";
        Assert.Equal((0, Header, ""), (agrees.ExitCode, agrees.Output, agrees.Error));
        Assert.Equal((3, ""), (differs.ExitCode, differs.Error));
        Assert.StartsWith(Header, differs.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"\n{TapeFolder.SampleField(line, "block_number")},{TapeFolder.SampleField(line, "transaction_index")},{TapeFolder.SampleField(line, "log_index")},swap,",
            differs.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_Gzipped_GivesTheSameResult()
    {
        string plain = await TidemarkProcess.OutputAsync("replay", TapeFolder.Sample, "--json");
        TidemarkResult gzipped = await TidemarkProcess.RunAsync("replay", _folder.Write("tape", TapeFolder.Gzip(await File.ReadAllBytesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken))), "--json");

        Assert.Equal((0, Speed().Replace(plain, "")), (gzipped.ExitCode, Speed().Replace(gzipped.Output, "")));
    }

    [Theory]
    [InlineData("csv", "samples/world-v3.csv", 1000)]
    [InlineData("bella", "uniswap-v3/ens-weth-lifetime/bella-event-db.sqlite", 68)]
    [InlineData("demeter-tick", "uniswap-v3/polygon-usdc-weth-2021-12-22/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv", 210)]
    [InlineData("demeter-raw", "uniswap-v3/polygon-usdc-weth-2021-12-22/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.raw.csv", 210)]
    [InlineData("demeter-pool-tick", "uniswap-v3/usdc-weth-03-2024-01-05/ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.pool.tick.csv", 304)]
    public async Task Format_FoundOutOrNamed_IsTheSame(string format, string file, int events)
    {
        string path = format == "csv" ? Repository.Path(file.Split('/')) : RecordedData.Path(file.Split('/'));
        TidemarkResult found = await TidemarkProcess.RunAsync("replay", path, "--json");
        string named = await TidemarkProcess.OutputAsync("replay", path, "--format", format, "--json");

        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.Equal(Speed().Replace(found.Output, ""), Speed().Replace(named, ""));
        using JsonDocument document = JsonDocument.Parse(found.Output);
        Assert.Equal((format, events), (document.RootElement.GetProperty("format").GetString(), document.RootElement.GetProperty("events").GetInt32()));
    }

    [Fact]
    public async Task State_CutTape_RoundTripsThroughFiles()
    {
        (string beginning, string rest) = _folder.CutSample(400);
        string middle = _folder.PathOf("middle.json");
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", TapeFolder.Sample, "--state-out", _folder.PathOf("whole.json"))).ExitCode);
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", beginning, "--state-out", middle)).ExitCode);
        TidemarkResult result = await TidemarkProcess.RunAsync("replay", rest, "--state", middle, "--state-out", _folder.PathOf("end.json"), "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(await ReadAsync("whole.json"), await ReadAsync("end.json"));
        // Over the state that it read.
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", rest, "--state", middle, "--state-out", middle)).ExitCode);
        Assert.Equal(await ReadAsync("whole.json"), await ReadAsync("middle.json"));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Folder), static file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task State_WithoutPositions_AgreesAndLeavesTheirFeesUnchecked()
    {
        (string beginning, string rest) = _folder.CutSample(400);
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", beginning, "--state-out", _folder.PathOf("middle.json"))).ExitCode);
        string state = await ReadAsync("middle.json");
        int positions = state.IndexOf("\"positions\"", StringComparison.Ordinal);
        JsonElement document = await TidemarkProcess.JsonAsync("replay", rest, "--state", _folder.Write("partial.json", state[..positions] + "\"positions\": []}"));
        Assert.Equal(472, document.GetProperty("exactSwaps").GetInt32());
        Assert.True(document.GetProperty("unchecked").GetInt32() > 0);
        Assert.True(document.GetProperty("feesUnknown").GetInt32() > 0);
    }

    [Fact]
    public async Task State_OfAnotherMoment_IsAMismatch()
    {
        (string beginning, _) = _folder.CutSample(400);
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", beginning, "--state-out", _folder.PathOf("middle.json"))).ExitCode);
        (_, string later) = _folder.CutSample(500);
        TidemarkResult result = await TidemarkProcess.RunAsync("replay", later, "--state", _folder.PathOf("middle.json"));

        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Contains("The pool and the chain's record disagree.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateOut_PlaceThatTakesNoFile_IsRefusedBeforeTheReplay()
    {
        string missing = Path.Combine(_folder.Folder, "missing", "state.json");
        await RefusedAsync($"tidemark: --state-out {missing} cannot be written: there is no folder {Path.GetDirectoryName(missing)}; make it, or name a file in another one. (see tidemark replay --help)", missing);
        await RefusedAsync($"tidemark: --state-out {_folder.Folder} is a folder; name a file in it. (see tidemark replay --help)", _folder.Folder);
        string tape = _folder.Write("tape.csv", await File.ReadAllBytesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken));
        TidemarkResult itself = await TidemarkProcess.RunAsync("replay", tape, "--state-out", tape);
        Assert.Equal((2, "", $"tidemark: --state-out {tape} is the file that INPUT names too, and would replace it; name another one. (see tidemark replay --help)\n"), (itself.ExitCode, itself.Output, itself.Error));
        Assert.Equal([tape], Directory.GetFileSystemEntries(_folder.Folder));
        if (OperatingSystem.IsLinux())
        {
            TidemarkResult unwritable = await TidemarkProcess.RunAsync("replay", tape, "--state-out", "/proc/state.json");
            Assert.Equal((1, ""), (unwritable.ExitCode, unwritable.Output));
            Assert.Matches(@"^tidemark: /proc/state\.json: the folder takes no new file \([^\n]*\); name a file in another one\n$", unwritable.Error);
            Assert.DoesNotContain(".tmp", unwritable.Error, StringComparison.Ordinal);
        }

        async Task RefusedAsync(string message, string target)
        {
            TidemarkResult result = await TidemarkProcess.RunAsync("replay", TapeFolder.Sample, "--state-out", target);
            Assert.Equal((2, "", message + "\n"), (result.ExitCode, result.Output, result.Error));
        }
    }

    [Theory]
    [InlineData("replay TAPE --jsom", "'--jsom' is no option. Did you mean '--json'? (see tidemark replay --help)")]
    [InlineData("replay --jsom TAPE", "'--jsom' is no option. Did you mean '--json'? (see tidemark replay --help)")]
    [InlineData("replay --jsom", "'--jsom' is no option. Did you mean '--json'? (see tidemark replay --help)")]
    [InlineData("replay TAPE --fee-pip 500", "'--fee-pip' is no option. Did you mean '--fee-pips'? (see tidemark replay --help)")]
    [InlineData("replay TAPE --quiet", "'--quiet' is no option. (see tidemark replay --help)")]
    [InlineData("replay TAPE more", "Unrecognized command or argument 'more'. (see tidemark replay --help)")]
    [InlineData("repaly TAPE", "'repaly' is none of the words that follow 'tidemark': book, breakeven, explain, greeks, hedge, il, leverage, lvr, pairs, protect, replay. Did you mean 'replay'? (see tidemark --help)")]
    [InlineData("replay", "Required argument 'INPUT' missing for command: 'replay'. (see tidemark replay --help)")]
    [InlineData("replay EMPTY", "INPUT is empty; name the file with the pool's events. (see tidemark replay --help)")]
    [InlineData("replay TAPE --json --csv", "--json and --csv exclude each other; choose one. (see tidemark replay --help)")]
    [InlineData("replay TAPE --on-mismatch 1", "'1' is no answer to a mismatch; choose report, stop or resync. (see tidemark replay --help)")]
    [InlineData("replay TAPE --fee-pips -1", "'-1' is no whole number of 0 or more, which --fee-pips takes. (see tidemark replay --help)")]
    [InlineData("replay TAPE --format xml", "'xml' is no format; the formats are csv, demeter-raw, demeter-tick, demeter-pool-tick, bella, logs. (see tidemark replay --help)")]
    [InlineData("replay TAPE --fee-pips 1000000", "TAPE: --fee-pips says that the fee is 1000000 pips; a fee is from 0 to 999999 millionths; give the pool's own.")]
    [InlineData("replay TAPE --tick-spacing 0", "TAPE: --tick-spacing says that the tick spacing is 0; a spacing is from 1 to 16383; give the pool's own.")]
    [InlineData("replay TAPE --tick-spacing 7", "TAPE:3: this position has the ticks -207180 and -193860, which are not multiples of the tick spacing 7 as --tick-spacing has it; give the pool's own, or leave it out")]
    public async Task Usage_Wrong_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        TidemarkResult result = await TidemarkProcess.RunAsync([.. arguments.Split(' ').Select(static word => word == "TAPE" ? TapeFolder.Sample : word == "EMPTY" ? "" : word)]);

        Assert.Equal((2, "", $"tidemark: {message.Replace("TAPE", TapeFolder.Sample, StringComparison.Ordinal)}\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task V2Tape_FromTheGenerator_Replays()
    {
        await WorldGenerator.GenerateAsync("v2 --seed 11 --steps 60", _folder.Folder, TestContext.Current.CancellationToken);
        foreach (string tape in (string[])["tape.csv", "logs.json"])
        {
            JsonElement document = await TidemarkProcess.JsonAsync("replay", _folder.PathOf(tape), "--fee-pips", "3000");
            Assert.Equal(("uniswap-v2", tape == "tape.csv" ? "csv" : "logs"), (document.GetProperty("protocol").GetString(), document.GetProperty("format").GetString()));
            Assert.True(document.GetProperty("swaps").GetInt32() > 0);
            Assert.Equal(document.GetProperty("events").GetInt32(), document.GetProperty("exact").GetInt32());
            Assert.Equal(["reserve0", "reserve1", "totalSupply"], document.GetProperty("final").EnumerateObject().Select(static field => field.Name));
        }
        TidemarkResult refused = await TidemarkProcess.RunAsync("replay", _folder.PathOf("tape.csv"), "--state-out", _folder.PathOf("state.json"));
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.EndsWith("which has no ticks; --state-out is for V3 pools; leave it out.\n", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("state.json")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_LongTape_EndsWithAMessageAndNoState(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks into /proc to see the tape opened.");
        string tape = _folder.PathOf("long.csv");
        WriteLongTape(tape);
        string state = _folder.PathOf("state.json");
        // The test's own parent may ignore the signal, and a child would inherit that.
        TidemarkResult result = await TidemarkProcess.RunAsync(
            "env", [$"--default-signal={signal}", TidemarkProcess.Executable, "replay", tape, "--state-out", state], async (process, cancellationToken) =>
        {
            while (!process.HasExited && !HasOpen(process.Id, tape))
            {
                await Task.Delay(5, cancellationToken);
            }
            TidemarkResult sent = await TidemarkProcess.RunAsync("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)], null);
            Assert.Equal(0, sent.ExitCode);
        });

        Assert.Equal((1, "", "tidemark: cancelled; nothing was written\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal([tape], Directory.GetFileSystemEntries(_folder.Folder));
    }

    private static (long Events, long Mismatched) Events(JsonElement result) => (result.GetProperty("events").GetInt64(), result.GetProperty("mismatched").GetInt64());

    private static bool HasOpen(int process, string path)
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{process}/fd").Any(entry => new FileInfo(entry).LinkTarget == path);
        }
        catch (IOException)
        {
            // A descriptor that was closed meanwhile, or a process that ended.
            return false;
        }
    }

    // Long enough that the signal comes first, and quick to write.
    private static void WriteLongTape(string path)
    {
        using StreamWriter tape = new(path) { NewLine = "\n" };
        tape.WriteLine("block_number,transaction_index,log_index,event,tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick,fee_pips,tick_spacing");
        tape.WriteLine("1,0,0,initialize,,,,,,79228162514264337593543950336,,,3000,60");
        for (int i = 0; i < 3_000_000; i++)
        {
            tape.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2,0,{i},set_fee_protocol,,,,{4 + (i % 7)},0,,,,3000,60"));
        }
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_folder.PathOf(name), TestContext.Current.CancellationToken);

    [GeneratedRegex("\"eventsPerSecond\": [0-9.]+")]
    private static partial Regex Speed();
}
