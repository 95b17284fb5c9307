using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

/// <summary>What a user asks about: a position in an AMM, the price at which it began and, where asked, the price now.</summary>
internal sealed record AmmCase
{
    /// <summary>The AMM's name on the command line.</summary>
    public required string Amm { get; init; }

    /// <summary>What decides the curve's form, by JSON name, in the order of the options.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Parameters { get; init; }

    /// <summary>The position as a function of the price of <see cref="MovingToken"/>.</summary>
    public required ValueCurve Curve { get; init; }

    public required double EntryPrice { get; init; }

    /// <summary>The price now, where the user gives one.</summary>
    public double? Price { get; init; }

    /// <summary>What was offered and did not fit the pool's ratio.</summary>
    public Reserves Undeposited { get; init; }

    /// <summary>Which of the pool's tokens the price is of; token 0 of a pool of two.</summary>
    public int MovingToken { get; init; }

    /// <summary>What values are counted in, for people.</summary>
    public string Numeraire { get; init; } = "token 1";

    /// <summary>The position as a function of all prices, where the pool is a basket.</summary>
    public BasketCurve? Basket { get; init; }

    /// <summary>Every token's price at entry, where the pool is a basket.</summary>
    public double[] EntryPrices { get; init; } = [];

    /// <summary>Every token's price now, where the pool is a basket and the user gives them.</summary>
    public double[]? Prices { get; init; }

    /// <summary>What the provider can withdraw at a price, where that is more than the reserves tell.</summary>
    public Func<double, Claim>? Claim { get; init; }

    /// <summary>The formula of the value, with the source.</summary>
    public required Formula Value { get; init; }

    /// <summary>The price that figures are for: now, or at entry.</summary>
    public double PriceNow => Prices?[MovingToken] ?? Price ?? EntryPrice;

    /// <summary>The position as a function of that price from here on: in a basket, the other tokens at their prices now.</summary>
    public ValueCurve CurveNow => Basket is { } basket && Prices is { } prices ? basket.Along(MovingToken, prices) : Curve;
}
