using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Knows which positions a replay can account for. A state may list only some positions, and a tape that starts in mid-life lists none:
/// what the others do moves ticks and liquidity all the same, and only their fees stay unknown.</summary>
internal sealed class PositionLedger
{
    private readonly ReplayStart _start;

    // Liquidity at each tick that belongs to positions that the state does not list. A position is new for certain where one of its ticks has none.
    private readonly Dictionary<int, UInt128> _unlistedGross = [];
    private readonly HashSet<PositionKey> _unknown = [];
    private readonly HashSet<PositionKey> _listedAtStart = [];

    // A mint or a burn whose owner is not recorded may be of any position in its range.
    private readonly HashSet<(int TickLower, int TickUpper)> _ownerless = [];

    public PositionLedger(UniswapV3Pool pool, ReplayStart start, bool isGuess)
    {
        // The positions and ticks of an inferred state say no more than those of an inferred beginning.
        _start = isGuess ? ReplayStart.Inferred : start;
        start = _start;
        if (start != ReplayStart.State)
        {
            return;
        }
        UniswapV3PoolState state = pool.Snapshot();
        foreach (TickState tick in state.Ticks)
        {
            _unlistedGross[tick.Tick] = tick.LiquidityGross;
        }
        foreach (KeyValuePair<PositionKey, PositionState> position in state.Positions)
        {
            _listedAtStart.Add(position.Key);
            MoveUnlisted(position.Key.TickLower, position.Value.Liquidity, isMint: false);
            MoveUnlisted(position.Key.TickUpper, position.Value.Liquidity, isMint: false);
        }
    }

    public bool AreProtocolFeesKnown => _start != ReplayStart.Inferred;

    /// <summary>Applies a mint or a burn.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="poolEvent">The event.</param>
    /// <param name="liquidity">Its liquidity.</param>
    /// <param name="isMint">Whether it is a mint.</param>
    /// <param name="amount0">Token 0 due or removed.</param>
    /// <param name="amount1">Token 1 due or removed.</param>
    /// <param name="areFeesKnown">Whether all that the position earned before is known.</param>
    public UniswapV3Revert Modify(
        UniswapV3Pool pool, in PoolEvent poolEvent, UInt128 liquidity, bool isMint, out UInt256 amount0, out UInt256 amount1, out bool areFeesKnown)
    {
        bool isOwnerKnown = TryKey(poolEvent, out PositionKey key);
        PositionState position = pool.PositionStateOf(key);
        areFeesKnown = isOwnerKnown && !_unknown.Contains(key) && _start switch
        {
            ReplayStart.Beginning => true,
            ReplayStart.State => position != default || (isMint && (Unlisted(key.TickLower) == UInt128.Zero || Unlisted(key.TickUpper) == UInt128.Zero)),
            _ => isMint || (position != default && liquidity <= position.Liquidity && position.Liquidity != UInt128.Zero),
        };
        if (areFeesKnown)
        {
            return isMint
                ? pool.Mint(key.Owner, key.TickLower, key.TickUpper, liquidity, out amount0, out amount1)
                : pool.Burn(key.Owner, key.TickLower, key.TickUpper, liquidity, out amount0, out amount1);
        }
        _unknown.Add(key);
        pool.Delist(key);
        if (!isOwnerKnown)
        {
            _ownerless.Add((key.TickLower, key.TickUpper));
        }
        if (liquidity >> 127 != 0)
        {
            amount0 = default;
            amount1 = default;
            return UniswapV3Revert.LiquidityTooLarge;
        }
        UniswapV3Revert revert = pool.ModifyUnlisted(
            key.TickLower, key.TickUpper, isMint ? (Int128)liquidity : -(Int128)liquidity, out amount0, out amount1);
        if (revert == UniswapV3Revert.None && _start == ReplayStart.State)
        {
            MoveUnlisted(key.TickLower, liquidity, isMint);
            MoveUnlisted(key.TickUpper, liquidity, isMint);
        }
        return revert;
    }

    /// <summary>Applies a collect: asks for what was paid.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="poolEvent">The event.</param>
    /// <param name="paid0">Token 0 that the pool pays.</param>
    /// <param name="paid1">Token 1 that the pool pays.</param>
    /// <returns>Whether the position's fees are known, so that the amounts can be compared.</returns>
    public bool Collect(UniswapV3Pool pool, in PoolEvent poolEvent, out UInt128 paid0, out UInt128 paid1)
    {
        bool isOwnerKnown = TryKey(poolEvent, out PositionKey key);
        PositionState position = pool.PositionStateOf(key);
        UInt128 requested0 = Requested(poolEvent.Amount0);
        UInt128 requested1 = Requested(poolEvent.Amount1);
        bool areAmountsRecorded = poolEvent.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1);
        bool isOverpaid = requested0 > position.TokensOwed0 || requested1 > position.TokensOwed1;
        bool areFeesKnown = isOwnerKnown && areAmountsRecorded && !_unknown.Contains(key) && _start switch
        {
            ReplayStart.Beginning => true,
            // A position that the state does not list may have been owed something all the same.
            ReplayStart.State => position != default && (_listedAtStart.Contains(key) || !isOverpaid),
            // The position may have been there before the tape: only a payment of all that the tape accounts for confirms that it was not.
            _ => position != default && requested0 == position.TokensOwed0 && requested1 == position.TokensOwed1,
        };
        bool isGuess = _start == ReplayStart.Inferred || (_start == ReplayStart.State && !_listedAtStart.Contains(key));
        if (!areAmountsRecorded || (isGuess && isOverpaid))
        {
            _unknown.Add(key);
            pool.Delist(key);
        }
        _ = pool.Collect(key, requested0, requested1, out paid0, out paid1);
        return areFeesKnown;
    }

    /// <summary>An amount as the contract's request: more than 128 bits ask for everything.</summary>
    public static UInt128 Requested(in Int256 amount) => amount.Magnitude.IsUInt128 ? (UInt128)amount.Magnitude : UInt128.MaxValue;

    // Some sources drop a mint's owner and keep its sender. A position manager mints for itself, so the sender is taken for the owner where the tape
    // begins in mid-life: there a position only counts as known while its collects confirm it to the last unit.
    private bool TryKey(in PoolEvent poolEvent, out PositionKey key)
    {
        bool isOwned = poolEvent.Has(PoolEventFields.Owner);
        bool isSent = _start == ReplayStart.Inferred && poolEvent.Kind == PoolEventKind.Mint && poolEvent.Has(PoolEventFields.Sender);
        key = new PositionKey(isOwned ? poolEvent.Owner : isSent ? poolEvent.Sender : default, poolEvent.TickLower, poolEvent.TickUpper);
        return (isOwned || isSent) && !_ownerless.Contains((key.TickLower, key.TickUpper));
    }

    private UInt128 Unlisted(int tick) => _unlistedGross.GetValueOrDefault(tick);

    private void MoveUnlisted(int tick, UInt128 liquidity, bool isMint)
    {
        UInt128 before = Unlisted(tick);
        _unlistedGross[tick] = isMint ? before + liquidity : before >= liquidity ? before - liquidity : UInt128.Zero;
    }
}
