using System.Numerics;

namespace Tidemark.Analytics.Curves;

/// <summary>Adds up what bins lose against a price outside them, in the logarithm of their number and without cancellation.</summary>
/// <remarks>
/// A binary tree: each node knows its bins' token 0, and what they lose when the price is just at its lowest or its highest bin. A price further out adds the
/// node's token 0 times the rest of the way, so every sum has terms of one sign. Prefix sums would have to be subtracted.
/// </remarks>
internal sealed class BinLosses
{
    private readonly Node[] _nodes;
    private readonly int _leaves;

    public BinLosses(ReadOnlySpan<double> prices, ReadOnlySpan<double> amounts0)
    {
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)prices.Length);
        _nodes = new Node[2 * _leaves];
        for (int i = 0; i < _leaves; i++)
        {
            // What fills up to a power of two is empty and stands at the last price.
            double price = prices[Math.Min(i, prices.Length - 1)];
            _nodes[_leaves + i] = new Node(i < prices.Length ? amounts0[i] : 0, price, price, 0, 0);
        }
        for (int i = _leaves - 1; i > 0; i--)
        {
            _nodes[i] = Node.Join(_nodes[2 * i], _nodes[(2 * i) + 1]);
        }
    }

    /// <summary>The sum of <c>x_i |p_i - p|</c> over the bins from one index up to, not including, another; the price is outside them.</summary>
    public double Sum(int from, int end, double price)
    {
        double sum = 0;
        for (int low = from + _leaves, high = end + _leaves; low < high; low >>= 1, high >>= 1)
        {
            if ((low & 1) == 1)
            {
                sum += _nodes[low++].Loss(price);
            }
            if ((high & 1) == 1)
            {
                sum += _nodes[--high].Loss(price);
            }
        }
        return sum;
    }

    private readonly record struct Node(double Amount0, double LowestPrice, double HighestPrice, double LossAtLowest, double LossAtHighest)
    {
        public static Node Join(Node low, Node high) => new(
            low.Amount0 + high.Amount0,
            low.LowestPrice,
            high.HighestPrice,
            low.LossAtLowest + high.Loss(low.LowestPrice),
            high.LossAtHighest + low.Loss(high.HighestPrice));

        public double Loss(double price) => price <= LowestPrice
            ? LossAtLowest + (Amount0 * (LowestPrice - price))
            : LossAtHighest + (Amount0 * (price - HighestPrice));
    }
}
