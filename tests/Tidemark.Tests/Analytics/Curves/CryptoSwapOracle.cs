using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>
/// CryptoSwap in ninety digits, from the invariant as the paper writes it: <c>K D^(n-1) sum x + prod x = K D^n + (D/n)^n</c>, here with <c>D = n</c>,
/// and prices as its partial derivatives. Newton's method starts at the doubles and must end with no step left.
/// </summary>
internal static class CryptoSwapOracle
{
    private const int Iterations = 8;

    private static readonly BigFixed Nudge = (BigFixed)1 / 1e30;
    private static readonly BigFixed Settled = (BigFixed)1 / 1e40;

    public static double[] Reserves(CryptoSwapCurve curve, double[] prices) =>
        [.. Balances(curve, Scaled(curve, prices), prices).Select((balance, i) => (double)(balance * curve.Invariant / curve.TokenCount / Scale(curve, i)))];

    public static double ValueOverHold(CryptoSwapCurve curve, double[] entryPrices, double[] prices)
    {
        BigFixed[] scaled = Scaled(curve, prices);
        BigFixed[] entry = Balances(curve, Scaled(curve, entryPrices), entryPrices);
        BigFixed[] now = Balances(curve, scaled, prices);
        BigFixed sum = 0;
        for (int i = 0; i < now.Length; i++)
        {
            sum += scaled[i] * (now[i] - entry[i]);
        }
        return (double)(sum * curve.Invariant / curve.TokenCount);
    }

    /// <summary>The change of the amount of one coin by the price of another.</summary>
    public static double Gamma(CryptoSwapCurve curve, double[] prices, int moving, int coin)
    {
        BigFixed[] scaled = Scaled(curve, prices);
        BigFixed step = scaled[moving] / 1e20;
        BigFixed[] above = [.. scaled];
        BigFixed[] below = [.. scaled];
        above[moving] += step;
        below[moving] -= step;
        BigFixed change = Balances(curve, above, prices)[coin] - Balances(curve, below, prices)[coin];
        return (double)(change / (step + step) * curve.Invariant / curve.TokenCount / Scale(curve, coin) / Scale(curve, moving));
    }

    private static BigFixed[] Balances(CryptoSwapCurve curve, BigFixed[] scaledPrices, double[] guessPrices)
    {
        double[] guess = new double[guessPrices.Length];
        curve.Reserves(guessPrices, guess);
        BigFixed[] balances = [.. guess.Select((amount, i) => (BigFixed)(amount * Scale(curve, i) * guess.Length / curve.Invariant))];
        BigFixed largest = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            BigFixed[] steps = NewtonSteps(curve, balances, scaledPrices);
            largest = 0;
            for (int i = 0; i < balances.Length; i++)
            {
                balances[i] -= steps[i] * balances[i];
                largest = BigFixed.Min(largest, BigFixed.Min(steps[i], -steps[i]));
            }
        }
        Assert.True(-largest < Settled, "The oracle has not converged.");
        return balances;
    }

    // Relative steps, from a Jacobian by differences.
    private static BigFixed[] NewtonSteps(CryptoSwapCurve curve, BigFixed[] balances, BigFixed[] prices)
    {
        int n = balances.Length;
        BigFixed[] at = Residuals(curve, balances, prices);
        var rows = new BigFixed[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new BigFixed[n + 1];
            rows[i][n] = at[i];
        }
        for (int j = 0; j < n; j++)
        {
            BigFixed[] moved = [.. balances];
            moved[j] += moved[j] * Nudge;
            BigFixed[] beside = Residuals(curve, moved, prices);
            for (int i = 0; i < n; i++)
            {
                rows[i][j] = (beside[i] - at[i]) / Nudge;
            }
        }
        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int i = 0; i < n; i++)
            {
                BigFixed factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
                for (int j = pivot; j <= n; j++)
                {
                    rows[i][j] -= factor * rows[pivot][j];
                }
            }
        }
        return [.. rows.Select((row, i) => row[n] / row[i])];
    }

    // The invariant, and the partial derivatives against the prices.
    private static BigFixed[] Residuals(CryptoSwapCurve curve, BigFixed[] balances, BigFixed[] prices)
    {
        int n = balances.Length;
        BigFixed product = 1;
        BigFixed sum = 0;
        foreach (BigFixed balance in balances)
        {
            product *= balance;
            sum += balance;
        }
        BigFixed away = (BigFixed)curve.Gamma + 1 - product;
        BigFixed weight = (BigFixed)curve.Amplification * curve.Gamma * curve.Gamma / (away * away);
        BigFixed k = weight * product;
        BigFixed kSlope = weight * (1 + (2 * product / away));
        double power = Math.Pow(n, n - 1);
        BigFixed excess = power * (sum - n);
        BigFixed[] slopes = [.. balances.Select(balance => (((kSlope * excess) + 1) * product / balance) + (k * power))];
        return [.. balances.Select((_, i) => i == 0 ? (k * excess) + product - 1 : (slopes[i] * prices[0] / prices[i] / slopes[0]) - 1)];
    }

    private static BigFixed[] Scaled(CryptoSwapCurve curve, double[] prices) => [.. prices.Select((price, i) => (BigFixed)price / Scale(curve, i))];

    private static double Scale(CryptoSwapCurve curve, int coin) => coin == 0 ? 1 : curve.PriceScales.Span[coin - 1];
}
