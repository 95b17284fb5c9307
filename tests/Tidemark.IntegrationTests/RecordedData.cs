namespace Tidemark.IntegrationTests;

/// <summary>Recorded mainnet data, which stands beside the repository, not in it.</summary>
internal static class RecordedData
{
    /// <summary>USDC/WETH 0.05 % on Ethereum, one day: its events.</summary>
    public static string Day => TapeOfDay($"ethereum-{DayPool}-2024-01-05.tick.csv");

    /// <summary>What mainnet paid to the positions of that day that were closed on it.</summary>
    public static string ClosedOnDay => TapeOfDay("closed-nft-positions.csv");

    /// <summary>The pool of that day.</summary>
    public const string DayPool = "0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640";

    /// <summary>USDC/WETH 0.05 % on Polygon, one day: its events.</summary>
    public static string Polygon => Path("uniswap-v3", "polygon-usdc-weth-2021-12-22", "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv");

    /// <summary>The minute bars of a day of August 2023 of that pool on Polygon.</summary>
    public static string Bars(int day) => Path("uniswap-v3", "minute-bars", $"polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-{day}.minute.csv");

    /// <summary>The path of a file or folder; a test that needs one that is missing fails.</summary>
    public static string Path(params string[] parts)
    {
        string path = Repository.Path(["..", "shared", "data", .. parts]);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"RECORDED DATA IS MISSING: this test reads {path}.");
        return path;
    }

    private static string TapeOfDay(string file) => Path("uniswap-v3", "usdc-weth-005-2024-01-05", file);
}
