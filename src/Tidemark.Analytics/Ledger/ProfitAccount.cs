using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>Follows one position through its ledger in one numeraire, and explains at any moment why it gained or lost.</summary>
/// <typeparam name="T">The numbers of values: <see cref="double"/>, or an exact rational with which the parts add up exactly.</typeparam>
/// <param name="token0">The pool's token 0, for the benchmarks that hold it.</param>
/// <param name="token1">The pool's token 1.</param>
/// <remarks>
/// A withdrawal realises profit in the proportion of the liquidity that it removes; fees are valued when collected, uncollected ones at the end.
/// Where entries came with an error, the account is of no further use. Formulas: docs/concepts/attribution.md.
/// </remarks>
public sealed class ProfitAccount<T>(string token0, string token1)
    where T : struct, INumber<T>
{
    private readonly PrincipalBook<T> _principal = new(token0, token1);
    private readonly TokenBalances<T> _uncollected = new("the uncollected fees");
    private readonly TokenBalances<T> _debt = new("the debt");
    private readonly TokenBalances<T> _margin = new("the margin");
    private readonly T[] _realised = new T[Enum.GetValues<ProfitPart>().Length];
    private readonly List<CapitalFlow> _flows = [];
    private T _lvr;
    private DateTimeOffset? _start;
    private LedgerEntry? _last;
    private LedgerEntry? _lastOnChain;

    /// <summary>Money between the LP and the position so far, in order of time: what returns are made of.</summary>
    public IReadOnlyList<CapitalFlow> Flows => _flows;

    /// <summary>Takes the next entry.</summary>
    /// <param name="entry">The entry, at or after the last one in time and on chain.</param>
    /// <param name="valuation">The position just before it, and the prices at it.</param>
    /// <exception cref="LedgerException">The entry is out of order, takes more than is there, or lacks a price; or its liquidity does not fit its kind.</exception>
    public void Apply(LedgerEntry entry, Valuation<T> valuation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        RequireOrder(entry);
        PriceList<T> prices = Prices(valuation, entry.ToString());
        T inPosition = prices.Value(valuation.InPosition);
        T received = T.Zero;
        foreach (TokenAmount amount in entry.Amounts)
        {
            received += Move(entry, amount, prices);
        }
        if (entry.Kind is LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn)
        {
            _principal.Deposit(entry, prices);
        }
        else if (entry.Kind is LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut)
        {
            _principal.Withdraw(entry, received, prices);
        }
        else if (!entry.Liquidity.IsZero)
        {
            throw new LedgerException($"{entry}: the entry has a liquidity of {entry.Liquidity}; only deposits, withdrawals and transfers change liquidity.");
        }
        _start ??= entry.Time;
        _last = entry;
        _lastOnChain = entry.ChainPosition is null ? _lastOnChain : entry;
        _lvr += valuation.Lvr;
        if (received != T.Zero)
        {
            AddFlow(entry, received, inPosition, prices);
        }
    }

    /// <summary>Explains the time from the first entry to a moment, as if it ended there. More entries may follow.</summary>
    /// <param name="time">The moment, at or after the last entry.</param>
    /// <param name="valuation">The position and the prices then.</param>
    /// <returns>The parts of the profit.</returns>
    /// <exception cref="LedgerException">There is no entry, the moment is before the last one, a price is missing, or a value is not finite.</exception>
    public Attribution<T> At(DateTimeOffset time, Valuation<T> valuation)
    {
        string place = FormattableString.Invariant($"The valuation at {time:u}");
        if (_start is not { } start || _last is null || time < _last.Time)
        {
            throw new LedgerException(_last is null ? $"{place}: there is no entry before it." : $"{place}: it is before the last entry, {_last}.");
        }
        PriceList<T> prices = Prices(valuation, place);
        T inPosition = prices.Value(valuation.InPosition);
        T lvr = _lvr + valuation.Lvr;
        Profit<T>[] parts = Array.ConvertAll(_realised, static realised => new Profit<T>(realised, T.Zero));
        parts[(int)ProfitPart.Hold] = _principal.Hold(prices);
        parts[(int)ProfitPart.ImpermanentLoss] = _principal.ImpermanentLoss(inPosition, prices);
        parts[(int)ProfitPart.Debt] = -_debt.Profit(prices);
        parts[(int)ProfitPart.Margin] = _margin.Profit(prices);
        parts[(int)ProfitPart.Fees] += new Profit<T>(T.Zero, _uncollected.Value(prices));
        T[] benchmarks = _principal.Benchmarks(inPosition, lvr, prices);
        Attribution<T> attribution = new(parts, benchmarks) { Start = start, End = time, EndValue = inPosition + Beside(prices), Lvr = lvr };
        return T.IsFinite(attribution.Net.Total) && Array.TrueForAll(benchmarks, T.IsFinite)
            ? attribution
            : throw new LedgerException($"{place}: a profit is beyond the numbers of {typeof(T).Name}; count in a larger unit.");
    }

    /// <summary>Books an amount of an entry and says what the LP received by it.</summary>
    private T Move(LedgerEntry entry, TokenAmount amount, PriceList<T> prices)
    {
        T value = prices.Value(amount);
        switch (entry.Kind)
        {
            case LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn:
                return -value;
            case LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut:
                return value;
            case LedgerEntryKind.FeeAccrued:
                _uncollected.Add(amount, value);
                return T.Zero;
            case LedgerEntryKind.FeeCollected:
                _uncollected.Remove(amount, value, entry);
                return Realise(ProfitPart.Fees, value);
            case LedgerEntryKind.Borrow:
                _debt.Add(amount, value);
                return value;
            case LedgerEntryKind.Repay:
                _debt.Remove(amount, value, entry);
                return -value;
            case LedgerEntryKind.Interest:
                _debt.Add(amount, value);
                Realise(ProfitPart.Interest, -value);
                return T.Zero;
            case LedgerEntryKind.MarginPosted:
                _margin.Add(amount, value);
                return -value;
            case LedgerEntryKind.MarginReturned:
                _margin.Remove(amount, value, entry);
                return value;
            case LedgerEntryKind.FundingReceived or LedgerEntryKind.MarginGain:
                _margin.Add(amount, value);
                Realise(entry.Kind == LedgerEntryKind.MarginGain ? ProfitPart.Hedge : ProfitPart.Funding, value);
                return T.Zero;
            case LedgerEntryKind.FundingPaid or LedgerEntryKind.MarginLoss:
                _margin.Remove(amount, value, entry);
                Realise(entry.Kind == LedgerEntryKind.MarginLoss ? ProfitPart.Hedge : ProfitPart.Funding, -value);
                return T.Zero;
            default:
                return RealiseCash(entry, value);
        }
    }

    private T RealiseCash(LedgerEntry entry, T value) => entry.Kind switch
    {
        LedgerEntryKind.ManagementFee => Realise(ProfitPart.Fees, -value),
        LedgerEntryKind.Reward => Realise(ProfitPart.Rewards, value),
        LedgerEntryKind.Gas => Realise(ProfitPart.Gas, -value),
        LedgerEntryKind.SwapCost => Realise(ProfitPart.SwapCosts, -value),
        LedgerEntryKind.LiquidationPenalty => Realise(ProfitPart.Penalties, -value),
        LedgerEntryKind.ProtectionPremium => Realise(ProfitPart.Payouts, -value),
        LedgerEntryKind.ProtectionPayout => Realise(ProfitPart.Payouts, value),
        _ => throw new LedgerException($"{entry}: {entry.Kind} is not a kind of entry."),
    };

    private T Realise(ProfitPart part, T profit)
    {
        _realised[(int)part] += profit;
        return profit;
    }

    private void AddFlow(LedgerEntry entry, T received, T inPosition, PriceList<T> prices)
    {
        bool isPrincipal = entry.Kind is LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn or LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut;
        T stays = _principal.Liquidity.IsZero ? T.Zero : isPrincipal ? inPosition - received : inPosition;
        double total = double.CreateChecked(received);
        if (_flows.Count > 0 && _flows[^1].Time == entry.Time)
        {
            total += _flows[^1].Received;
            _flows.RemoveAt(_flows.Count - 1);
        }
        _flows.Add(new CapitalFlow(entry.Time, total, double.CreateChecked(stays + Beside(prices))));
    }

    /// <summary>The value of what is not in the pool.</summary>
    private T Beside(PriceList<T> prices) => _uncollected.Value(prices) + _margin.Value(prices) - _debt.Value(prices);

    private PriceList<T> Prices(Valuation<T> valuation, string place)
    {
        ArgumentNullException.ThrowIfNull(valuation);
        if (_principal.Liquidity.IsZero && valuation.InPosition.Any(static amount => !amount.BaseUnits.IsZero))
        {
            throw new LedgerException($"{place}: the valuation has tokens in the position, whose liquidity is zero.");
        }
        return T.IsFinite(valuation.Lvr)
            ? new PriceList<T>(valuation.Prices, place)
            : throw new LedgerException($"{place}: the LVR is {valuation.Lvr}; it must be finite.");
    }

    private void RequireOrder(LedgerEntry entry)
    {
        LedgerEntry? later = entry.Time < _last?.Time ? _last : entry.ChainPosition < _lastOnChain?.ChainPosition ? _lastOnChain : null;
        if (later is not null)
        {
            throw new LedgerException($"{entry}: it comes after {later}; entries must be in order of time and of the chain.");
        }
    }
}
