using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>Tokens that are held beside the pool and taken out in equal parts of each, with what they cost.</summary>
internal sealed class Basket<T>
    where T : struct, INumber<T>
{
    private readonly Dictionary<string, T> _amounts = [];
    private T _cost;
    private T _realised;

    public void Add(string token, T amount, T value)
    {
        _amounts[token] = _amounts.GetValueOrDefault(token) + amount;
        _cost += value;
    }

    /// <summary>Takes a fraction of every token out, and says what it is worth.</summary>
    public T Remove(T fraction, PriceList<T> prices)
    {
        T value = fraction * Value(prices);
        _realised += value - (fraction * _cost);
        T staying = T.One - fraction;
        _cost *= staying;
        foreach (string token in _amounts.Keys)
        {
            _amounts[token] *= staying;
        }
        return value;
    }

    public T Value(PriceList<T> prices)
    {
        T value = T.Zero;
        foreach ((string token, T amount) in _amounts)
        {
            value += amount * prices.Of(token);
        }
        return value;
    }

    public Profit<T> Profit(PriceList<T> prices) => new(_realised, Value(prices) - _cost);
}
