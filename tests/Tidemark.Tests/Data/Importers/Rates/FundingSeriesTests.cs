using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Rates;

namespace Tidemark.Tests.Data.Importers.Rates;

public sealed class FundingSeriesTests : IDisposable
{
    private const string Rows = "time,rate\n2024-01-01T00:00:00Z,0.0001\n2024-01-01T08:00:00Z,-0.0002\n2024-01-01T16:00:00Z,0.0003\n";

    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Fact]
    public void Read_Binance_IsEightHourlyInUtc()
    {
        FundingSeries series = FundingSeries.Read(SharedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv"), TimeSpan.FromHours(3));
        Assert.Equal(TimeSpan.FromHours(8), series.Interval);
        Assert.Equal(4383, series.Rates.Count);
        Assert.Equal(new FundingRate(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 0.0001), series.Rates[0]);
        Assert.Equal(new FundingRate(new DateTimeOffset(2023, 12, 31, 16, 0, 0, TimeSpan.Zero), 0.00031621), series.Rates[^1]);
        // Of the whole file, summed by another program.
        Assert.Equal(0.7407397499999843, series.Rates.Sum(rate => rate.RateFraction), 1e-12);
    }

    [Fact]
    public void Read_Dydx_IsHourly()
    {
        FundingSeries series = FundingSeries.Read(SharedData.Path("rates", "ETH-USDT_dydx_2022-01-01_2024-01-01_funding_history.csv"));
        Assert.Equal(TimeSpan.FromHours(1), series.Interval);
        Assert.Equal(17_520, series.Rates.Count);
        Assert.Equal(0.07523751950000003, series.Rates.Sum(rate => rate.RateFraction), 1e-12);
    }

    /// <summary>A short of one, held over any run of intervals, receives the sum of their rates.</summary>
    [Fact]
    public void ToRatePath_OverIntervals_IsTheSumOfTheirRates()
    {
        FundingSeries series = FundingSeries.Read(SharedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv"), TimeSpan.FromHours(3));
        DateTimeOffset beginning = new(2021, 5, 1, 0, 0, 0, TimeSpan.Zero);
        RatePath path = series.ToRatePath(beginning);
        double Years(DateTimeOffset time) => (time - beginning).TotalDays / Year.Days;
        Assert.Equal(Years(series.Rates[0].Time - series.Interval), path.FirstYears);
        foreach ((int from, int to) in new[] { (0, 4382), (100, 101), (1500, 2600) })
        {
            Assert.Equal(series.Rates.Skip(from + 1).Take(to - from).Sum(rate => rate.RateFraction), path.Integral(Years(series.Rates[from].Time), Years(series.Rates[to].Time)), 1e-12);
        }
        Assert.Equal(series.Rates[0].RateFraction, path.Integral(path.FirstYears, Years(series.Rates[0].Time)), 1e-15);
    }

    [Theory]
    [InlineData("2024-01-01 03:00:00", "2024-01-01T00:00:00")]
    [InlineData("2024-01-01T03:00:00Z", "2024-01-01T03:00:00")]
    [InlineData("2024-01-01T03:00:00+01:00", "2024-01-01T02:00:00")]
    [InlineData("2024-01-01 03:00:00 UTC", "2024-01-01T03:00:00")]
    [InlineData("1704078000", "2024-01-01T03:00:00")]
    [InlineData("2024-01-01", "2023-12-31T21:00:00")]
    [InlineData("20240101", "2023-12-31T21:00:00")]
    public void Read_TimesWithoutAZone_AreOfTheOffset(string time, string utc)
    {
        FundingSeries series = FundingSeries.Read(_tapes.Write("t", $"time,rate\n{time},0\n2024-01-09,0\n"), TimeSpan.FromHours(3));
        Assert.Equal(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), series.Rates[0].Time);
    }

    [Theory]
    [InlineData(Rows + "2024-01-02T08:00:00Z,0\n", "t:5: the time 2024-01-02T08:00:00Z stands 16:00:00 after the one before; an even interval of 08:00:00 is expected; complete the series, or use the part before the gap or the one behind it")]
    [InlineData(Rows + "2024-01-01T18:00:00Z,0\n", "t:5: the time 2024-01-01T18:00:00Z stands 02:00:00 after the one before; an even interval of 08:00:00 is expected; remove the row that does not belong")]
    [InlineData(Rows + "2024-01-01T16:00:00Z,0\n", "t:5: the time 2024-01-01T16:00:00Z stands twice; each time is expected once; remove the double")]
    [InlineData(Rows + "2024-01-01T15:00:00Z,0\n", "t:5: the time 2024-01-01T15:00:00Z stands after 2024-01-01T16:00:00Z; ascending times are expected; sort the file by time, and name files in the order of time")]
    [InlineData(Rows + "2024-01-02T00:00:00Z,x\n", "t:5: rate is 'x'; a funding rate as a fraction, like 0.0001 is expected; repair the row")]
    [InlineData(Rows + "2024-01-02T00:00:00Z,NaN\n", "t:5: rate is 'NaN'; a funding rate as a fraction, like 0.0001 is expected; repair the row")]
    [InlineData(Rows + "2024-01-02T00:00:00Z,-1e999\n", "t:5: rate is '-1e999'; a funding rate as a fraction, like 0.0001 is expected; repair the row")]
    [InlineData(Rows + "yesterday,0\n", "t:5: time is 'yesterday'; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData("time,rate\n2024-01-01T00:00:00Z,0.0001\n", "t:2: the series has 1 rows; at least two are expected, for the time between them; check that it was written completely")]
    [InlineData("time,value\n", "t:1: there is no column rate or funding_rate or fundingRate or Funding Rate, and the first row begins with 'time'; check the file, or name the column so")]
    [InlineData("when,rate\n", "t:1: there is no column time or timestamp or date or Date or fundingTime, and the first row begins with 'when'; check the file, or name the column so")]
    public void Read_Damaged_NamesTheLine(string content, string message)
    {
        string path = _tapes.Write("t", content);
        string found = Assert.Throws<TapeFormatException>(() => FundingSeries.Read(path)).Message;
        Assert.Equal(message, found.Replace(Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RecordedFileWithoutOneRow_IsRefusedThere()
    {
        string[] lines = File.ReadAllLines(SharedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv"));
        string gap = _tapes.Write("gap", string.Join('\n', lines.Where((_, i) => i != 3000)));
        Assert.StartsWith($"{gap}:3001: ", Assert.Throws<TapeFormatException>(() => FundingSeries.Read(gap)).Message, StringComparison.Ordinal);
        string twice = _tapes.Write("twice", string.Join('\n', [.. lines[..3001], .. lines[3000..]]));
        Assert.StartsWith($"{twice}:3002: ", Assert.Throws<TapeFormatException>(() => FundingSeries.Read(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Assert.EndsWith("there is no such file; check the path", Assert.Throws<TapeFormatException>(() => FundingSeries.Read(_tapes.PathOf("missing"))).Message, StringComparison.Ordinal);
}
