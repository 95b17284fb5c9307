using System.Globalization;

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
        using (TapeStream beginning = TapeStream.Open(path, Expected))
        {
            _ = FileBeginning.Read(beginning, Expected);
        }
        using TapeStream stream = TapeStream.Open(path, Expected);
        using CsvRows rows = new(stream);
        CsvFields fields = new(rows);
        CsvColumn timeColumn = Find(rows, "times", TimeNames);
        CsvColumn priceColumn = Find(rows, "gas prices", PriceNames);
        List<GasPrice> prices = [];
        while (rows.TryRead())
        {
            ReadOnlySpan<byte> text = rows[timeColumn.Index];
            DateTimeOffset time = PriceTime.TryParse(text, out DateTimeOffset parsed) ? parsed : throw fields.Wrong(timeColumn, text, PriceTime.Description);
            if (prices.Count > 0 && time <= prices[^1].Time)
            {
                throw rows.Problem($"the time {time:u} stands after {prices[^1].Time:u}; ascending times, each once, are expected; sort the file by time");
            }
            text = rows[priceColumn.Index];
            prices.Add(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double price) && price >= 0 && double.IsFinite(price)
                ? new GasPrice(time, price)
                : throw fields.Wrong(priceColumn, text, "a gas price of 0 or above"));
        }
        if (prices.Count == 0)
        {
            throw rows.Problem("the file holds no gas prices; at least one row is expected below the names of the columns; check that it was written completely");
        }
        bool isInGwei = priceColumn.Name switch
        {
            "gas_price_gwei" => true,
            "gas_price" => prices.Max(static price => price.Wei) < MostGwei,
            _ => false,
        };
        return new GasPriceSeries(path, [.. prices.Select(price => isInGwei ? price with { Wei = price.Wei * WeiInGwei } : price)]);
    }

    private static CsvColumn Find(CsvRows rows, string what, string[] names)
    {
        foreach (string name in names)
        {
            if (rows.IndexOf(name) is >= 0 and int index)
            {
                return new CsvColumn(index, name);
            }
        }
        throw rows.Problem($"the first row names no column of {what}, and begins with '{TapeText.Show(rows[0])}'; {string.Join(", ", names)} is expected; name it so");
    }
}
