using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Tests.Data.Importers.Prices;

public sealed class GasPriceSeriesTests : IDisposable
{
    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Fact]
    public void Read_RecordedDays_AreInWei()
    {
        var series = GasPriceSeries.Read(SharedData.Path("gas", "ethereum-gas-daily.csv"));
        Assert.Equal(new GasPrice(new(2015, 7, 30, 0, 0, 0, TimeSpan.Zero), 0), series.Prices[0]);
        Assert.Equal(22_821_996_688, series.Prices.Single(static price => price.Time == new DateTimeOffset(2024, 1, 5, 0, 0, 0, TimeSpan.Zero)).Wei);
    }

    [Fact]
    public void Read_RecordedMinutes_AreOfGwei()
    {
        var series = GasPriceSeries.Read(SharedData.Path("gas", "polygon-gas-minute-2023-08.csv"));
        Assert.Equal(4 * 1440, series.Prices.Count);
        Assert.Equal(new DateTimeOffset(2023, 8, 17, 23, 59, 0, TimeSpan.Zero), series.Prices[^1].Time);
        Assert.Equal(45.89761716417858e9, series.Prices[^1].Wei, 1e-3);
    }

    [Theory]
    [InlineData("time,gas_price\n2024-01-05,20.5\n", 20.5e9)]
    [InlineData("time,gas_price\n2024-01-05,1500000\n", 1_500_000)]
    [InlineData("time,gas_price_wei\n2024-01-05,15\n", 15)]
    [InlineData("time,gas_price_gwei\n2024-01-05,1500000\n", 1.5e15)]
    public void Read_AnyUnit_IsToldByTheNameOrTheSize(string content, double wei) => Assert.Equal(wei, GasPriceSeries.Read(_tapes.Write("t", content)).Prices[0].Wei);

    [Theory]
    [InlineData("time,price\n2024-01-05,1\n", "t:1: there is no column Value (Wei) or gas_price_wei or gas_price_gwei or gas_price, and the first row begins with 'time'; check the file, or name the column so")]
    [InlineData("block,gas_price\n1,1\n", "t:1: there is no column UnixTimeStamp or block_timestamp or timestamp or time or date, and the first row begins with 'block'; check the file, or name the column so")]
    [InlineData("time,gas_price\n2024-01-05,-1\n", "t:2: gas_price is '-1'; a gas price of 0 or above is expected; repair the row")]
    [InlineData("time,gas_price\n2024-01-05,\n", "t:2: gas_price is empty; a gas price of 0 or above is expected; repair the row")]
    [InlineData("time,gas_price\nnow,1\n", "t:2: time is 'now'; a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970 is expected; repair the row")]
    [InlineData("time,gas_price\n2024-01-05,1\n2024-01-05,2\n", "t:3: the time 2024-01-05 00:00:00Z stands after 2024-01-05 00:00:00Z; ascending times, each once, are expected; sort the file by time")]
    [InlineData("time,gas_price\n", "t:1: the file holds no gas prices; at least one row is expected below the names of the columns; check that it was written completely")]
    public void Read_Damaged_NamesTheLine(string content, string message)
    {
        string path = _tapes.Write("t", content);
        TapeFormatException problem = Assert.Throws<TapeFormatException>(() => GasPriceSeries.Read(path));
        Assert.EndsWith(message, problem.Message, StringComparison.Ordinal);
    }
}
