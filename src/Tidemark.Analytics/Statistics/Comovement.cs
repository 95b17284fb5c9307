namespace Tidemark.Analytics.Statistics;

/// <summary>How two prices move together, from their log returns at the same times.</summary>
/// <remarks>Both series stand in the order of time, positive and finite, one price of each for each time.</remarks>
public static class Comovement
{
    /// <summary>Pearson's correlation of the log returns.</summary>
    /// <param name="prices">The prices of the one, at least 3.</param>
    /// <param name="others">The prices of the other, as many.</param>
    /// <returns>From -1 to 1; null where one of them does not move, or always by the same.</returns>
    /// <exception cref="ArgumentException">There are fewer prices or not as many, or one is not positive and finite.</exception>
    public static double? Correlation(ReadOnlySpan<double> prices, ReadOnlySpan<double> others)
    {
        (double squares, double otherSquares, double products) = Moments(prices, others);
        double scale = Math.Sqrt(squares) * Math.Sqrt(otherSquares);
        return scale > 0 ? Math.Clamp(products / scale, -1, 1) : null;
    }

    /// <summary>How much the price moves when the reference moves by one: the slope of the regression of its log returns on the reference's.</summary>
    /// <param name="prices">The prices, at least 3.</param>
    /// <param name="reference">The prices of the reference, as many.</param>
    /// <returns>The covariance by the variance of the reference; null where the reference does not move, or always by the same.</returns>
    /// <exception cref="ArgumentException">There are fewer prices or not as many, or one is not positive and finite.</exception>
    public static double? Beta(ReadOnlySpan<double> prices, ReadOnlySpan<double> reference)
    {
        (_, double referenceSquares, double products) = Moments(prices, reference);
        return referenceSquares > 0 ? products / referenceSquares : null;
    }

    /// <summary>The sums of squares and products of the returns' distances from their means (Welford 1962).</summary>
    private static (double Squares, double OtherSquares, double Products) Moments(ReadOnlySpan<double> prices, ReadOnlySpan<double> others)
    {
        PriceSpan.Require(prices, 3);
        PriceSpan.RequireSameLength(prices, others);
        PriceSpan.Require(others, 3);
        (double mean, double otherMean) = (0, 0);
        (double squares, double otherSquares, double products) = (0, 0, 0);
        for (int i = 1; i < prices.Length; i++)
        {
            double move = Math.Log(prices[i]) - Math.Log(prices[i - 1]);
            double otherMove = Math.Log(others[i]) - Math.Log(others[i - 1]);
            double distance = move - mean;
            double otherDistance = otherMove - otherMean;
            mean += distance / i;
            otherMean += otherDistance / i;
            squares += distance * (move - mean);
            otherSquares += otherDistance * (otherMove - otherMean);
            products += distance * (otherMove - otherMean);
        }
        return (squares, otherSquares, products);
    }
}
