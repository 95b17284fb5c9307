namespace Tidemark.Analytics.Legs;

/// <summary>All that the value of a leg depends on: a price and a time.</summary>
public readonly record struct MarketState
{
    /// <summary>A state.</summary>
    /// <param name="price">The price of token 0 in token 1, positive and finite.</param>
    /// <param name="years">The time since the beginning, in years of 365 days; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public MarketState(double price, double years)
    {
        Positive.Require(price);
        Positive.RequireOrZero(years);
        Price = price;
        Years = years;
    }

    /// <summary>The price of token 0 in token 1.</summary>
    public double Price { get; }

    /// <summary>The time since the beginning, in years of 365 days.</summary>
    public double Years { get; }
}
