using System.Numerics;
using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>Tells what withdrawn tokens cost: each deposit is a lot of liquidity, and a withdrawal takes liquidity from the lots.</summary>
/// <typeparam name="T">The numbers of values.</typeparam>
/// <param name="method">Which lots a withdrawal is taken from.</param>
/// <remarks>The pool may pay out other tokens than were deposited, so the cost of the liquidity is laid on the withdrawn tokens by their value.</remarks>
public sealed class CostLots<T>(CostMethod method)
    where T : struct, INumber<T>
{
    private readonly LinkedList<Lot> _lots = new();

    /// <summary>What the lots that are left have cost.</summary>
    public T OpenCost => _lots.Aggregate(T.Zero, static (cost, lot) => cost + lot.Cost);

    /// <summary>Takes the next entry; only deposits, withdrawals and transfers matter.</summary>
    /// <param name="entry">The entry, in order of time.</param>
    /// <param name="prices">The price in the numeraire of one base unit of each of its tokens.</param>
    /// <returns>The withdrawn tokens by lot, oldest first, then as in the entry; none for a deposit.</returns>
    /// <exception cref="LedgerException">A price is missing, more is withdrawn than is there, a liquidity is zero, or a withdrawal names no token; then nothing is changed.</exception>
    public IReadOnlyList<WithdrawnToken<T>> Apply(LedgerEntry entry, IReadOnlyDictionary<string, T> prices)
    {
        ArgumentNullException.ThrowIfNull(entry);
        PriceList<T> priceList = new(prices, entry.ToString());
        switch (entry.Kind)
        {
            case LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn:
                return Deposit(entry, priceList);
            case LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut:
                return Withdraw(entry, priceList);
            default:
                return [];
        }
    }

    private List<WithdrawnToken<T>> Deposit(LedgerEntry entry, PriceList<T> prices)
    {
        if (entry.Liquidity.IsZero)
        {
            throw new LedgerException($"{entry}: the liquidity is zero; a {entry.Kind} says how much it adds.");
        }
        Lot lot = new(entry.Time, entry.Liquidity, prices.Value(entry.Amounts));
        if (method == CostMethod.Average && _lots.First is { Value: var pool })
        {
            _lots.RemoveFirst();
            lot = new Lot(null, pool.Liquidity + lot.Liquidity, pool.Cost + lot.Cost);
        }
        _lots.AddLast(lot);
        return [];
    }

    private List<WithdrawnToken<T>> Withdraw(LedgerEntry entry, PriceList<T> prices)
    {
        UInt256 open = _lots.Aggregate(UInt256.Zero, static (liquidity, lot) => liquidity + lot.Liquidity);
        if (entry.Liquidity.IsZero || entry.Liquidity > open)
        {
            throw new LedgerException($"{entry}: a liquidity of {entry.Liquidity} is withdrawn, where {open} is.");
        }
        if (entry.Amounts.Count == 0)
        {
            throw new LedgerException($"{entry}: it has no tokens on which the cost could be laid; name them with an amount of zero where nothing came out.");
        }
        T value = prices.Value(entry.Amounts);
        List<WithdrawnToken<T>> withdrawn = [];
        for (UInt256 left = entry.Liquidity; !left.IsZero;)
        {
            Lot taken = TakeFirst(left);
            left -= taken.Liquidity;
            T part = Ratio(taken.Liquidity, entry.Liquidity);
            foreach (TokenAmount amount in entry.Amounts)
            {
                T tokenValue = prices.Value(amount);
                T weight = T.IsZero(value) ? T.One / T.CreateChecked(entry.Amounts.Count) : tokenValue / value;
                T baseUnits = part * T.CreateChecked(amount.BaseUnits.ToBigInteger());
                withdrawn.Add(new WithdrawnToken<T>(amount.Token, baseUnits, taken.Acquired, entry.Time, taken.Cost * weight, part * tokenValue));
            }
        }
        return withdrawn;
    }

    /// <summary>Takes from the first lot as much as is wanted, or all of it.</summary>
    private Lot TakeFirst(UInt256 wanted)
    {
        Lot first = _lots.First!.Value;
        _lots.RemoveFirst();
        if (first.Liquidity <= wanted)
        {
            return first;
        }
        T cost = first.Cost * Ratio(wanted, first.Liquidity);
        _lots.AddFirst(new Lot(first.Acquired, first.Liquidity - wanted, first.Cost - cost));
        return new Lot(first.Acquired, wanted, cost);
    }

    private static T Ratio(UInt256 part, UInt256 whole) => T.CreateChecked(part.ToBigInteger()) / T.CreateChecked(whole.ToBigInteger());

    private readonly record struct Lot(DateTimeOffset? Acquired, UInt256 Liquidity, T Cost);
}
