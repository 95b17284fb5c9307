using System.Runtime.InteropServices;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>Who holds a pair's LP tokens. The supply is never below the sum of the holders; what it is above belongs to holders unknown.</summary>
internal sealed class UniswapV2LpLedger
{
    private readonly Dictionary<Address, UInt256> _balances;

    public UniswapV2LpLedger() => _balances = [];

    private UniswapV2LpLedger(UniswapV2LpLedger source)
    {
        _balances = new Dictionary<Address, UInt256>(source._balances);
        TotalSupply = source.TotalSupply;
        Unattributed = source.Unattributed;
    }

    public UInt256 TotalSupply { get; private set; }

    public UInt256 Unattributed { get; private set; }

    public UInt256 BalanceOf(Address holder) => _balances.GetValueOrDefault(holder);

    /// <summary>Adds to the supply and to a holder. The caller knows that the supply can take it; then the holder can, too.</summary>
    public void Mint(Address to, in UInt256 value)
    {
        TotalSupply += value;
        Credit(to, value);
    }

    /// <summary>Takes from the supply and from a holder who has enough.</summary>
    public void Burn(Address from, in UInt256 value)
    {
        Debit(from, value);
        TotalSupply -= value;
    }

    /// <summary>Moves between holders; false, and nothing moved, where the sender has not enough.</summary>
    public bool TryTransfer(Address from, Address to, in UInt256 value)
    {
        if (BalanceOf(from) < value)
        {
            return false;
        }
        Debit(from, value);
        Credit(to, value);
        return true;
    }

    /// <summary>Gives a holder tokens whose holder was unknown; false, and nothing given, where there are not as many.</summary>
    public bool TryAttribute(Address holder, in UInt256 value)
    {
        if (Unattributed < value)
        {
            return false;
        }
        Unattributed -= value;
        Credit(holder, value);
        return true;
    }

    public UniswapV2LpBalance[] ToSortedArray()
    {
        var sorted = new UniswapV2LpBalance[_balances.Count];
        int index = 0;
        foreach ((Address holder, UInt256 value) in _balances)
        {
            sorted[index++] = new UniswapV2LpBalance(holder, value);
        }
        Array.Sort(sorted, static (left, right) => left.Holder.CompareTo(right.Holder));
        return sorted;
    }

    public UniswapV2LpLedger Copy() => new(this);

    /// <exception cref="ArgumentException">A holder is named twice or holds nothing, or the holders hold more than the supply.</exception>
    public static UniswapV2LpLedger FromSnapshot(UniswapV2Snapshot snapshot)
    {
        var ledger = new UniswapV2LpLedger { TotalSupply = snapshot.TotalSupply, Unattributed = snapshot.TotalSupply };
        foreach (UniswapV2LpBalance balance in snapshot.LpBalances)
        {
            if (balance.Value.IsZero || ledger._balances.ContainsKey(balance.Holder))
            {
                throw new ArgumentException($"LP holder {balance.Holder} is named twice or holds nothing.", nameof(snapshot));
            }
            if (!ledger.TryAttribute(balance.Holder, balance.Value))
            {
                throw new ArgumentException($"The LP holders hold more than the supply of {snapshot.TotalSupply}.", nameof(snapshot));
            }
        }
        return ledger;
    }

    private void Credit(Address holder, in UInt256 value)
    {
        if (!value.IsZero)
        {
            ref UInt256 balance = ref CollectionsMarshal.GetValueRefOrAddDefault(_balances, holder, out _);
            balance += value;
        }
    }

    private void Debit(Address holder, in UInt256 value)
    {
        UInt256 rest = BalanceOf(holder) - value;
        if (rest.IsZero)
        {
            _balances.Remove(holder);
        }
        else
        {
            _balances[holder] = rest;
        }
    }
}
