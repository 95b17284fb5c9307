using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics.Statistics;

/// <summary>Refuses prices that have no statistics.</summary>
internal static class PriceSpan
{
    public static void Require(ReadOnlySpan<double> prices, int fewest, [CallerArgumentExpression(nameof(prices))] string? name = null)
    {
        if (prices.Length < fewest)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has {prices.Length} prices; at least {fewest} are needed."), name);
        }
        for (int i = 0; i < prices.Length; i++)
        {
            if (!(prices[i] > 0 && prices[i] <= double.MaxValue))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] is {prices[i]}; a price must be positive and finite."), name);
            }
        }
    }

    public static void RequireSameLength(ReadOnlySpan<double> prices, ReadOnlySpan<double> others, [CallerArgumentExpression(nameof(others))] string? name = null)
    {
        if (prices.Length != others.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has {others.Length} prices where there are {prices.Length}; they must be as many."), name);
        }
    }

    public static void RequireOrder(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, [CallerArgumentExpression(nameof(lower))] string? lowerName = null, [CallerArgumentExpression(nameof(upper))] string? upperName = null)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            if (lower[i] > upper[i])
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{lowerName}[{i}] is {lower[i]} and {upperName}[{i}] is {upper[i]}; the former must not be the higher one."), lowerName);
            }
        }
    }
}
