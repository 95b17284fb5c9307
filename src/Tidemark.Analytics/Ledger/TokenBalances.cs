using System.Numerics;
using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>Exact balances of tokens that come and go one by one, each with what it cost on average.</summary>
internal sealed class TokenBalances<T>(string name)
    where T : struct, INumber<T>
{
    private readonly Dictionary<string, (UInt256 BaseUnits, T Cost)> _balances = [];
    private T _realised;

    public void Add(TokenAmount amount, T value)
    {
        (UInt256 units, T cost) = _balances.GetValueOrDefault(amount.Token);
        _balances[amount.Token] = (units + amount.BaseUnits, cost + value);
    }

    public void Remove(TokenAmount amount, T value, LedgerEntry entry)
    {
        (UInt256 units, T cost) = _balances.GetValueOrDefault(amount.Token);
        if (amount.BaseUnits > units)
        {
            throw new LedgerException($"{entry}: {amount.BaseUnits} base units of {amount.Token} are taken from {name}, where {units} are.");
        }
        if (!units.IsZero)
        {
            T costTaken = cost * T.CreateChecked(amount.BaseUnits.ToBigInteger()) / T.CreateChecked(units.ToBigInteger());
            _realised += value - costTaken;
            _balances[amount.Token] = (units - amount.BaseUnits, amount.BaseUnits == units ? T.Zero : cost - costTaken);
        }
    }

    public T Value(PriceList<T> prices)
    {
        T value = T.Zero;
        foreach ((string token, (UInt256 units, T _)) in _balances)
        {
            value += prices.Value(new TokenAmount(token, units));
        }
        return value;
    }

    public Profit<T> Profit(PriceList<T> prices)
    {
        T cost = T.Zero;
        foreach ((UInt256 _, T tokenCost) in _balances.Values)
        {
            cost += tokenCost;
        }
        return new Profit<T>(_realised, Value(prices) - cost);
    }
}
