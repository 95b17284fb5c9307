namespace Tidemark.Analytics.Curves;

/// <summary>The prices between which liquidity is active and earns fees: the lower one included, the upper one not.</summary>
/// <param name="LowerPrice">Where it begins, price of token 0 in token 1.</param>
/// <param name="UpperPrice">Where it ends.</param>
/// <remarks>The default is empty.</remarks>
public readonly record struct ActiveRange(double LowerPrice, double UpperPrice)
{
    /// <summary>Whether a price is in it.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    public bool Contains(double price) => price >= LowerPrice && price < UpperPrice;

    /// <summary>The least range around those of several positions; null where one is active everywhere, or there is none.</summary>
    internal static ActiveRange? Around(IEnumerable<ValueCurve> positions)
    {
        ActiveRange?[] ranges = [.. positions.Select(static position => position.ActiveRange)];
        return ranges.Length == 0 || ranges.Contains(null) ? null
            : new ActiveRange(ranges.Min(static range => range!.Value.LowerPrice), ranges.Max(static range => range!.Value.UpperPrice));
    }
}
