namespace Tidemark.Analytics.Statistics;

/// <summary>Whether a price comes back to a level, and how fast.</summary>
public static class MeanReversion
{
    /// <summary>The time in which half of a distance from the level is gone, of a log price that follows an Ornstein-Uhlenbeck process.</summary>
    /// <param name="prices">The prices in the order of time at one distance, at least 4.</param>
    /// <returns>The half-life in periods, <c>-ln 2 / ln(1 + b)</c>, where b is the slope of the change of the log price on the log price before it, with a
    /// constant. Null where a random walk cannot be excluded at 5 %, or where the price comes back within a period, which then says nothing about how
    /// fast.</returns>
    /// <remarks>The regression is the exact discrete form of the process, an AR(1) (Uhlenbeck and Ornstein 1930; Vasicek 1977). Whether b is below zero
    /// is the test of Dickey and Fuller 1979 with a constant and no lags, for the usual one would find every second random walk reverting; its critical
    /// values are MacKinnon's 2010 (Critical values for cointegration tests, table 2).</remarks>
    /// <exception cref="ArgumentException">There are fewer prices, or one is not positive and finite.</exception>
    public static double? HalfLife(ReadOnlySpan<double> prices)
    {
        PriceSpan.Require(prices, 4);
        int count = prices.Length - 1;
        double mean = 0;
        for (int i = 0; i < count; i++)
        {
            mean += Math.Log(prices[i]) / count;
        }
        double meanChange = (Math.Log(prices[count]) - Math.Log(prices[0])) / count;
        (double squares, double changeSquares, double products) = (0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            double log = Math.Log(prices[i]);
            double distance = log - mean;
            double change = Math.Log(prices[i + 1]) - log - meanChange;
            squares += distance * distance;
            changeSquares += change * change;
            products += distance * change;
        }
        if (squares == 0)
        {
            return null;
        }
        double slope = products / squares;
        double residualVariance = Math.Max(0, changeSquares - (slope * products)) / (count - 2);
        double coefficient = 1 + slope;
        // As a product, for a price that reverts without noise has no standard error.
        bool isReverting = slope < CriticalValue(count) * Math.Sqrt(residualVariance / squares);
        if (!isReverting || coefficient is <= 0 or >= 1)
        {
            return null;
        }
        double halfLife = -Math.Log(2) / Math.Log(coefficient);
        // What passes the test has a half-life of a small part of the series, unless both are rounding errors of a steady growth.
        return halfLife <= count ? halfLife : null;
    }

    private static double CriticalValue(int count)
    {
        double inverse = 1.0 / count;
        return -2.86154 + (inverse * (-2.8903 + (inverse * (-4.234 + (inverse * -40.040)))));
    }
}
