using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Keeps the accounts of the holders of a V2 pair's LP tokens while it is replayed: what went in and out, fees, loss-versus-rebalancing.</summary>
/// <remarks>
/// What a burn pays goes to whoever sent the LP tokens to the pair in the same transaction, or without one to the receiver of the tokens; LP tokens that lay
/// in the pair from before come to it as a transfer. The zero address, which holds the locked minimum liquidity, and the pair have no account.
/// Source: v2-core 1.0.1, <c>UniswapV2Pair.mint</c>, <c>burn</c> and <c>_mintFee</c>.
/// </remarks>
public sealed class HolderRecorder : IUniswapV2ReplayObserver
{
    private readonly Func<Address, bool> _isFollowed;
    private readonly Func<long, double, TokenPrices> _pricesAt;
    private readonly RecordedPeriod _period;
    private readonly Dictionary<Address, PairAccount> _accounts = [];
    private readonly List<(Address Holder, PairAccount Account)> _order = [];
    private readonly PairCall _call = new();
    private readonly PairSupply _supply = new();
    private readonly SwapSampling _sampling = new();
    private List<PositionHistory>? _histories;
    private UniswapV2Replayer? _replayer;
    private PairMoment _before;
    private double _unitLoss;

    /// <summary>Accounts for these holders in this period.</summary>
    /// <param name="isFollowed">Which holders; asked when LP tokens first come to or from one.</param>
    /// <param name="pricesAt">As in <see cref="PositionRecorder"/>: what loss-versus-rebalancing is counted in.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC: holders of before open with what they hold.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    public HolderRecorder(Func<Address, bool> isFollowed, Func<long, double, TokenPrices> pricesAt, long fromSeconds = long.MinValue, long toSeconds = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(isFollowed);
        ArgumentNullException.ThrowIfNull(pricesAt);
        (_isFollowed, _pricesAt, _period) = (isFollowed, pricesAt, new RecordedPeriod(fromSeconds, toSeconds));
    }

    /// <summary>The accounts at the end of the replay or of the period, in the order in which the holders appeared.</summary>
    public IReadOnlyList<PositionHistory> Histories => _histories ??= Close();

    /// <summary>Whether the tape begins after the pair's first mint, so that the supply of LP tokens is computed from a mint or burn, and not exact.</summary>
    public bool IsMidLife => _supply.IsComputed;

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        if (_histories is not null)
        {
            return;
        }
        _replayer = replayer;
        _before = PairMoment.OfReserves(replayer);
        if (!_period.Enter(poolEvent))
        {
            _histories = Close();
        }
        else if (_period.TryBegin())
        {
            PairMoment moment = _order.Count > 0 ? _supply.Moment(replayer) : default;
            foreach ((_, PairAccount account) in _order)
            {
                // They are there because of events before the period.
                account.Reopen(new PairEvent(poolEvent, _period.BeginningSeconds, _unitLoss), moment);
            }
        }
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        if (_histories is not null)
        {
            return;
        }
        _call.Follow(poolEvent);
        PairEvent at = new(poolEvent, _period.Seconds, _unitLoss);
        switch (poolEvent.Kind)
        {
            case PoolEventKind.Transfer when poolEvent.Has(PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity):
                Transfer(at, replayer);
                break;
            case PoolEventKind.Mint:
                Mint(at, replayer);
                break;
            case PoolEventKind.Burn:
                Burn(at, replayer);
                break;
            case PoolEventKind.Swap when _period.IsAnyOpen:
                _unitLoss += _before.LossTo(PairMoment.OfReserves(replayer), _period.Seconds, _pricesAt);
                Sample(replayer);
                break;
            default:
                break;
        }
    }

    private void Sample(UniswapV2Replayer replayer)
    {
        if (!_sampling.IsDue())
        {
            return;
        }
        PairMoment moment = _supply.Moment(replayer);
        foreach ((_, PairAccount account) in _order)
        {
            account.Sample(moment, _period.Seconds);
        }
    }

    private void Transfer(in PairEvent at, UniswapV2Replayer replayer)
    {
        UInt256 shares = at.Event.Liquidity;
        if (shares > UInt128.MaxValue)
        {
            throw new ReplayInputException($"The Transfer at {at.Event.Position} moves {shares} LP tokens, more than 128 bits count; check the tape.");
        }
        if (at.Event.Owner.IsZero || at.Event.Owner == at.Event.Recipient || shares.IsZero)
        {
            return;
        }
        PairMoment moment = _supply.Moment(replayer);
        AccountOf(at.Event.Owner)?.Remove(PositionMoveKind.TransferOut, at, shares, moment.Owned(shares), moment);
        AccountOf(at.Event.Recipient)?.Add(PositionMoveKind.TransferIn, at, shares, moment.Owned(shares), moment, moment);
    }

    private void Mint(in PairEvent at, UniswapV2Replayer replayer)
    {
        if (_call.Minted.Count == 0)
        {
            return;
        }
        PoolEvent deposit = _call.Minted[^1];
        if (PairCall.Amounts(at.Event) is not { } paid)
        {
            AccountOf(deposit.Recipient)?.Break($"The Mint at {at.Event.Position} does not say what was paid.");
            return;
        }
        _supply.Mint(replayer, paid, deposit.Liquidity, _call.MintedInAll);
        PairMoment after = _supply.Moment(replayer);
        PairMoment before = after.Without(paid, deposit.Liquidity);
        foreach (PoolEvent toProtocol in _call.Minted.SkipLast(1))
        {
            AddProtocol(at, toProtocol, before);
        }
        AccountOf(deposit.Recipient)?.Add(PositionMoveKind.Deposit, at, deposit.Liquidity, paid, before, after);
    }

    private void Burn(in PairEvent at, UniswapV2Replayer replayer)
    {
        if (_call.Burned is not { } burned)
        {
            return;
        }
        PoolEvent? sent = _call.SentTo(burned.Owner);
        PairAccount? account = AccountOf(sent?.Owner ?? (at.Event.Has(PoolEventFields.Recipient) ? at.Event.Recipient : default));
        if (PairCall.Amounts(at.Event) is not { } paid)
        {
            account?.Break($"The Burn at {at.Event.Position} does not say what it paid.");
            return;
        }
        bool isToPair = at.Event.Has(PoolEventFields.Recipient) && at.Event.Recipient == burned.Owner;
        PairMoment held = PairMoment.OfReserves(replayer).With(isToPair ? default : paid, default);
        _supply.Burn(replayer, (held.Reserve0, held.Reserve1), paid, burned.Liquidity, _call.MintedInAll);
        PairMoment before = _supply.Moment(replayer).With(isToPair ? default : paid, burned.Liquidity);
        UInt256 own = sent is { } transfer && account is not null ? account.TakeBack(transfer.Position) : default;
        foreach (PoolEvent toProtocol in _call.Minted)
        {
            AddProtocol(at, toProtocol, before);
        }
        if (burned.Liquidity > own && account?.Gap is null)
        {
            UInt256 found = burned.Liquidity - own;
            account?.Add(PositionMoveKind.TransferIn, at, found, before.Owned(found), before, before);
        }
        account?.Remove(PositionMoveKind.Withdrawal, at, burned.Liquidity, paid, before);
    }

    private void AddProtocol(in PairEvent at, in PoolEvent minted, in PairMoment before) =>
        AccountOf(minted.Recipient)?.Add(PositionMoveKind.TransferIn, at, minted.Liquidity, before.Owned(minted.Liquidity), before, before);

    private PairAccount? AccountOf(Address holder)
    {
        if (holder.IsZero || holder == _replayer!.Pool.Parameters.Pair)
        {
            return null;
        }
        if (!_accounts.TryGetValue(holder, out PairAccount? account) && _isFollowed(holder))
        {
            account = new PairAccount(holder.ToString(), _period);
            _accounts.Add(holder, account);
            _order.Add((holder, account));
        }
        return account;
    }

    private List<PositionHistory> Close()
    {
        if (_replayer is not { } replayer)
        {
            return [];
        }
        PairMoment moment = _supply.Moment(replayer);
        return
        [
            .. _order.Where(entry => entry.Holder != replayer.Pool.Parameters.Pair)
                .Select(entry => entry.Account.End(moment, _period.Seconds, _unitLoss, isExact: !IsMidLife) with { Owner = entry.Holder }).Select(_period.Within),
        ];
    }
}
