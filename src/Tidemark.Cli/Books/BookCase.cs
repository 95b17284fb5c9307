using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A book as a file describes it, and what is asked about it.</summary>
internal sealed record BookCase
{
    public required Book Book { get; init; }

    /// <summary>The AMM of each leg of liquidity, by the leg's name; deposits of a single token have none.</summary>
    public required IReadOnlyDictionary<string, AmmShape> Shapes { get; init; }

    /// <summary>The state at which every leg begins.</summary>
    public required MarketState Start { get; init; }

    /// <summary>What token 0 is called.</summary>
    public required string Symbol0 { get; init; }

    /// <summary>What token 1 is called.</summary>
    public required string Symbol1 { get; init; }

    /// <summary>The volatility of the price, as a fraction a year, where given.</summary>
    public double? VolatilityAnnual { get; init; }

    /// <summary>The growth of the mean of the price a year, continuously compounded.</summary>
    public double DriftAnnual { get; init; }

    /// <summary>The horizon, where given.</summary>
    public double? Days { get; init; }

    /// <summary>The leg that pays and is paid.</summary>
    public required string Cash { get; init; }

    /// <summary>The moment of the state at which legs begin, where recorded rates need one.</summary>
    public DateTimeOffset? Beginning { get; init; }
}
