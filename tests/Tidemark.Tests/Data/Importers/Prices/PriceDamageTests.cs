using System.Text;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Tests.Data.Importers.Prices;

/// <summary>A file that is no price file, or a damaged one, is refused with one line: where, what was found, what to do.</summary>
public sealed class PriceDamageTests : IDisposable
{
    private const string Bars = "time,open,high,low,close,volume\n2024-01-05,1,4,0.5,2,10\n";
    private const string Prices = "time,price\n2024-01-05,2\n";

    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Theory]
    [InlineData(Prices + "2024-01-06,0\n", "t:3: price is '0'; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06,-1\n", "t:3: price is '-1'; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06,NaN\n", "t:3: price is 'NaN'; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06,1e999\n", "t:3: price is '1e999'; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06,\n", "t:3: price is empty; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06,\"1,5\"\n", "t:3: price is '1,5'; a price above 0 is expected; repair the row")]
    [InlineData(Prices + "2024-01-05,3\n", "t:3: the time 2024-01-05T00:00:00Z stands twice; each time is expected once; remove the double")]
    [InlineData(Prices + "2024-01-06,3\n2024-01-05 23:59:59.5,3\n", "t:4: the time 2024-01-05T23:59:59.5Z stands after 2024-01-06T00:00:00Z; ascending times are expected; sort the file by time")]
    [InlineData(Prices + "05.01.2024,3\n", "t:3: time is '05.01.2024'; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData(Prices + "2024-02-30,3\n", "t:3: time is '2024-02-30'; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData(Prices + "1704412800000000,3\n", "t:3: time is '1704412800000000'; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData(Prices + ",3\n", "t:3: time is empty; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData(Prices + "2024-01-06", "t:3: the last row has 1 of 2 fields; the file seems to be cut off; get it again")]
    [InlineData(Bars + "2024-01-06,1,2,3,2.5,1\n", "t:3: low is '3' and high is '2'; the lower one is expected to be at most the higher one; repair the row")]
    [InlineData(Bars + "2024-01-06,1,2,,2,1\n", "t:3: low is empty; a price above 0 is expected; repair the row")]
    [InlineData(Bars + "2024-01-06,1,2,1,2,-3\n", "t:3: volume is '-3'; a volume of 0 or above is expected; repair the row")]
    [InlineData(Bars + "2024-01-06,1,2,1,2,many\n", "t:3: volume is 'many'; a volume of 0 or above is expected; repair the row")]
    [InlineData("time,price\n", "t:1: the file holds no prices; at least one row is expected below the names of the columns; check that it was written completely")]
    [InlineData("", "t:1: the file is empty; a row with the names of the columns is expected; check that it was written completely")]
    [InlineData("time,high,low,close\n2024-01-05,3,1,2\n", "t:1: of the columns open, high and low the first row names 2; all or none of them are expected; check the file")]
    [InlineData("timestamp,closeTick\n2024-01-05,3\n", "t:1: of the columns openTick, highestTick and lowestTick the first row names 0; all of them are expected; check the file")]
    [InlineData("timestamp,closeTick,openTick,lowestTick,highestTick\n2024-01-05,887273,1,1,1\n", "t:2: closeTick is '887273'; a tick, a whole number from -887272 to 887272, is expected; repair the row")]
    [InlineData("timestamp,closeTick,openTick,lowestTick,highestTick\n2024-01-05,,1,1,1\n", "t:2: closeTick is empty; a tick, a whole number from -887272 to 887272, is expected; repair the row")]
    [InlineData("price,volume\n1,2\n", "t:1: the first row names no column of times, and begins with 'price'; time, timestamp, date, snapped_at or a first column without a name is expected for the times, and close, price or closeTick for the prices; name them so")]
    [InlineData("time,value\n1,2\n", "t:1: the first row names no column of prices, and begins with 'time'; time, timestamp, date, snapped_at or a first column without a name is expected for the times, and close, price or closeTick for the prices; name them so")]
    public void Read_Damaged_NamesTheLine(string content, string message) => Assert.Equal(message, Failure(_tapes.Write("t", content)));

    [Fact]
    public void Read_NoPriceFile_SaysWhatItIs()
    {
        Assert.Equal("missing: there is no such file; check the path", Failure(_tapes.PathOf("missing")));
        Directory.CreateDirectory(_tapes.PathOf("folder"));
        Assert.Equal("folder: this is a directory; a CSV file of prices is expected; name the file", Failure(_tapes.PathOf("folder")));
        Assert.Equal("t: the file is a zip archive; a CSV file of prices is expected; convert it first (gzip is read as it is)", Failure(_tapes.Write("t", "PK\u0003\u0004")));
        Assert.Equal("t: the file is a Parquet file; a CSV file of prices is expected; convert it first (gzip is read as it is)", Failure(_tapes.Write("t", "PAR1")));
        Assert.Equal("t:1: the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", Failure(_tapes.Write("t", [0x1f, 0x8b, 8, 0])));
    }

    [Fact]
    public void Read_MutatedFile_GivesPricesOrTheOneException()
    {
        byte[] original = Encoding.UTF8.GetBytes(Bars + "2024-01-06T00:00:00+00:00,2,5,1,3,\n1704672000,3,5,1,2.5,7e1\n2024-01-09 00:00:00 UTC,\"2\",5,1,3,8\n");
        Assert.Equal(4, PriceSeries.Read(_tapes.Write("t", original)).Bars.Count);
        Random random = new(20260401);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            byte[] mutated = [.. original];
            for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                int at = random.Next(mutated.Length);
                mutated[at] = (byte)(char.IsAsciiDigit((char)mutated[at]) && random.Next(5) > 0 ? '0' + random.Next(10) : random.Next(2) == 0 ? random.Next(256) : ",-\n\"0159.e T"[random.Next(12)]);
            }
            string path = _tapes.Write("t", random.Next(4) == 0 ? mutated[..random.Next(mutated.Length)] : mutated);
            try
            {
                PriceSeries series = PriceSeries.Read(path);
                Assert.NotEmpty(series.Bars);
                Assert.All(series.Bars, static bar => Assert.True(bar.Low > 0 && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.High <= double.MaxValue));
                Assert.All(series.Bars.Zip(series.Bars.Skip(1)), static pair => Assert.True(pair.First.Time < pair.Second.Time));
                read++;
            }
            catch (TapeFormatException exception)
            {
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', exception.Message);
                Assert.True(exception.Message.Length < path.Length + 700, exception.Message);
                refused++;
            }
        }
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    /// <summary>The one message that reading the file gives, without the file's folder.</summary>
    private string Failure(string path)
    {
        TapeFormatException exception = Assert.Throws<TapeFormatException>(() => PriceSeries.Read(path));
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        return exception.Message.Replace(Path.GetDirectoryName(_tapes.PathOf("t"))! + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
    }
}
