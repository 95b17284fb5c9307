namespace Tidemark.Analytics.Statistics;

/// <summary>Estimators of volatility: the standard deviation of log returns, scaled to a year by the square root of time.</summary>
/// <remarks>Prices stand in the order of time at one distance, positive and finite. The caller says how many of these distances make a year; crypto
/// trades on 365 days. All results are fractions, zero or above.</remarks>
public static class Volatility
{
    /// <summary>The decay of RiskMetrics for daily returns.</summary>
    /// <remarks>J.P. Morgan/Reuters 1996 (RiskMetrics Technical Document, 4th edition), section 5.3.2.</remarks>
    public const double RiskMetricsDecay = 0.94;

    // 2 ln 2 - 1, the weight of the squared open-to-close return in Garman and Klass.
    private const double OpenToCloseWeight = 0.38629436111989062;

    /// <summary>Close to close: the sample standard deviation of log returns, with the mean return taken out and n - 1 in the denominator.</summary>
    /// <param name="prices">The prices, at least 3.</param>
    /// <param name="periodsPerYear">How many returns make a year.</param>
    /// <returns>The annual volatility.</returns>
    /// <exception cref="ArgumentException">There are fewer prices, one is not positive and finite, or the number of periods is not.</exception>
    public static double CloseToClose(ReadOnlySpan<double> prices, double periodsPerYear)
    {
        PriceSpan.Require(prices, 3);
        Positive.Require(periodsPerYear);
        // Welford 1962: without the cancellation that a difference of sums has.
        double mean = 0;
        double squares = 0;
        double last = Math.Log(prices[0]);
        for (int i = 1; i < prices.Length; i++)
        {
            double log = Math.Log(prices[i]);
            double distance = log - last - mean;
            mean += distance / i;
            squares += distance * (log - last - mean);
            last = log;
        }
        return Annual(squares / (prices.Length - 2), periodsPerYear);
    }

    /// <summary>Close to close with a mean return of zero: the square root of the mean squared log return.</summary>
    /// <param name="prices">The prices, at least 2.</param>
    /// <param name="periodsPerYear">How many returns make a year.</param>
    /// <returns>The annual volatility.</returns>
    /// <exception cref="ArgumentException">There are fewer prices, one is not positive and finite, or the number of periods is not.</exception>
    public static double ZeroMean(ReadOnlySpan<double> prices, double periodsPerYear) => Weighted(prices, 1, periodsPerYear);

    /// <summary>Exponentially weighted: as <see cref="ZeroMean"/>, each squared return with the weight <c>decay^age</c>, and the weights scaled to a sum
    /// of one. It is the volatility at the end of the series.</summary>
    /// <param name="prices">The prices, at least 2.</param>
    /// <param name="decay">How much of its weight a return keeps when the next one comes, above 0 and below 1; <see cref="RiskMetricsDecay"/> is meant
    /// for days.</param>
    /// <param name="periodsPerYear">How many returns make a year.</param>
    /// <returns>The annual volatility.</returns>
    /// <remarks>RiskMetrics Technical Document 1996, section 5.2. Scaling the weights takes the place of a seed for the recursion
    /// <c>v = decay v + (1 - decay) r^2</c>, and forgets nothing else.</remarks>
    /// <exception cref="ArgumentException">There are fewer prices, one is not positive and finite, or the number of periods or the decay is out of range.</exception>
    public static double ExponentiallyWeighted(ReadOnlySpan<double> prices, double decay, double periodsPerYear)
    {
        if (!(decay > 0 && decay < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, FormattableString.Invariant($"decay is {decay}; it must be above 0 and below 1."));
        }
        return Weighted(prices, decay, periodsPerYear);
    }

