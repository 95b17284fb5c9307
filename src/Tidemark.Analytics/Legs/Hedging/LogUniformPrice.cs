using System.Globalization;

namespace Tidemark.Analytics.Legs.Hedging;

/// <summary>A price that ends anywhere in a range, each ratio as likely as any other: uniform in the logarithm.</summary>
/// <remarks>A view without a volatility: what is in the range counts, and nothing else. The default is not a law.</remarks>
public readonly record struct LogUniformPrice
{
    private const int Panels = 8;
    private const double Tolerance = 1e-13;

    /// <summary>A law over a range.</summary>
    /// <param name="lowerPrice">The lowest price, positive.</param>
    /// <param name="upperPrice">The highest price, above the lowest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or the range is empty or upside down.</exception>
    public LogUniformPrice(double lowerPrice, double upperPrice)
    {
        Positive.Require(lowerPrice);
        Positive.Require(upperPrice);
        if (lowerPrice >= upperPrice)
        {
            throw new ArgumentOutOfRangeException(nameof(upperPrice), upperPrice, string.Create(CultureInfo.InvariantCulture, $"upperPrice is {upperPrice:R}; it must be above the lower one, {lowerPrice:R}."));
        }
        LowerPrice = lowerPrice;
        UpperPrice = upperPrice;
    }

    /// <summary>The lowest price.</summary>
    public double LowerPrice { get; }

    /// <summary>The highest price.</summary>
    public double UpperPrice { get; }

    /// <summary>The mean of any function of the price.</summary>
    /// <param name="payoff">The function, finite everywhere in the range.</param>
    /// <param name="kinks">The prices at which it jumps or bends, in any order; between them it is smooth.</param>
    /// <returns>The mean, to 1e-10 of the mean size of the function.</returns>
    /// <remarks>Gauss-Legendre quadrature over the logarithm, split at the kinks and halved until the halves agree.</remarks>
    public double Expectation(Func<double, double> payoff, ReadOnlySpan<double> kinks)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        double first = Math.Log(LowerPrice);
        double width = Math.Log(UpperPrice / LowerPrice);
        SortedSet<double> breaks = [.. Enumerable.Range(0, Panels + 1).Select(i => first + (width * i / Panels))];
        foreach (double kink in kinks)
        {
            if (kink > LowerPrice && kink < UpperPrice)
            {
                breaks.Add(Math.Log(kink));
            }
        }
        return AdaptiveQuadrature.Integral(logarithm => payoff(Math.Exp(logarithm)), breaks.ToArray(), Tolerance) / width;
    }
}
