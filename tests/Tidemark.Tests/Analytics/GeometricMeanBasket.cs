using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics;

/// <summary>The plainest basket: V = scale times the product of the prices to their weights.</summary>
internal sealed class GeometricMeanBasket(double scale, params double[] weights) : BasketCurve(weights.Length)
{
    public override void Reserves(ReadOnlySpan<double> prices, Span<double> amounts)
    {
        RequirePrices(prices);
        RequireLength(amounts.Length, nameof(amounts));
        double value = ValueAt(prices);
        for (int i = 0; i < weights.Length; i++)
        {
            amounts[i] = weights[i] * value / prices[i];
        }
    }

    public override void Gammas(ReadOnlySpan<double> prices, int token, Span<double> gammas)
    {
        RequirePrices(prices);
        RequireLength(gammas.Length, nameof(gammas));
        double value = ValueAt(prices);
        for (int i = 0; i < weights.Length; i++)
        {
            gammas[i] = (weights[i] * weights[token] - (i == token ? weights[i] : 0)) * value / (prices[i] * prices[token]);
        }
    }

    public override double ValueOverHold(ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices)
    {
        RequirePrices(entryPrices);
        RequirePrices(prices);
        double hold = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            hold += weights[i] * prices[i] / entryPrices[i];
        }
        return ValueAt(prices) - ValueAt(entryPrices) * hold;
    }

    private double ValueAt(ReadOnlySpan<double> prices)
    {
        double value = scale;
        for (int i = 0; i < weights.Length; i++)
        {
            value *= Math.Pow(prices[i], weights[i]);
        }
        return value;
    }
}
