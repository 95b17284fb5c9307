namespace Tidemark.Analytics.Statistics;

/// <summary>Finds prices that are errors of the record and no moves of the market.</summary>
/// <remarks>
/// <para>A price is bad where its log lies further from the median of the five prices before and the five after it than 0.1 and 10 times the median absolute
/// return around it together, while the prices right before and right after lie within that distance, and at most half as far away as it. So it must go and
/// come back at once, which errors do and markets do not; the first and the last price are never bad, and neither are two in a row.</para>
/// <para>The centred median without the price itself and the factor of 10 are those of Barndorff-Nielsen, Hansen, Lunde and Shephard 2009 (Realized
/// kernels in practice: trades and quotes, Econometrics Journal 12); the floor, for prices that hardly move, as those of stablecoins, is that of Brownlees
/// and Gallo 2006 (Financial econometric analysis at ultra-high frequency); that the price bounces back is asked by Aït-Sahalia, Mykland and Zhang 2011
/// (Ultra high frequency volatility estimation with dependent microstructure noise). The scale is one of returns, for a trend spreads the levels.</para>
/// </remarks>
public static class BadPrints
{
    /// <summary>How many prices on either side the expected price is the median of; fewer near the ends.</summary>
    public const int Neighbours = 5;

    /// <summary>How many returns on either side the scale is the median of; fewer near the ends.</summary>
    public const int Returns = 25;

    /// <summary>How many times the median absolute return a bad print is away, besides the floor.</summary>
    public const double Deviations = 10;

    /// <summary>The least distance of a bad print, as a log return.</summary>
    public const double Floor = 0.1;

    /// <summary>Finds the bad prints of a series.</summary>
    /// <param name="prices">The prices in the order of time, positive and finite, any number of them; up to ten say nothing about what to expect, and have
    /// no bad prints.</param>
    /// <returns>The bad prints in the order of time.</returns>
    /// <exception cref="ArgumentException">A price is not positive and finite.</exception>
    public static IReadOnlyList<BadPrint> Find(ReadOnlySpan<double> prices)
    {
        PriceSpan.Require(prices, 0);
        if (prices.Length <= 2 * Neighbours)
        {
            return [];
        }
        double[] logs = new double[prices.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(prices[i]);
        }
        List<BadPrint> found = [];
        for (int i = 1; i < logs.Length - 1; i++)
        {
            // A bad print is at least half the floor away from both neighbours, and hardly any other price is: this spares most of the medians.
            if (Math.Abs(logs[i] - logs[i - 1]) < Floor / 2 || Math.Abs(logs[i] - logs[i + 1]) < Floor / 2)
            {
                continue;
            }
            double expected = MedianAround(logs, i);
            double allowed = Floor + (Deviations * MedianAbsoluteReturn(logs, i));
            double distance = Math.Abs(logs[i] - expected);
            double back = Math.Max(Math.Abs(logs[i - 1] - expected), Math.Abs(logs[i + 1] - expected));
            if (distance > allowed && back <= allowed && back <= distance / 2)
            {
                found.Add(new BadPrint(i, prices[i], Math.Exp(expected)));
            }
        }
        return found;
    }

    /// <summary>A series without the bad prints.</summary>
    /// <typeparam name="T">What the series is of.</typeparam>
    /// <param name="series">As many elements as the prices in which they were found.</param>
    /// <param name="badPrints">What <see cref="Find"/> found.</param>
    /// <returns>The other elements in their order.</returns>
    /// <exception cref="ArgumentException">A bad print is not in the series, or they are not in the order of time.</exception>
    public static T[] Drop<T>(ReadOnlySpan<T> series, IReadOnlyList<BadPrint> badPrints)
    {
        List<T> kept = new(series.Length);
        int start = 0;
        foreach (BadPrint bad in badPrints)
        {
            if (bad.Index < start || bad.Index >= series.Length)
            {
                throw new ArgumentException(FormattableString.Invariant($"A bad print has the index {bad.Index}; ascending indices from 0 to {series.Length - 1} are allowed."), nameof(badPrints));
            }
            kept.AddRange(series[start..bad.Index]);
            start = bad.Index + 1;
        }
        kept.AddRange(series[start..]);
        return [.. kept];
    }

    private static double MedianAround(ReadOnlySpan<double> logs, int index)
    {
        ReadOnlySpan<double> before = logs[Math.Max(0, index - Neighbours)..index];
        ReadOnlySpan<double> after = logs[(index + 1)..Math.Min(logs.Length, index + 1 + Neighbours)];
        Span<double> others = stackalloc double[before.Length + after.Length];
        before.CopyTo(others);
        after.CopyTo(others[before.Length..]);
        return Median(others);
    }

    private static double MedianAbsoluteReturn(ReadOnlySpan<double> logs, int index)
    {
        ReadOnlySpan<double> around = logs[Math.Max(0, index - Returns)..Math.Min(logs.Length, index + Returns + 1)];
        Span<double> returns = stackalloc double[around.Length - 1];
        for (int i = 0; i < returns.Length; i++)
        {
            returns[i] = Math.Abs(around[i + 1] - around[i]);
        }
        return Median(returns);
    }

    private static double Median(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
