using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

public sealed class TapeDamageTests : IDisposable
{
    private const string Columns = "block_number,transaction_index,log_index,event,tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick\n";
    private const string Swap = "1,0,1,swap,,,,-7,8,9,10,11\n";

    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Theory]
    [InlineData("1,0,0,swap,,,,-7,8,9,10\n", "t:3: the row has 11 fields; 12 are expected, as in the first row; repair the row")]
    [InlineData("1,0,0,swap,,,,-7", "t:3: the last row has 8 of 12 fields; the file seems to be cut off; get it again")]
    [InlineData("2,0,0,swap,,,,7O,8,9,10,11\n", "t:3: amount0 is '7O'; a whole number from -2^255 to 2^255 - 1 is expected; repair the row")]
    [InlineData("2,0,0,swap,,,,0x7,8,9,10,11\n", "t:3: amount0 is '0x7'; a whole number from -2^255 to 2^255 - 1 is expected; repair the row")]
    [InlineData("2,0,0,swap,,,,,,,10,11\n", "t:3: amount0 is empty in a row with the event swap; a value is expected there; repair the row")]
    [InlineData("2,0,0,swap,,,,57896044618658097711785492504343953926634992332820282019728792003956564819968,8,9,10,11\n", "t:3: amount0 is '57896044618658097711785492504343953926634992332820282019728792003956564819968'; a whole number from -2^255 to 2^255 - 1 is expected; repair the row")]
    [InlineData("2,0,0,swap,,,,7,8,1461501637330902918203684832716283019655932542976,10,11\n", "t:3: sqrt_price_x96 is '1461501637330902918203684832716283019655932542976'; a whole number from 0 to 2^160 - 1 is expected; repair the row")]
    [InlineData("2,0,0,swap,,,,7,8,9,340282366920938463463374607431768211456,11\n", "t:3: pool_liquidity is '340282366920938463463374607431768211456'; a whole number from 0 to 2^128 - 1 is expected; repair the row")]
    [InlineData("2,0,0,swap,,,,7,8,9,10,887273\n", "t:3: tick is '887273'; a tick, a whole number from -887272 to 887272, is expected; repair the row")]
    [InlineData("2,0,0,mint,-887273,0,5,7,8,,,\n", "t:3: tick_lower is '-887273'; a tick, a whole number from -887272 to 887272, is expected; repair the row")]
    [InlineData("2,0,0,mint,60,60,5,7,8,,,\n", "t:3: tick_lower is 60 and tick_upper is 60; the lower one is expected to be below the upper one; repair the row")]
    [InlineData("2,0,0,mint,-60,60,-5,7,8,,,\n", "t:3: liquidity is '-5'; a whole number from 0 to 2^128 - 1 is expected; repair the row")]
    [InlineData("2,0,0,initialize,,,,,,,,0\n", "t:3: sqrt_price_x96 is empty in a row with the event initialize; a value is expected there; repair the row")]
    [InlineData("two,0,0,swap,,,,7,8,9,10,11\n", "t:3: block_number is 'two'; a whole number of at most 64 bits is expected; repair the row")]
    [InlineData("2,-1,0,swap,,,,7,8,9,10,11\n", "t:3: transaction_index is '-1'; a whole number of at most 32 bits is expected; repair the row")]
    [InlineData("2,0,,swap,,,,7,8,9,10,11\n", "t:3: log_index is empty; a whole number of at most 32 bits is expected; repair the row")]
    [InlineData("2,0,0,Swap,,,,7,8,9,10,11\n", "t:3: event is 'Swap'; initialize, mint, burn, collect, swap, flash, set_fee_protocol, collect_protocol, sync or transfer is expected; repair the row")]
    [InlineData("2,0,0,sync,,,,7,8,9,10,11\n", "t:3: event is 'sync', which only a Uniswap V2 pool has; a V2 tape is expected to have the columns amount0_out and amount1_out; add them")]
    [InlineData(Swap, "t:3: block 1, transaction 0, log 1 stands twice; each position is expected once; remove the double")]
    [InlineData("1,0,0,swap,,,,-7,8,9,10,11\n", "t:3: block 1, transaction 0, log 0 stands after block 1, transaction 0, log 1; ascending positions are expected; sort the file by block, transaction and log")]
    [InlineData("2,0,0,swap,,,,\"7,8,9,10,11\n", "t:3: a quotation mark is opened and never closed; it is expected around a whole field; the file may be cut off: get it again")]
    [InlineData("2,0,0,swap,,,,7\"7\",8,9,10,11\n", "t:3: a quotation mark stands inside a field; it is expected only around a whole field, and twice for itself; repair the row")]
    [InlineData("2,0,0,swap,,,,\"7\"7,8,9,10,11\n", "t:3: a quotation mark stands inside a field; it is expected only around a whole field, and twice for itself; repair the row")]
    public void Read_DamagedRow_NamesTheLine(string row, string message) =>
        Assert.Equal(message, _tapes.Failure(_tapes.Write("t", Columns + Swap + row)));

    [Fact]
    public void Read_MissingColumn_NamesIt()
    {
        Assert.Equal("t:1: there is no column 'transaction_index'; the format csv needs it; check the first row and --format",
            _tapes.Failure(_tapes.Write("t", "block_number,log_index,event\n1,2,swap\n")));
        Assert.Equal("t:1: the column 'tick' stands twice; each column is expected once; remove one of them",
            _tapes.Failure(_tapes.Write("t", "tick,event,tick\n")));
        Assert.Equal("t:1: there is no column 'tx_type'; the format demeter-tick needs it; check the first row and --format",
            _tapes.Failure(_tapes.Write("t", "block_number,block_timestamp\n"), TapeFormat.DemeterTick));
        Assert.Equal("t:1: there is no column 'amount1_out'; the format csv needs it; check the first row and --format",
            _tapes.Failure(_tapes.Write("t", "amount0_out," + Columns)));
    }

    [Fact]
    public void Read_ConstantColumnThatDiffers_NamesTheLine() =>
        Assert.Equal("t:3: fee_pips is '500', and '3000' in the rows before; a tape is expected to hold one pool; write one file a pool",
            _tapes.Failure(_tapes.Write("t", "fee_pips," + Columns + "3000,1,0,1,swap,,,,-7,8,9,10,11\n500,1,0,2,swap,,,,-7,8,9,10,11\n")));

    [Fact]
    public void Read_NotUtf8_NamesTheLine()
    {
        byte[] content = Encoding.Latin1.GetBytes("note," + Columns + "ok,1,0,1,swap,,,,-7,8,9,10,11\n\u00e9,1,0,2,swap,,,,-7,8,9,10,11\n");
        Assert.Equal("t:3: the row is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv", _tapes.Failure(_tapes.Write("t", content)));
        Assert.Equal("t: the file is UTF-16 text; " + Known + " is expected; convert it first (gzip is read as it is)",
            _tapes.Failure(_tapes.Write("t", [0xff, 0xfe, (byte)'a', 0])));
    }

    [Fact]
    public void Open_FileWithoutEvents_IsRefused()
    {
        Assert.Equal("t:1: the file is empty; " + Known + " is expected; check that it was written completely", _tapes.Failure(_tapes.Write("t", "")));
        Assert.Equal("t:1: the file is empty; a row with the names of the columns is expected; check that it was written completely", _tapes.Failure(_tapes.Write("t", "\n"), TapeFormat.Csv));
        Assert.Equal("t:1: the file holds no events; at least one is expected; check that it was written completely", _tapes.Failure(_tapes.Write("t", Columns)));
        Assert.Equal("t:1: the file holds no events; at least one is expected; check that it was written completely", _tapes.Failure(_tapes.Write("t", "[]")));
        Assert.Equal("t:1: the file holds no events; at least one is expected; check that it was written completely", _tapes.Failure(_tapes.Write("t", "{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":1}")));
        Assert.Equal("t:1: log 1: the file holds no events of a pool, only 1 other logs; at least one is expected; check which contract the logs are of",
            _tapes.Failure(_tapes.Write("t", "[" + Log("0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925", "0x") + "]")));
    }

    [Fact]
    public void Open_NoFileToRead_IsRefused()
    {
        Assert.Equal("missing: there is no such file; check the path", _tapes.Failure(_tapes.PathOf("missing")));
        Directory.CreateDirectory(_tapes.PathOf("folder"));
        Assert.Equal("folder: this is a directory; a file with pool events is expected; name the file", _tapes.Failure(_tapes.PathOf("folder")));
    }

    [Fact]
    public void Open_OtherFile_SaysWhatItIs()
    {
        Assert.Equal("t:1: the first column is 'price'; " + Known + " is expected; check the file, or name the format with --format",
            _tapes.Failure(_tapes.Write("t", "price,volume\n1,2\n")));
        string bars = SharedData.Path("uniswap-v3", "minute-bars", "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-13.minute.csv");
        Assert.EndsWith(":1: these are demeter-fetch's minute bars, which hold no events; a tape with all events of one pool is expected; read the tick or raw file of that day",
            _tapes.Failure(bars), StringComparison.Ordinal);
        Assert.Equal("t: the file is a zip archive; " + Known + " is expected; convert it first (gzip is read as it is)",
            _tapes.Failure(_tapes.Write("t", [(byte)'P', (byte)'K', 3, 4, 0])));
        Assert.Equal("t: the file is no SQLite database; the format bella needs one; check --format", _tapes.Failure(_tapes.Write("t", Columns + Swap), TapeFormat.Bella));
    }

    [Fact]
    public void Read_GzippedTape_IsReadAsItIsAndDamageIsFound()
    {
        StringBuilder content = new(Columns);
        for (int i = 0; i < 40_000; i++)
        {
            content.Append(CultureInfo.InvariantCulture, $"1,0,{i},swap,,,,-{i * 7919L},{i * 104729L},9,10,11\n");
        }
        byte[] archive = Gzip(Encoding.UTF8.GetBytes(content.ToString()));
        Assert.Equal(40_000, TestTapes.ReadAll(_tapes.Write("whole", archive)).Count);

        // All but the last bytes: every event is there, and the archive's checksum is not.
        Assert.EndsWith(": the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", _tapes.Failure(_tapes.Write("cut", archive[..^6])), StringComparison.Ordinal);
        Assert.EndsWith(": the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", _tapes.Failure(_tapes.Write("half", archive[..(archive.Length / 2)])), StringComparison.Ordinal);
        archive[^6] ^= 1;
        Assert.EndsWith(": the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", _tapes.Failure(_tapes.Write("sum", archive)), StringComparison.Ordinal);
        Assert.EndsWith(": the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", _tapes.Failure(_tapes.Write("head", archive[..5])), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DemeterTick_DamageNamesTheLine()
    {
        string source = SharedData.Path("uniswap-v3", "polygon-usdc-weth-2021-12-22", "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv");
        string[] lines = File.ReadAllLines(source)[..5];
        Assert.Equal("t:3: current_tick is '193254.5'; a tick, a whole number from -887272 to 887272, is expected; repair the row", _tapes.Failure(_tapes.Write("t", Changed(lines, 2, "193254.0", "193254.5"))));
        Assert.Equal("t:4: tx_type is 'SWOP'; SWAP, MINT, BURN or COLLECT is expected; repair the row", _tapes.Failure(_tapes.Write("t", Changed(lines, 3, "SWAP", "SWOP"))));
        Assert.Equal("t:2: block_timestamp is '2021-13-22 00:18:09'; seconds since 1970 or a time like 2024-01-05T00:00:23Z is expected; repair the row", _tapes.Failure(_tapes.Write("t", Changed(lines, 1, "2021-12-22", "2021-13-22"))));
    }

    [Fact]
    public void Read_CollectOfAnyTicks_IsRead()
    {
        const string Header = "block_number,block_timestamp,tx_type,transaction_hash,tx_index,log_index,sender,receipt,amount0,amount1,total_liquidity,total_liquidity_delta,sqrtPriceX96,current_tick,tick_lower,tick_upper,liquidity\n";
        const string Row = "1,2024-01-05 00:33:23,{0},0x2c21608a118100f3de0b629d24d711554f54865c0a9115e2f4d8153281fd9179,1,2,0x3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad,0x3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad,0,0,,,,,8388607.0,-8388608.0,{1}\n";
        Assert.Equal((8388607, -8388608), TestTapes.ReadAll(_tapes.Write("t", Header + string.Format(CultureInfo.InvariantCulture, Row, "COLLECT", ""))).ConvertAll(collect => (collect.TickLower, collect.TickUpper)).Single());
        Assert.Equal("t:2: tick_lower is '8388607.0'; a tick, a whole number from -887272 to 887272, is expected; repair the row",
            _tapes.Failure(_tapes.Write("t", Header + string.Format(CultureInfo.InvariantCulture, Row, "BURN", "5"))));
    }

    [Fact]
    public void Read_DemeterRaw_DamageNamesTheLine()
    {
        string source = SharedData.Path("uniswap-v3", "usdc-weth-03-2024-01-05", "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv");
        string[] lines = File.ReadAllLines(source)[..5];
        Assert.Equal("t:5: the log Swap(address,address,int256,int256,uint160,uint128,int24) has 3 topics and 159 bytes of data; 3 topics and 160 bytes of hexadecimal data are expected; the file may be cut off",
            _tapes.Failure(_tapes.Write("t", string.Join('\n', lines)[..^2])));
        Assert.Equal("t:3: topics is '['0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67', '0x000000000000000000000000g37e799d5077682fa0a244...'; a list of at most four words like ['0x…', '0x…'] with 64 hexadecimal digits each is expected; repair the row",
            _tapes.Failure(_tapes.Write("t", Changed(lines, 2, "0x000000000000000000000000e", "0x000000000000000000000000g"))));
        Assert.Equal("t:3: the log Swap(address,address,int256,int256,uint160,uint128,int24) holds a value that its type cannot have, or a range of ticks upside down; values in their ranges are expected; get the log again",
            _tapes.Failure(_tapes.Write("t", Changed(lines, 2, "'0x000000000000000000000000e", "'0x100000000000000000000000e"))));
    }

    [Theory]
    [InlineData("[\n", "]", "\"0x1\"", "\"0xg\"", "t:2: log 1: blockNumber is '0xg'; a number like 0x1b4 is expected; get the log again")]
    [InlineData("[", "]", "\"0x1\"", "null", "t:1: log 1: blockNumber is of the kind Null; a number like 0x1b4 is expected; get the log again")]
    [InlineData("[", "]", "\"removed\":false", "\"removed\":true", "t:1: log 1: removed is true: the chain dropped this log in a reorganisation; logs that stayed are expected; get the logs again from final blocks")]
    [InlineData("[", "]", "\"logIndex\":\"0x2\",", "", "t:1: log 1: the log has no logIndex; a log as eth_getLogs answers it is expected; get the log again")]
    [InlineData("[", "]", "\"topics\":[", "\"topics\":[null,", "t:1: log 1: topics is of the kind Null; at most four texts of 0x and 64 hexadecimal digits is expected; get the log again")]
    [InlineData("[", "", "{", "{", "t:1: the text is not JSON (Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.); logs as eth_getLogs answers them are expected; the file may be cut off: get it again")]
    [InlineData("[\n", ",\n\n7]", "{", "{", "t:4: the text '7]' stands where it should not; a log object, with braces, is expected here; check the file, or --format")]
    [InlineData("{\"id\":1,\"jsonrpc\":\"2.0\",\n\"error\":{\"code\":-32005,\"message\":\"too many results\"}}", "", "{", "{", "t:2: the node answered with an error: {\"code\":-32005,\"message\":\"too many results\"}; logs are expected; ask the node again, perhaps for fewer blocks")]
    [InlineData("{\"result\":null}", "", "{", "{", "t:1: the text 'null}' stands where it should not; the result of eth_getLogs is an array of logs; check the file, or --format")]
    public void Read_DamagedLogs_NamesTheLine(string before, string after, string found, string replacement, string message)
    {
        string log = Log("0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1", "0x" + new string('0', 128));
        Assert.Equal(message, _tapes.Failure(_tapes.Write("t", before + (before.EndsWith('}') ? "" : log.Replace(found, replacement, StringComparison.Ordinal)) + after)));
    }

    [Fact]
    public void Read_LogsOfTwoContracts_NamesBoth()
    {
        string log = Log("0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1", "0x" + new string('0', 128));
        string other = log.Replace("\"0x1\"", "\"0x2\"", StringComparison.Ordinal).Replace("cccc\"", "dddd\"", StringComparison.Ordinal);
        Assert.Equal("t:2: log 2: the log is of the contract 0xccccccccccccccccccccccccccccccccccccdddd, and those before are of 0xcccccccccccccccccccccccccccccccccccccccc; logs of one pool are expected; write one file a pool",
            _tapes.Failure(_tapes.Write("t", log + "\n" + other)));
        string v3 = Log("0x973d8d92bb299f4af6ce49b52a8adb85ae46b9f214c4c4fc06ac77401237b133", "0x" + new string('0', 256)).Replace("\"0x1\"", "\"0x2\"", StringComparison.Ordinal);
        Assert.Equal("t:2: log 2: this is the log SetFeeProtocol(uint8,uint8,uint8,uint8) of a UniswapV3 pool among the logs of a UniswapV2 pool; logs of one pool are expected; write one file a pool",
            _tapes.Failure(_tapes.Write("t", log + "\n" + v3)));
    }

    [Theory]
    [InlineData("UPDATE swap_events SET amount0 = 'seven' WHERE id = 3", "t: table swap_events, row id 3: amount0 is 'seven'; a whole number from -2^255 to 2^255 - 1 is expected; repair the row")]
    [InlineData("UPDATE swap_events SET tick = 'high' WHERE id = 3", "t: table swap_events, row id 3: tick is 'high'; a whole number from -887272 to 887272 is expected; repair the row")]
    [InlineData("UPDATE swap_events SET liquidity = NULL WHERE id = 3", "t: table swap_events, row id 3: liquidity is missing; a whole number from 0 to 2^128 - 1 is expected; repair the row")]
    [InlineData("UPDATE swap_events SET block_number = 1.5 WHERE id = 3", "t: table swap_events, row id 3: block_number is '1.5'; a whole number from 0 to 9223372036854775807 is expected; repair the row")]
    [InlineData("UPDATE liquidity_events SET type = 4 WHERE id = 2", "t: table liquidity_events, row id 2: type is '4'; a whole number from 1 to 3 is expected; repair the row")]
    [InlineData("UPDATE liquidity_events SET msg_sender = x'00ff' WHERE id = 2", "t: table liquidity_events, row id 2: msg_sender is binary; an address, 0x and 40 hexadecimal digits is expected; repair the row")]
    [InlineData("UPDATE liquidity_events SET tick_lower = 70000 WHERE id = 2", "t: table liquidity_events, row id 2: tick_upper is '68100'; a whole number from 70001 to 887272 is expected; repair the row")]
    [InlineData("INSERT INTO swap_events SELECT 99, msg_sender, recipient, amount0, amount1, amount_specified, sqrt_price_x96, liquidity, tick, block_number, transaction_index, log_index, date FROM swap_events WHERE id = 63", "t: table swap_events, row id 99: block 13578999, transaction 109, log 159 stands twice; each position is expected once; remove the double")]
    [InlineData("UPDATE liquidity_events SET type = 3, tick_lower = 8388608 WHERE id = 2", "t: table liquidity_events, row id 2: tick_lower is '8388608'; a whole number from -8388608 to 8388607 is expected; repair the row")]
    [InlineData("DROP TABLE swap_events", "t: there is no table swap_events; an event database of Bella's uniswap-v3-simulator is expected; check the file")]
    [InlineData("ALTER TABLE swap_events DROP COLUMN tick", "t: the table swap_events has no column tick; an event database of Bella's uniswap-v3-simulator is expected; check the file")]
    [InlineData("DELETE FROM pool_config", "t: the table pool_config is empty; one row that describes the pool is expected; fill the database again")]
    [InlineData("DELETE FROM swap_events; DELETE FROM liquidity_events", "t: the file holds no events; at least one is expected; check that it was written completely")]
    public void Read_DamagedBellaDatabase_NamesTableAndRow(string statement, string message)
    {
        string path = _tapes.Write("t", File.ReadAllBytes(SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite")));
        SQLitePCL.Batteries_V2.Init();
        using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = statement;
            _ = command.ExecuteNonQuery();
        }

        Assert.Equal(message, _tapes.Failure(path));
    }

    [Fact]
    public void Read_CutBellaDatabase_IsRefused()
    {
        byte[] content = File.ReadAllBytes(SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"));
        Assert.StartsWith("t: SQLite cannot read the database (SQLite Error 11: 'database disk image is malformed'", _tapes.Failure(_tapes.Write("t", content[..20_000])), StringComparison.Ordinal);
        Assert.EndsWith("; a whole database is expected; get the file again", _tapes.Failure(_tapes.Write("t", content[..100])), StringComparison.Ordinal);
        string wal = _tapes.Write("w", content);
        _ = _tapes.Write("w-wal", "x");
        Assert.Equal("w: a -wal file beside the database holds changes that are not yet part of it; a complete database is expected; close the program that writes it", _tapes.Failure(wal));
    }

    [Fact]
    public void Read_GzippedBellaDatabase_IsInflatedAndTheCopyDeleted()
    {
        byte[] content = File.ReadAllBytes(SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite"));
        Assert.Equal(68, TestTapes.ReadAll(_tapes.Write("t", Gzip(content))).Count);
        Assert.EndsWith("the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", _tapes.Failure(_tapes.Write("t", Gzip(content)[..^9])), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "tidemark-*.sqlite"));
    }

    private const string Known = "a file of the format csv, demeter-raw, demeter-tick, demeter-pool-tick, bella or logs";

    private static string Changed(string[] lines, int line, string found, string replacement)
    {
        string[] changed = [.. lines];
        Assert.Contains(found, changed[line], StringComparison.Ordinal);
        changed[line] = changed[line].Replace(found, replacement, StringComparison.Ordinal);
        return string.Join('\n', changed) + "\n";
    }

    private static string Log(string topic, string data) =>
        "{\"address\":\"0xcccccccccccccccccccccccccccccccccccccccc\",\"topics\":[\"" + topic + "\"],\"data\":\"" + data
        + "\",\"blockNumber\":\"0x1\",\"transactionIndex\":\"0x0\",\"logIndex\":\"0x2\",\"removed\":false}";

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream archive = new();
        using (GZipStream gzip = new(archive, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }
        return archive.ToArray();
    }
}
