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
    private readonly Func<long, double, TokenPrices> _pricesAt;
    private readonly RecordedPeriod _period;
    private readonly Dictionary<PositionIdentity, FollowedPosition> _accounts = [];
    private readonly List<FollowedPosition> _order = [];
    private readonly Dictionary<(int TickLower, int TickUpper), List<FollowedPosition>> _guessed = [];
    private RangeMeter _meter = new();
    private SwapSampling _sampling = new();
    private List<PositionHistory>? _histories;
    private UniswapV3Pool? _pool;
    private ReplayTally _tally = new();
    private ulong _highestToken;

    /// <summary>Accounts for these positions in this period.</summary>
    /// <param name="isFollowed">Which positions; asked at a position's first event and at the beginning.</param>
    /// <param name="pricesAt">The prices of both tokens at a time (seconds since 1970-01-01 UTC), where token 1's base units for one of token 0 are known:
    /// loss-versus-rebalancing is counted in them, swap by swap. Asked only while a position is open in the period.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC: positions that are there before open with what they hold.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    public PositionRecorder(Func<PositionIdentity, bool> isFollowed, Func<long, double, TokenPrices> pricesAt, long fromSeconds = long.MinValue, long toSeconds = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(isFollowed);
        ArgumentNullException.ThrowIfNull(pricesAt);
        (_isFollowed, _pricesAt, _period) = (isFollowed, pricesAt, new RecordedPeriod(fromSeconds, toSeconds));
    }

    /// <summary>The accounts at the end of the replay or of the period, in the order in which the positions appeared.</summary>
    public IReadOnlyList<PositionHistory> Histories => _histories ??= Close();

    /// <inheritdoc/>
    public void BeforeTape()
    {
        _accounts.Clear();
        _order.Clear();
        _guessed.Clear();
        (_meter, _sampling, _tally) = (new RangeMeter(), new SwapSampling(), new ReplayTally());
        (_histories, _pool, _highestToken) = (null, null, 0);
        _period.Restart();
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (_histories is not null)
        {
            return;
        }
        bool isInPeriod = _period.Enter(poolEvent);
        if (_pool is null)
        {
            if (pool.IsInitialized)
            {
                _meter.MoveTo(pool.SqrtPriceX96, pool.Tick, _period.Seconds, price1: 0);
            }
            OpenListed(poolEvent, pool);
        }
        _pool = pool;
        if (!isInPeriod)
        {
            _histories = Close();
            return;
        }
        if (_period.TryBegin())
        {
            Begin(poolEvent, pool);
        }
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
        (_pool, _tally) = (pool, tally);
        if (poolEvent.Kind == PoolEventKind.Mint)
        {
            if (PositionIdentity.TryOf(poolEvent, out PositionIdentity identity, out bool isGuessed) && AccountOf(identity, isGuessed) is { } account)
            {
                account.Mint(poolEvent, _period.Seconds, pool, tally);
            }
        }
        else if (poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Initialize && pool.IsInitialized)
        {
            bool counts = _period.IsAnyOpen;
            double price1 = counts ? _pricesAt(_period.Seconds, PoolPrice.Of(pool.SqrtPriceX96)).Token1 : 0;
            _meter.MoveTo(pool.SqrtPriceX96, pool.Tick, _period.Seconds, price1);
            if (counts && _sampling.IsDue())
            {
                foreach (FollowedPosition account in _order)
                {
                    account.Sample(pool, _period.Seconds);
                }
            }
        }
        _highestToken = poolEvent.Has(PoolEventFields.TokenId) ? Math.Max(_highestToken, poolEvent.TokenId) : _highestToken;
    }

    private void OpenListed(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        foreach ((PositionKey key, PositionState state) in pool.Snapshot().Positions)
        {
            PositionIdentity identity = new(null, key.Owner, key.TickLower, key.TickUpper);
            if (AccountOf(identity, isOwnerGuessed: false) is { } account)
            {
                account.Open(pool, _tally, state, poolEvent.Position, _period.Seconds);
            }
        }
    }

    private void Begin(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        foreach (FollowedPosition account in _order.Where(static account => account.HasMoves))
        {
            account.Reopen(pool, _tally, poolEvent.Position, _period.BeginningSeconds);
        }
    }

    private FollowedPosition? AccountOf(PositionIdentity identity, bool isOwnerGuessed)
    {
        if (!_accounts.TryGetValue(identity, out FollowedPosition? account) && _isFollowed(identity))
        {
            account = new FollowedPosition(identity, isOwnerGuessed, _meter, _period) { LaterToken = identity.TokenId < _highestToken ? _highestToken : null };
            _accounts.Add(identity, account);
            _order.Add(account);
            if (isOwnerGuessed)
            {
                GuessedIn(identity).Add(account);
            }
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
        bool isOwned = poolEvent.Kind == PoolEventKind.Burn ? account.Burn(poolEvent, _period.Seconds, pool, _tally) : account.Collect(poolEvent, _period.Seconds, pool, _tally);
        if (!isOwned)
        {
            account.Gap ??= $"The {poolEvent.Kind.ToString().ToLowerInvariant()} at {poolEvent.Position} takes out more than the tape put in: the position was there before.";
        }
    }

    // Some sources drop a mint's owner: a burn or a collect tells it, where only one position of an unknown owner fits.
    private FollowedPosition? Adopted(PositionIdentity identity, in PoolEvent poolEvent)
    {
        UInt128 liquidity = poolEvent.Kind == PoolEventKind.Burn ? (UInt128)poolEvent.Liquidity : UInt128.Zero;
        List<FollowedPosition> guessed = GuessedIn(identity);
        if (liquidity == UInt128.Zero || guessed.FindAll(account => account.Liquidity == liquidity) is not [FollowedPosition adopted])
        {
            return null;
        }
        // Its sender's name stays too: the same sender may mint for the same owner again.
        adopted.Adopt(identity);
        guessed.Remove(adopted);
        _accounts.Add(identity, adopted);
        return adopted;
    }

    private List<FollowedPosition> GuessedIn(PositionIdentity identity)
    {
        (int, int) range = (identity.TickLower, identity.TickUpper);
        return _guessed.TryGetValue(range, out List<FollowedPosition>? accounts) ? accounts : _guessed[range] = [];
    }

    private List<PositionHistory> Close() =>
        _pool is { } pool ? [.. _order.Select(account => account.End(pool, _tally, _period.Seconds)).Select(_period.Within)] : [];
}
