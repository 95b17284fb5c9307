namespace Tidemark.Analytics.Curves;

/// <summary>How prices have grown against each other, to the last digits of the smallest moves.</summary>
internal static class PriceGrowths
{
    /// <summary>By which fraction each price has grown in one token; zero for that one.</summary>
    public static void Over(int token, ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices, Span<double> growths)
    {
        double ratio = prices[token] / entryPrices[token];
        double remainder = Math.FusedMultiplyAdd(-ratio, entryPrices[token], prices[token]) / entryPrices[token];
        for (int i = 0; i < growths.Length; i++)
        {
            double beyond = Math.FusedMultiplyAdd(-ratio, entryPrices[i], prices[i]) - (remainder * entryPrices[i]);
            growths[i] = beyond / entryPrices[i] / ratio;
        }
    }
}