    /// <summary>Parkinson: from the range of each bar, which is about five times as efficient as close to close. Bars of few trades have too small a
    /// range, and so does the result.</summary>
    /// <param name="highs">The highest price of each bar, at least one.</param>
    /// <param name="lows">The lowest price of each bar, as many.</param>
    /// <param name="periodsPerYear">How many bars make a year.</param>
    /// <returns>The annual volatility, the square root of the mean of <c>ln(high/low)^2 / (4 ln 2)</c>.</returns>
    /// <remarks>Parkinson 1980 (The extreme value method for estimating the variance of the rate of return). The mean return is taken for zero.</remarks>
    /// <exception cref="ArgumentException">There are no prices or not as many, one is not positive and finite, or a low is above its high.</exception>
    public static double Parkinson(ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, double periodsPerYear)
    {
        RequireBars(highs, lows, periodsPerYear);
        double squares = 0;
        for (int i = 0; i < highs.Length; i++)
        {
            double range = Math.Log(highs[i]) - Math.Log(lows[i]);
            squares += range * range;
        }
        return Annual(squares / highs.Length / (4 * Math.Log(2)), periodsPerYear);
    }

    /// <summary>Garman and Klass: from the range and the open-to-close return of each bar, more than seven times as efficient as close to close.</summary>
    /// <param name="opens">The first price of each bar, at least one.</param>
    /// <param name="highs">The highest price of each bar, as many.</param>
    /// <param name="lows">The lowest price of each bar, as many.</param>
    /// <param name="closes">The last price of each bar, as many.</param>
    /// <param name="periodsPerYear">How many bars make a year.</param>
    /// <returns>The annual volatility, the square root of the mean of <c>ln(high/low)^2 / 2 - (2 ln 2 - 1) ln(close/open)^2</c>.</returns>
    /// <remarks>Garman and Klass 1980 (On the estimation of security price volatilities from historical data), the practical estimator. The mean return is
    /// taken for zero, and moves between bars are not seen.</remarks>
    /// <exception cref="ArgumentException">There are no prices or not as many, one is not positive and finite, or an open or close lies outside of its range.</exception>
    public static double GarmanKlass(ReadOnlySpan<double> opens, ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, ReadOnlySpan<double> closes, double periodsPerYear)
    {
        RequireBars(highs, lows, periodsPerYear);
        RequireInside(opens, highs, lows);
        RequireInside(closes, highs, lows);
        double squares = 0;
        for (int i = 0; i < highs.Length; i++)
        {
            double range = Math.Log(highs[i]) - Math.Log(lows[i]);
            double move = Math.Log(closes[i]) - Math.Log(opens[i]);
            squares += (range * range / 2) - (OpenToCloseWeight * move * move);
        }
        return Annual(squares / highs.Length, periodsPerYear);
    }

    private static double Weighted(ReadOnlySpan<double> prices, double decay, double periodsPerYear)
    {
        PriceSpan.Require(prices, 2);
        Positive.Require(periodsPerYear);
        double squares = 0;
        double weights = 0;
        double last = Math.Log(prices[0]);
        for (int i = 1; i < prices.Length; i++)
        {
            double log = Math.Log(prices[i]);
            squares = (decay * squares) + ((log - last) * (log - last));
            weights = (decay * weights) + 1;
            last = log;
        }
        return Annual(squares / weights, periodsPerYear);
    }

    private static void RequireBars(ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, double periodsPerYear)
    {
        PriceSpan.Require(highs, 1);
        PriceSpan.RequireSameLength(highs, lows);
        PriceSpan.Require(lows, 1);
        PriceSpan.RequireOrder(lows, highs);
        Positive.Require(periodsPerYear);
    }

    private static void RequireInside(ReadOnlySpan<double> prices, ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(prices))] string? name = null)
    {
        PriceSpan.RequireSameLength(highs, prices, name);
        PriceSpan.RequireOrder(lows, prices, nameof(lows), name);
        PriceSpan.RequireOrder(prices, highs, name, nameof(highs));
    }

    // A square root each, for the product of a large variance and a large number of periods may not be a number.
    private static double Annual(double variance, double periodsPerYear) => Math.Sqrt(variance) * Math.Sqrt(periodsPerYear);
}
