using Tidemark.Data.Importers.Prices;

namespace Tidemark.Cli.Pairs;

/// <summary>The prices of a pair, from which its figures come.</summary>
internal sealed record PairSeries
{
    /// <summary>The prices of the first file.</summary>
    public required double[] Prices { get; init; }

    /// <summary>Those of the second file at the same times, of a cross pair.</summary>
    public required double[]? OtherPrices { get; init; }

    /// <summary>The price of the pair: the first file's, or the ratio of both.</summary>
    public required double[] Ratio { get; init; }

    /// <summary>The bars, where the file has ranges.</summary>
    public required PriceBar[]? Bars { get; init; }

    /// <summary>The usual time between two prices.</summary>
    public required TimeSpan Interval { get; init; }

    public required double PeriodsPerYear { get; init; }
}
