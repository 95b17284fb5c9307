using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Keeps the accounts of positions while a pool is replayed: what went in and out, fees to the unit, loss-versus-rebalancing, time in range.</summary>
/// <remarks>
/// Fees are read from the growth inside the range whenever the contract reads it: at mints and burns, and for a position of a position manager at
/// collects too. Positions that the pool takes for one, because a manager owns them all, stay apart where the tape has their token ids.
/// Source: Uniswap v3 white paper (Adams et al. 2021), section 6.3; <c>NonfungiblePositionManager.collect</c>.
/// </remarks>
public sealed class PositionRecorder : IReplayObserver
{
    private readonly Func<PositionIdentity, bool> _isFollowed;
    private readonly long _from;
    private readonly long _to;
    private readonly Dictionary<PositionIdentity, FollowedPosition> _accounts = [];
    private readonly List<FollowedPosition> _order = [];
    private readonly HashSet<FollowedPosition> _open = [];
    private List<PositionHistory>? _histories;
    private UniswapV3Pool? _pool;
    private ReplayTally _tally = new();
    private long _seconds;
    private double _priceBefore;
    private bool _isBegun;

    /// <summary>Accounts for these positions in this period.</summary>
    /// <param name="isFollowed">Which positions; asked at a position's first event and at the beginning.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC: positions that are there before open with what they hold.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    public PositionRecorder(Func<PositionIdentity, bool> isFollowed, long fromSeconds = long.MinValue, long toSeconds = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(isFollowed);
        _isFollowed = isFollowed;
        _from = fromSeconds;
        _to = toSeconds;
    }

    /// <summary>The accounts at the end of the replay or of the period, in the order in which the positions appeared.</summary>
    public IReadOnlyList<PositionHistory> Histories => _histories ??= Close();

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (_histories is not null)
        {
            return;
        }
        if (_pool is null)
        {
            OpenListed(poolEvent, pool);
        }
        _pool = pool;
        if (Time(poolEvent) >= _to)
        {
            _seconds = _to;
            _histories = Close();
            return;
        }
        if (!_isBegun && Time(poolEvent) >= _from)
        {
            Begin(poolEvent, pool);
        }
        _priceBefore = poolEvent.Kind == PoolEventKind.Swap ? PoolPrice.Of(pool.SqrtPriceX96) : 0;
        if (poolEvent.Kind is PoolEventKind.Burn or PoolEventKind.Collect)
        {
            TakeOut(poolEvent, pool);
        }
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        if (_histories is not null)
        {
            return;
        }
        (_pool, _tally, _seconds) = (pool, tally, Time(poolEvent));
        if (poolEvent.Kind == PoolEventKind.Mint)
        {
            if (PositionIdentity.TryOf(poolEvent, out PositionIdentity identity, out bool isGuessed))
            {
                if (AccountOf(identity, isGuessed) is { } account)
                {
                    account.Mint(poolEvent, Time(poolEvent), pool, tally);
                    _open.Add(account);
                }
            }
        }
        else if (poolEvent.Kind == PoolEventKind.Swap && _priceBefore > 0)
        {
            double price = PoolPrice.Of(pool.SqrtPriceX96);
            foreach (FollowedPosition account in _open)
            {
                account.Step(_priceBefore, price, pool.Tick, Time(poolEvent));
            }
        }
    }

    // An event without a time is at that of the one before.
    private long Time(in PoolEvent poolEvent) => poolEvent.Has(PoolEventFields.Timestamp) ? poolEvent.TimestampSeconds : _seconds;

    private void OpenListed(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        foreach ((PositionKey key, PositionState state) in pool.Snapshot().Positions)
        {
            PositionIdentity identity = new(null, key.Owner, key.TickLower, key.TickUpper);
            if (AccountOf(identity, isOwnerGuessed: false) is { } account)
            {
                account.Open(pool, _tally, state, poolEvent.Position, Time(poolEvent));
                _open.Add(account);
            }
        }
    }

    private void Begin(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        _isBegun = true;
        foreach (FollowedPosition account in _order.Where(static account => account.HasMoves))
        {
            account.Reopen(pool, _tally, poolEvent.Position, _from == long.MinValue ? Time(poolEvent) : _from);
        }
    }

    private FollowedPosition? AccountOf(PositionIdentity identity, bool isOwnerGuessed)
    {
        if (!_accounts.TryGetValue(identity, out FollowedPosition? account) && _isFollowed(identity))
        {
            account = new FollowedPosition(identity, isOwnerGuessed);
            _accounts.Add(identity, account);
            _order.Add(account);
        }
        return account;
    }

    private void TakeOut(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (!PositionIdentity.TryOf(poolEvent, out PositionIdentity identity, out _))
        {
            return;
        }
        if (!_accounts.TryGetValue(identity, out FollowedPosition? account))
        {
            // Anybody may collect nothing from any ticks, even from such as cannot be.
            bool isNothing = poolEvent.Kind == PoolEventKind.Burn ? poolEvent.Liquidity.IsZero : poolEvent.Amount0.IsZero && poolEvent.Amount1.IsZero;
            account = isNothing ? null : Adopted(identity, poolEvent) ?? AccountOf(identity, isOwnerGuessed: false);
        }
        if (account is null)
        {
            return;
        }
        bool isOwned = poolEvent.Kind == PoolEventKind.Burn ? account.Burn(poolEvent, Time(poolEvent), pool, _tally) : account.Collect(poolEvent, Time(poolEvent), pool, _tally);
        if (account.Liquidity == UInt128.Zero)
        {
            _open.Remove(account);
        }
        if (!isOwned)
        {
            account.Gap ??= $"The {poolEvent.Kind.ToString().ToLowerInvariant()} at {poolEvent.Position} takes out more than the tape put in: the position was there before.";
        }
    }

    // Some sources drop a mint's owner: a burn or a collect tells it, where only one position of an unknown owner fits.
    private FollowedPosition? Adopted(PositionIdentity identity, in PoolEvent poolEvent)
    {
        UInt128 liquidity = poolEvent.Kind == PoolEventKind.Burn ? (UInt128)poolEvent.Liquidity : UInt128.Zero;
        FollowedPosition[] candidates = [.. _order.Where(account =>
            account.IsOwnerGuessed && account.Identity.TickLower == identity.TickLower && account.Identity.TickUpper == identity.TickUpper
            && account.Liquidity == liquidity && liquidity != UInt128.Zero)];
        if (candidates.Length != 1)
        {
            return null;
        }
        // Its sender's name stays too: the same sender may mint for the same owner again.
        candidates[0].Adopt(identity);
        _accounts.Add(identity, candidates[0]);
        return candidates[0];
    }

    // Before the period nothing counts.
    private List<PositionHistory> Close() =>
        _pool is { } pool ? [.. _order.Select(account => account.End(pool, _tally, _seconds)).Select(history => _isBegun ? history : history with { Moves = [] })] : [];
}
