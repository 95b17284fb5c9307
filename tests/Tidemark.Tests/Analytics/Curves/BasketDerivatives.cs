using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Holds a basket's amounts and gammas against differences of its value and its amounts.</summary>
internal static class BasketDerivatives
{
    public static void RequireConsistent(BasketCurve curve, ReadOnlySpan<double> prices, double step = 1e-5)
    {
        int count = curve.TokenCount;
        double[] amounts = new double[count], gammas = new double[count], above = new double[count], below = new double[count];
        curve.Reserves(prices, amounts);
        for (int token = 0; token < count; token++)
        {
            double move = prices[token] * step;
            double[] up = Moved(prices, token, move), down = Moved(prices, token, -move);
            curve.Reserves(up, above);
            curve.Reserves(down, below);
            double slope = (curve.Value(up) - curve.Value(down)) / (2 * move);
            double rounding = 1e-15 * curve.Value(prices) / move;
            Close.Absolute(slope, amounts[token], (1e-6 * amounts[token]) + rounding, $"amount {token}");
            curve.Gammas(prices, token, gammas);
            for (int i = 0; i < count; i++)
            {
                Close.Relative((above[i] - below[i]) / (2 * move), gammas[i], 1e-6, $"amount {i} by price {token}");
            }
            RequireHomogeneous(curve, prices, amounts, gammas);
        }
    }

    // Amounts do not change when all prices grow alike: by Euler, and by the symmetry of gammas, what a price moves is worth nothing
    private static void RequireHomogeneous(BasketCurve curve, ReadOnlySpan<double> prices, double[] amounts, double[] gammas)
    {
        double worth = 0, size = 0;
        for (int i = 0; i < gammas.Length; i++)
        {
            worth += prices[i] * gammas[i];
            size += Math.Abs(prices[i] * gammas[i]);
        }
        Close.Absolute(0, worth, 1e-12 * size, "worth of what a price moves");
        double[] doubled = new double[amounts.Length], same = new double[amounts.Length];
        for (int i = 0; i < amounts.Length; i++)
        {
            doubled[i] = 2 * prices[i];
        }
        curve.Reserves(doubled, same);
        for (int i = 0; i < amounts.Length; i++)
        {
            Close.Relative(amounts[i], same[i], 1e-13, $"amount {i} at doubled prices");
        }
        Close.Relative(2 * curve.Value(prices), curve.Value(doubled), 1e-13, "value at doubled prices");
    }

    private static double[] Moved(ReadOnlySpan<double> prices, int token, double move)
    {
        double[] moved = prices.ToArray();
        moved[token] += move;
        return moved;
    }
}
