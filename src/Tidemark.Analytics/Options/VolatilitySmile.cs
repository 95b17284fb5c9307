namespace Tidemark.Analytics.Options;

/// <summary>The total variance of one expiry by log-moneyness: straight lines between the quotes, flat beyond them.</summary>
internal sealed class VolatilitySmile
{
    private readonly double[] _totalVariances;

    public VolatilitySmile(double years, double forward, VolatilityQuote[] ascendingQuotes)
    {
        Years = years;
        Strikes = [.. ascendingQuotes.Select(static quote => quote.Strike)];
        Moneyness = [.. ascendingQuotes.Select(quote => Math.Log(quote.Strike / forward))];
        _totalVariances = [.. ascendingQuotes.Select(quote => quote.VolatilityAnnual * quote.VolatilityAnnual * years)];
    }

    public double Years { get; }

    public double[] Strikes { get; }

    /// <summary>The logarithms of strike over forward, ascending.</summary>
    public double[] Moneyness { get; }

    /// <summary>The total variance and its slope at a log-moneyness; at a quote the slope to its right.</summary>
    public (double Variance, double Slope) At(double moneyness)
    {
        int above = 0;
        while (above < Moneyness.Length && Moneyness[above] <= moneyness)
        {
            above++;
        }
        if (above == 0 || above == Moneyness.Length)
        {
            return (_totalVariances[above == 0 ? 0 : above - 1], 0);
        }
        double slope = (_totalVariances[above] - _totalVariances[above - 1]) / (Moneyness[above] - Moneyness[above - 1]);
        return (_totalVariances[above - 1] + (slope * (moneyness - Moneyness[above - 1])), slope);
    }
}
