using Tidemark.Analytics.Statistics;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Cli.Pairs;

/// <summary>A file of prices, ready for statistics.</summary>
internal sealed record PricedFile
{
    /// <summary>The fewest prices of which there are all statistics.</summary>
    public const int FewestPrices = 4;

    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary>The bars, without the bad prints where the user wants it so.</summary>
    public required IReadOnlyList<PriceBar> Bars { get; init; }

    public required IReadOnlyList<FoundBadPrint> BadPrints { get; init; }

    /// <summary>How many bars closed or opened outside of their range.</summary>
    public required int WidenedBars { get; init; }

    public static PricedFile Read(string path, string? name, bool filtersBadPrints)
    {
        PriceSeries series = PriceSeries.Read(path);
        IReadOnlyList<BadPrint> badPrints = Analytics.Statistics.BadPrints.Find([.. series.Bars.Select(static bar => bar.Close)]);
        IReadOnlyList<PriceBar> bars = filtersBadPrints ? Analytics.Statistics.BadPrints.Drop<PriceBar>([.. series.Bars], badPrints) : series.Bars;
        if (bars.Count < FewestPrices)
        {
            throw new TapeFormatException(path, null, FormattableString.Invariant($"the file has {bars.Count} prices; at least {FewestPrices} are expected, for fewer have no statistics; give it more rows"));
        }
        return new PricedFile
        {
            Name = name ?? NameOf(path),
            Path = path,
            Bars = bars,
            BadPrints = [.. badPrints.Select(bad => new FoundBadPrint(path, series.Lines[bad.Index], series.Bars[bad.Index].Time, bad.Value, bad.Expected))],
            WidenedBars = series.WidenedLines.Count,
        };
    }

    // The file's name without .gz and .csv.
    private static string NameOf(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        foreach (string ending in (string[])[".gz", ".csv"])
        {
            name = name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        }
        return name;
    }
}
