using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>The sample's rows, read without the program; base units as doubles, the price after each row in base units.</summary>
internal static class SampleTape
{
    /// <summary>WETH has 18 decimals, USDC has 6.</summary>
    public static string[] Tokens { get; } = ["--decimals1", "6", "--symbol0", "WETH", "--symbol1", "USDC"];

    public static SampleRow[] Rows { get; } = Read();

    /// <summary>What happened to a position, without burns of nothing, which only credit fees.</summary>
    public static SampleRow[] Of(JsonElement position) =>
    [
        .. Rows.Where(row => row.Event is "mint" or "burn" or "collect" && row.Owner == position.GetProperty("owner").GetString()
            && row.Lower == position.GetProperty("tickLower").GetInt32() && row.Upper == position.GetProperty("tickUpper").GetInt32() && (row.Event != "burn" || row.Liquidity > 0)),
    ];

    /// <summary>Amounts of both tokens in whole USDC at a price of base units.</summary>
    public static double Value(double amount0, double amount1, double price) => ((amount0 * price) + amount1) / 1e6;

    /// <summary>Token amounts of liquidity between two ticks (Uniswap v3 whitepaper, 6.29 and 6.30).</summary>
    public static (double Amount0, double Amount1) Amounts(double liquidity, int lower, int upper, double price)
    {
        (double low, double high) = (Math.Pow(1.0001, lower / 2.0), Math.Pow(1.0001, upper / 2.0));
        double root = Math.Clamp(Math.Sqrt(price), low, high);
        return (liquidity * ((1 / root) - (1 / high)), liquidity * (root - low));
    }

    private static SampleRow[] Read()
    {
        string[][] lines = [.. File.ReadLines(TapeFolder.Sample).Select(static line => line.Split(','))];
        int Column(string name) => Array.IndexOf(lines[0], name);
        (int time, int kind, int owner, int lower, int upper) = (Column("block_timestamp"), Column("event"), Column("owner"), Column("tick_lower"), Column("tick_upper"));
        (int liquidity, int amount0, int amount1, int root) = (Column("liquidity"), Column("amount0"), Column("amount1"), Column("sqrt_price_x96"));
        double price = 0;
        List<SampleRow> rows = [];
        foreach (string[] line in lines.Skip(1))
        {
            price = line[kind] is "initialize" or "swap" ? Math.Pow(Number(line[root]) / Math.Pow(2, 96), 2) : price;
            rows.Add(new SampleRow(
                line[kind], (long)Number(line[time]), line[owner], line[lower].Length == 0 ? 0 : (int)Number(line[lower]), line[upper].Length == 0 ? 0 : (int)Number(line[upper]),
                Number(line[liquidity]), Number(line[amount0]), Number(line[amount1]), price));
        }
        return [.. rows];
    }

    private static double Number(string text) => text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture);
}
