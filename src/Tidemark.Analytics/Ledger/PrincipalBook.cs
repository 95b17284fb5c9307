using System.Numerics;
using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>The deposits and withdrawals of a position, and what holding would have made of them.</summary>
internal sealed class PrincipalBook<T>(string token0, string token1)
    where T : struct, INumber<T>
{
    private readonly Basket<T> _deposited = new();
    private readonly Basket<T> _inToken0 = new();
    private readonly Basket<T> _inToken1 = new();
    private readonly Basket<T> _halfAndHalf = new();
    private T _realisedLoss;

    public UInt256 Liquidity { get; private set; }

    public void Deposit(LedgerEntry entry, PriceList<T> prices)
    {
        T price0 = prices.PositiveOf(token0);
        T price1 = prices.PositiveOf(token1);
        foreach (TokenAmount amount in entry.Amounts)
        {
            T value = prices.Value(amount);
            T half = value / T.CreateChecked(2);
            _deposited.Add(amount.Token, T.CreateChecked(amount.BaseUnits.ToBigInteger()), value);
            _inToken0.Add(token0, value / price0, value);
            _inToken1.Add(token1, value / price1, value);
            _halfAndHalf.Add(token0, half / price0, half);
            _halfAndHalf.Add(token1, half / price1, half);
        }
        Liquidity += RequireLiquidity(entry);
    }

    public void Withdraw(LedgerEntry entry, T received, PriceList<T> prices)
    {
        UInt256 removed = RequireLiquidity(entry);
        if (removed > Liquidity)
        {
            throw new LedgerException($"{entry}: a liquidity of {removed} is withdrawn, where {Liquidity} is.");
        }
        T fraction = T.CreateChecked(removed.ToBigInteger()) / T.CreateChecked(Liquidity.ToBigInteger());
        _realisedLoss += received - _deposited.Remove(fraction, prices);
        _inToken0.Remove(fraction, prices);
        _inToken1.Remove(fraction, prices);
        _halfAndHalf.Remove(fraction, prices);
        Liquidity -= removed;
    }

    public Profit<T> Hold(PriceList<T> prices) => _deposited.Profit(prices);

    public Profit<T> ImpermanentLoss(T inPosition, PriceList<T> prices) => new(_realisedLoss, inPosition - _deposited.Value(prices));

    /// <summary>The benchmarks in the order of <see cref="Benchmark"/>.</summary>
    public T[] Benchmarks(T inPosition, T lvr, PriceList<T> prices)
    {
        Profit<T> hold = Hold(prices);
        T rebalancing = (hold + ImpermanentLoss(inPosition, prices)).Total + lvr;
        return [hold.Total, _inToken0.Profit(prices).Total, _inToken1.Profit(prices).Total, _halfAndHalf.Profit(prices).Total, rebalancing];
    }

    private static UInt256 RequireLiquidity(LedgerEntry entry) =>
        entry.Liquidity.IsZero ? throw new LedgerException($"{entry}: the liquidity is zero; a {entry.Kind} says how much it adds or removes.") : entry.Liquidity;
}
