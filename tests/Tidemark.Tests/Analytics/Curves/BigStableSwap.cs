using System.Numerics;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>A StableSwap pool of two coins with the invariant one, with 100 decimals, by bisection of its marginal price.</summary>
internal static class BigStableSwap
{
    private static readonly BigInteger One = BigInteger.Pow(10, 100);

    /// <summary>Value less hold in coin 1, to the nearest double.</summary>
    public static double Loss(double amplification, double entryPrice, double price)
    {
        BigInteger ann = 2 * Exact(amplification);
        (BigInteger entry0, BigInteger entry1) = Balances(ann, Exact(entryPrice));
        (BigInteger balance0, BigInteger balance1) = Balances(ann, Exact(price));
        BigInteger loss = (Exact(price) * (balance0 - entry0) / One) + balance1 - entry1;
        return (double)loss / 1e100;
    }

    private static (BigInteger Balance0, BigInteger Balance1) Balances(BigInteger ann, BigInteger price)
    {
        BigInteger low = 0;
        BigInteger high = 1000 * One;
        while (high - low > 1)
        {
            BigInteger middle = (low + high) / 2;
            BigInteger other = Other(ann, middle);

            // What is left of P = 1 / (4 x y) by x and by y
            BigInteger product = One * One / (4 * middle) * One / other;
            BigInteger marginal = (ann + (product * One / middle)) * One / (ann + (product * One / other));
            if (marginal > price)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return (high, Other(ann, high));
    }

    // 4 a x y^2 + 4 x (a x + 1 - a) y = 1
    private static BigInteger Other(BigInteger ann, BigInteger balance)
    {
        BigInteger square = 4 * ann * balance / One;
        BigInteger linear = 4 * balance * ((ann * balance / One) + One - ann) / One;
        BigInteger root = BigRoot.SquareRoot((linear * linear) + (4 * square * One));
        return linear > 0 ? 2 * One * One / (linear + root) : (root - linear) * One / (2 * square);
    }

    // Every double of ordinary size is a whole number of 2^-100
    private static BigInteger Exact(double number) => ((BigInteger)(number * Math.Pow(2, 100)) * One) >> 100;
}
