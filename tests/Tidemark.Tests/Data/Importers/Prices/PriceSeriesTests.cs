using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Tests.Data.Importers.Prices;

public sealed class PriceSeriesTests : IDisposable
{
    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Theory]
    [InlineData("DAI-USDC-2021-04-02-to-2021-06-01.csv", 2881, "2021-04-02T00:00:00Z", "2021-06-01T00:00:00Z")]
    [InlineData("DAI-USDC-2022-04-02-to-2022-06-01.csv", 2881, "2022-04-02T00:00:00Z", "2022-06-01T00:00:00Z")]
    [InlineData("DAI-USDT-2021-04-02-to-2021-06-01.csv", 2881, "2021-04-02T00:00:00Z", "2021-06-01T00:00:00Z")]
    [InlineData("DAI-USDT-2022-04-02-to-2022-06-01.csv", 2881, "2022-04-02T00:00:00Z", "2022-06-01T00:00:00Z")]
    [InlineData("USDC-USDT-2021-04-02-to-2021-06-01.csv", 2881, "2021-04-02T00:00:00Z", "2021-06-01T00:00:00Z")]
    [InlineData("USDC-USDT-2022-04-02-to-2022-06-01.csv", 2881, "2022-04-02T00:00:00Z", "2022-06-01T00:00:00Z")]
    [InlineData("ethusd_daily.csv", 2957, "2015-08-07T00:00:00Z", "2023-09-11T00:00:00Z")]
    public void Read_RecordedPrices_AreThoseOfTheFile(string file, int count, string from, string to)
    {
        string path = SharedData.Path("prices", file);
        string[] lines = File.ReadAllLines(path);
        int price = Array.IndexOf(lines[0].Split(','), "price");
        PriceSeries series = PriceSeries.Read(path);

        Assert.Equal(count, series.Bars.Count);
        Assert.Equal((Time(from), Time(to)), (series.Bars[0].Time, series.Bars[^1].Time));
        Assert.Equal(lines[1..].Select(line => decimal.Parse(line.Split(',')[price], NumberStyles.Float, CultureInfo.InvariantCulture)).Select(static value => (double)value), series.Bars.Select(static bar => bar.Close), static (a, b) => Math.Abs(a - b) <= 1e-15 * a);
        Assert.Equal(Enumerable.Range(2, count).Select(static line => (long)line), series.Lines);
        Assert.All(series.Bars, static bar => Assert.True(!bar.HasRange && bar.Open == bar.Close && bar.High == bar.Close && bar.Low == bar.Close && bar.Volume > 0));
        Assert.Empty(series.WidenedLines);
    }

    [Fact]
    public void CountUpTo_AnyTime_IsWhatCountingGives()
    {
        PriceSeries series = PriceSeries.Read(SharedData.Path("prices", "ethusd_daily.csv"));
        Random random = new(20150807);
        DateTimeOffset[] times = [series.Bars[0].Time.AddDays(-1), series.Bars[0].Time, series.Bars[^1].Time, series.Bars[^1].Time.AddDays(1), .. Enumerable.Range(0, 200).Select(_ => series.Bars[0].Time.AddHours(random.Next(-50, 72_000)))];
        Assert.All(times, time => Assert.Equal(series.Bars.Count(bar => bar.Time <= time), series.CountUpTo(time)));
    }

    [Fact]
    public void Read_RecordedMinuteBars_WidenThe89RowsThatContradictThemselves()
    {
        int widened = 0;
        int bars = 0;
        foreach (string path in Directory.GetFiles(SharedData.Path("uniswap-v3", "minute-bars"), "*.minute.csv"))
        {
            string[][] rows = [.. File.ReadAllLines(path).Select(static line => line.Split(','))];
            int Column(string name) => Array.IndexOf(rows[0], name);
            int TickAt(int row, string name) => int.Parse(rows[row][Column(name)], CultureInfo.InvariantCulture);
            PriceSeries series = PriceSeries.Read(path);
            widened += series.WidenedLines.Count;
            bars += series.Bars.Count;
            for (int i = 0; i < series.Bars.Count; i++)
            {
                PriceBar bar = series.Bars[i];
                Assert.Equal(rows[i + 1][Column("timestamp")], bar.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                Assert.Equal((TickAt(i + 1, "openTick"), TickAt(i + 1, "closeTick")), (TickOf(bar.Open), TickOf(bar.Close)));
                bool isOutside = TickAt(i + 1, "closeTick") < TickAt(i + 1, "lowestTick") || TickAt(i + 1, "closeTick") > TickAt(i + 1, "highestTick");
                Assert.Equal(isOutside, series.WidenedLines.Contains(series.Lines[i]));
                Assert.Equal(isOutside ? Math.Min(TickAt(i + 1, "closeTick"), TickAt(i + 1, "lowestTick")) : TickAt(i + 1, "lowestTick"), TickOf(bar.Low));
                Assert.Equal(isOutside ? Math.Max(TickAt(i + 1, "closeTick"), TickAt(i + 1, "highestTick")) : TickAt(i + 1, "highestTick"), TickOf(bar.High));
                Assert.True(bar.HasRange && bar.Volume is null);
            }
        }
        Assert.Equal((89, 7199), (widened, bars));
    }

    [Theory]
    [InlineData("time,open,high,low,close,volume\n2024-01-05T00:00:00Z,1,4,0.5,2,10\n")]
    [InlineData("Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-05,1,4,0.5,2,2,10\n")]
    [InlineData("volume,close,low,high,open,symbol,timestamp\r\n10,2,0.5,4,1,\"ETH, USD\",1704412800\r\n")]
    [InlineData("date,open,high,low,close,volume\n20240105,1e0,4,0.5,2.0,1e1")]
    [InlineData("\ufeffdate,open,high,low,close,volume\n1704412800000,1,4,0.5,2,10\n\n")]
    public void Read_BarsOfAnyLayout_AreTheSame(string content)
    {
        PriceSeries series = PriceSeries.Read(_tapes.Write("t", content));
        Assert.Equal([new PriceBar(Time("2024-01-05T00:00:00Z"), 1, 4, 0.5, 2, true, 10)], series.Bars);
    }

    [Theory]
    [InlineData("time,price\n2024-01-05 00:00:00,2\n")]
    [InlineData("timestamp,close\n2024-01-05T02:00:00+02:00,2\n")]
    [InlineData(",price,volume\n2024-01-05 00:00:00+00:00,2,\n")]
    [InlineData("snapped_at,price,market_cap,total_volume\n2024-01-05 00:00:00 UTC,2,,\n")]
    [InlineData("price,date\n2,2024-01-05\n")]
    public void Read_PricesOfAnyLayout_AreTheSame(string content) =>
        Assert.Equal([new PriceBar(Time("2024-01-05T00:00:00Z"), 2, 2, 2, 2, false, null)], PriceSeries.Read(_tapes.Write("t", content)).Bars);

    [Theory]
    [InlineData("2024-01-05", "2024-01-05T00:00:00.0000000Z")]
    [InlineData("2024-01-05T13:14", "2024-01-05T13:14:00.0000000Z")]
    [InlineData("2024-01-05 13:14:15.25Z", "2024-01-05T13:14:15.2500000Z")]
    [InlineData("2024-01-05T13:14:15.123456+05:30", "2024-01-05T07:44:15.1234560Z")]
    [InlineData("2024-01-05 13:14:15.500 UTC", "2024-01-05T13:14:15.5000000Z")]
    [InlineData("0", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("1704412800", "2024-01-05T00:00:00.0000000Z")]
    [InlineData("1704412800123", "2024-01-05T00:00:00.1230000Z")]
    [InlineData("19991231", "1999-12-31T00:00:00.0000000Z")]
    public void TryParse_Time_IsUtc(string text, string expected)
    {
        Assert.True(PriceTime.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset time));
        Assert.Equal(expected, time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Read_Gzipped_IsTheSame()
    {
        string path = SharedData.Path("prices", "ethusd_daily.csv");
        using MemoryStream archive = new();
        using (GZipStream gzip = new(archive, CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(path));
        }
        Assert.Equal(PriceSeries.Read(path).Bars, PriceSeries.Read(_tapes.Write("t", archive.ToArray())).Bars);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    // The price of a tick is 1.0001^tick, so the tick is its logarithm.
    private static int TickOf(double price)
    {
        double tick = Math.Log(price) / Math.Log(1.0001);
        Assert.Equal(Math.Round(tick), tick, 1e-6);
        return (int)Math.Round(tick);
    }
}
