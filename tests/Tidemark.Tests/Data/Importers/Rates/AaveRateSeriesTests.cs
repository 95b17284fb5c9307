using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Rates;
using Tidemark.Tests.Analytics;

namespace Tidemark.Tests.Data.Importers.Rates;

public sealed class AaveRateSeriesTests : IDisposable
{
    private const string Header = "block_timestamp,liquidity_rate,stable_borrow_rate,variable_borrow_rate,liquidity_index,variable_borrow_index\n";

    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    /// <summary>The recorded rates, run through a rate path, grow as the recorded indices did: the chain itself is the judge.</summary>
    [Theory]
    [InlineData("0x2791bca1f2de4661ed88a30c99a7a9449aa84174")]
    [InlineData("0x7ceb23fd6bc0add59e62ac25578270cff1b9f619")]
    public void Read_FourDays_GrowAsTheIndices(string token)
    {
        AaveRateSeries series = AaveRateSeries.Read([.. Enumerable.Range(14, 4).Select(day => File(token, day))]);
        Assert.Equal(4 * 1440, series.Rates.Count);
        Assert.Equal(TimeSpan.FromMinutes(1), series.Interval);
        DateTimeOffset begin = series.Rates[0].Time;
        double Years(AaveRate rate) => (rate.Time - begin).TotalDays / Year.Days;
        RatePath borrow = series.BorrowPath(begin);
        RatePath supply = series.SupplyPath(begin);
        AaveRate last = series.Rates[^1];
        // The indices are those of the last update, up to some minutes before the row.
        Close.Relative((last.BorrowIndex / series.Rates[0].BorrowIndex) - 1, borrow.Growth(0, Years(last)) - 1, 3e-4);
        // Suppliers also get the premiums of flash loans, which are in the index and not in the rate.
        double interest = supply.Growth(0, Years(last)) - 1;
        Assert.InRange((last.SupplyIndex / series.Rates[0].SupplyIndex) - 1, interest, interest * 1.1);
        Assert.InRange(last.BorrowIndex / series.Rates[0].BorrowIndex, 1.0002, 1.001);
    }

    [Fact]
    public void Read_DaysApart_AreAGap()
    {
        const string Token = "0x2791bca1f2de4661ed88a30c99a7a9449aa84174";
        string later = File(Token, 16);
        Assert.StartsWith($"{later}:2: the time 2023-08-16T00:00:00Z stands 1.00:01:00 after the one before; an even interval of 00:01:00 is expected", Failure(File(Token, 14), later), StringComparison.Ordinal);
        Assert.StartsWith($"{later}:2: the time 2023-08-16T00:00:00Z stands after 2023-08-17T23:59:00Z", Failure(File(Token, 17), later), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-08-14 00:01:00,0.05,0,-0.06,1.1,1.2\n", "t:3: variable_borrow_rate is '-0.06'; a rate of 0 or above, as a fraction a year is expected; repair the row")]
    [InlineData("2023-08-14 00:01:00,,0,0.06,1.1,1.2\n", "t:3: liquidity_rate is empty; a rate of 0 or above, as a fraction a year is expected; repair the row")]
    [InlineData("2023-08-14 00:01:00,0.05,0,0.06,1.1,1.19\n", "t:3: variable_borrow_index is '1.19'; an index of 1 or above that does not fall is expected; repair the row")]
    public void Read_Damaged_NamesTheLine(string row, string message)
    {
        string path = _tapes.Write("t", Header + "2023-08-14 00:00:00,0.05,0,0.06,1.1,1.2\n" + row);
        Assert.Equal(message, Failure(path).Replace(Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NoPaths_AreRefused() => Assert.Equal("paths", Assert.Throws<ArgumentException>(() => AaveRateSeries.Read()).ParamName);

    private static string Failure(params string[] paths) => Assert.Throws<TapeFormatException>(() => AaveRateSeries.Read(paths)).Message;

    private static string File(string token, int day) => SharedData.Path("rates", $"polygon-aave_v3-{token}-2023-08-{day}.minute.csv");
}
