namespace Tidemark.Data.Importers.Prices;

/// <summary>The gas prices of one file, in any dialect that <c>docs/reference/formats.md</c> lists, gzipped or not: times ascending, each once.</summary>
public sealed class GasPriceSeries
{
    private const string Expected = "a CSV file of gas prices";
    private const double WeiInGwei = 1e9;

    // No gas has cost a million gwei.
    private const double MostGwei = 1e6;

    private static readonly string[] TimeNames = ["UnixTimeStamp", "block_timestamp", "timestamp", "time", "date"];
    private static readonly string[] PriceNames = ["Value (Wei)", "gas_price_wei", "gas_price_gwei", "gas_price"];

    private GasPriceSeries(string path, GasPrice[] prices)
    {
        Path = path;
        Prices = prices;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The prices in the order of time; at least one.</summary>
    public IReadOnlyList<GasPrice> Prices { get; }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file; columns and unit are found out from its content.</param>
    /// <exception cref="TapeFormatException">The file is missing, of no known dialect, without prices, or damaged.</exception>
    public static GasPriceSeries Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using TimedRows rows = new(path, Expected, TimeNames, TimeSpan.Zero);
        CsvColumn price = rows.Require(PriceNames);
        List<GasPrice> prices = [];
        while (rows.TryRead(out DateTimeOffset time))
        {
            if (prices.Count > 0 && time <= prices[^1].Time)
            {
                throw rows.Problem($"the time {time:u} stands after {prices[^1].Time:u}; ascending times, each once, are expected; sort the file by time");
            }
            prices.Add(new GasPrice(time, rows.Number(price, 0, "a gas price of 0 or above")));
        }
        if (prices.Count == 0)
        {
            throw rows.Problem("the file holds no gas prices; at least one row is expected below the names of the columns; check that it was written completely");
        }
        bool isInGwei = price.Name switch
        {
            "gas_price_gwei" => true,
            "gas_price" => prices.Max(static row => row.Wei) < MostGwei,
            _ => false,
        };
        return new GasPriceSeries(path, [.. prices.Select(row => isInGwei ? row with { Wei = row.Wei * WeiInGwei } : row)]);
    }

    /// <summary>How many of the prices are of a time or of before it.</summary>
    /// <param name="time">The time.</param>
    public int CountUpTo(DateTimeOffset time) => SortedTimes.CountUpTo(Prices, static price => price.Time, time);
}
