using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Keeps one position's account while a pool is replayed.</summary>
internal sealed class FollowedPosition
{
    private readonly List<PositionMove> _moves = [];
    private readonly PositionCourse _course = new();
    private readonly RangeMeter _meter;
    private readonly RecordedPeriod _period;
    private (double Loss, long Seconds) _measured;
    private UInt256 _inside0;
    private UInt256 _inside1;
    private (UInt256 Error0, UInt256 Error1, long Unknown) _doubt;
    private UInt256 _withdrawn0;
    private UInt256 _withdrawn1;
    private UInt256 _earlier0;
    private UInt256 _earlier1;
    private UInt256 _fees0;
    private UInt256 _fees1;
    private UInt256 _earned0;
    private UInt256 _earned1;
    private UInt256 _reported0;
    private UInt256 _reported1;
    private UInt256 _slack;
    private UInt256 _bound0;
    private UInt256 _bound1;
    private bool _isBounded = true;
    private long _clock;
    private long _openSeconds;
    private long _inRangeSeconds;
    private double _loss;

    public FollowedPosition(PositionIdentity identity, bool isOwnerGuessed, RangeMeter meter, RecordedPeriod period)
    {
        Identity = identity;
        IsOwnerGuessed = isOwnerGuessed;
        (_meter, _period) = (meter, period);
        meter.Follow(identity.TickLower, identity.TickUpper);
    }

    public PositionIdentity Identity { get; private set; }

    public bool IsOwnerGuessed { get; private set; }

    public UInt128 Liquidity
    {
        get;
        private set
        {
            _period.Count(wasOpen: IsOpen, isOpen: value != UInt128.Zero);
            field = value;
        }
    }

    public bool IsOpen => Liquidity != UInt128.Zero;

    public bool HasMoves => _moves.Count > 0;

    public string? Gap { get; set; }

    /// <summary>A token that was made later and is on the tape earlier: then this one was made before the tape.</summary>
    public ulong? LaterToken { get; set; }

    /// <summary>The owner turns out to be another than the sender of the mint.</summary>
    public void Adopt(PositionIdentity identity)
    {
        Identity = identity;
        IsOwnerGuessed = false;
    }

    /// <summary>The account begins with a position that the pool's state lists.</summary>
    public void Open(UniswapV3Pool pool, ReplayTally tally, in PositionState state, EventPosition position, long seconds)
    {
        (UInt256 inside0, UInt256 inside1) = pool.FeeGrowthInside(Identity.TickLower, Identity.TickUpper);
        _fees0 = state.TokensOwed0 + (UInt256)FeeGrowth.Owed(inside0, state.FeeGrowthInside0LastX128, state.Liquidity);
        _fees1 = state.TokensOwed1 + (UInt256)FeeGrowth.Owed(inside1, state.FeeGrowthInside1LastX128, state.Liquidity);
        Liquidity = state.Liquidity;
        Reopen(pool, tally, position, seconds);
    }

    /// <summary>The account begins again with what the position holds; what it is owed from before is left out when it is collected.</summary>
    public void Reopen(UniswapV3Pool pool, ReplayTally tally, EventPosition position, long seconds)
    {
        if (HasMoves)
        {
            Accrue(pool, tally);
        }
        Read(pool, tally);
        _moves.Clear();
        _course.Clear();
        (_earlier0, _earlier1) = (_earlier0 + _withdrawn0 + _fees0, _earlier1 + _withdrawn1 + _fees1);
        (_withdrawn0, _withdrawn1, _fees0, _fees1, _earned0, _earned1, _bound0, _bound1) = (default, default, default, default, default, default, default, default);
        (_reported0, _reported1) = (default, default);
        // The contract rounds once over both sides of the beginning, which this account reads twice.
        _slack = UInt256.One;
        Advance(seconds);
        (_openSeconds, _inRangeSeconds, _loss, _isBounded) = (0, 0, 0, true);
        if (!IsOpen)
        {
            return;
        }
        (UInt256 amount0, UInt256 amount1) = Principal(pool);
        Add(PositionMoveKind.Opening, new PoolEvent { Position = position }, Liquidity, amount0, amount1, pool);
    }

    public void Mint(in PoolEvent mint, long seconds, UniswapV3Pool pool, ReplayTally tally)
    {
        Accrue(pool, tally);
        Advance(seconds);
        Add(PositionMoveKind.Deposit, mint, (UInt128)mint.Liquidity, mint.Amount0.Magnitude, mint.Amount1.Magnitude, pool);
        Liquidity += (UInt128)mint.Liquidity;
    }

    /// <summary>Takes liquidity out, or only updates the fees.</summary>
    /// <returns>Whether the position had that much.</returns>
    public bool Burn(in PoolEvent burn, long seconds, UniswapV3Pool pool, ReplayTally tally)
    {
        Accrue(pool, tally);
        Advance(seconds);
        UInt128 liquidity = (UInt128)burn.Liquidity;
        if (liquidity > Liquidity)
        {
            return false;
        }
        if (liquidity != UInt128.Zero)
        {
            Add(PositionMoveKind.Withdrawal, burn, liquidity, burn.Amount0.Magnitude, burn.Amount1.Magnitude, pool);
            Liquidity -= liquidity;
            _withdrawn0 += burn.Amount0.Magnitude;
            _withdrawn1 += burn.Amount1.Magnitude;
        }
        return true;
    }

    /// <summary>Pays out what the position is owed.</summary>
    /// <returns>Whether it was owed that much.</returns>
    public bool Collect(in PoolEvent collect, long seconds, UniswapV3Pool pool, ReplayTally tally)
    {
        Advance(seconds);
        if (Identity.TokenId is not null)
        {
            // The position manager updates the fees with every collect; the pool itself only with a mint or a burn.
            Accrue(pool, tally);
        }
        UInt256 amount0 = collect.Amount0.Magnitude;
        UInt256 amount1 = collect.Amount1.Magnitude;
        UInt256 principal0 = UInt256.Min(amount0, _withdrawn0);
        UInt256 principal1 = UInt256.Min(amount1, _withdrawn1);
        UInt256 earlier0 = UInt256.Min(amount0 - principal0, _earlier0);
        UInt256 earlier1 = UInt256.Min(amount1 - principal1, _earlier1);
        UInt256 fees0 = amount0 - principal0 - earlier0;
        UInt256 fees1 = amount1 - principal1 - earlier1;
        UInt256 excess0 = Above(fees0, _fees0 + _bound0);
        UInt256 excess1 = Above(fees1, _fees1 + _bound1);
        if (excess0 > _slack || excess1 > _slack)
        {
            return false;
        }
        (fees0, fees1) = (fees0 - excess0, fees1 - excess1);
        (earlier0, earlier1) = (earlier0 + excess0, earlier1 + excess1);
        Add(PositionMoveKind.Collection, collect, UInt128.Zero, amount0 - earlier0, amount1 - earlier1, pool, fees0, fees1);
        (_earlier0, _earlier1) = (_earlier0 - UInt256.Min(earlier0, _earlier0), _earlier1 - UInt256.Min(earlier1, _earlier1));
        _withdrawn0 -= principal0;
        _withdrawn1 -= principal1;
        _fees0 -= UInt256.Min(fees0, _fees0);
        _fees1 -= UInt256.Min(fees1, _fees1);
        ForgiveRounding(collect, pool);
        return true;
    }

    // The pool rounds over all tokens of the same ticks at once, and may owe the manager less than the manager owes the holder. The manager then asks for
    // more than there is and counts all that it asked for as paid.
    private void ForgiveRounding(in PoolEvent collect, UniswapV3Pool pool)
    {
        if (Identity.TokenId is null || !collect.Has(PoolEventFields.Owner))
        {
            return;
        }
        PositionState manager = pool.PositionStateOf(new PositionKey(collect.Owner, Identity.TickLower, Identity.TickUpper));
        if (manager == default)
        {
            return;
        }
        if (manager.TokensOwed0 == collect.Amount0.Magnitude)
        {
            (_withdrawn0, _fees0, _earlier0) = (default, default, default);
        }
        if (manager.TokensOwed1 == collect.Amount1.Magnitude)
        {
            (_withdrawn1, _fees1, _earlier1) = (default, default, default);
        }
    }

    /// <summary>A swap has happened, of which a sample may be taken.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="seconds">When.</param>
    /// <param name="fees">The fees, where they are not those of the pool's growth.</param>
    public void Sample(UniswapV3Pool pool, long seconds, (UInt256 Fees0, UInt256 Fees1)? fees = null)
    {
        if (IsOpen && _course.Wants())
        {
            Sample(pool, seconds, fees ?? Earned(pool), isMove: false);
        }
    }

    public PositionHistory End(UniswapV3Pool pool, ReplayTally tally, long seconds)
    {
        Accrue(pool, tally);
        Advance(seconds);
        if (IsOpen)
        {
            Sample(pool, seconds, (_earned0, _earned1), isMove: true);
        }
        bool isClosed = !IsOpen && _moves.Count > 0;
        UInt256 price = isClosed ? _moves[^1].SqrtPriceX96 : pool.SqrtPriceX96;
        (UInt256 principal0, UInt256 principal1) = Principal(pool);
        return new PositionHistory
        {
            Name = Identity.ToString(),
            TokenId = Identity.TokenId,
            Owner = Identity.TokenId is null ? Identity.Owner : null,
            TickLower = Identity.TickLower,
            TickUpper = Identity.TickUpper,
            Moves = [.. _moves],
            Gap = Gap,
            LaterToken = LaterToken,
            Course = _course.Samples,
            Liquidity = Liquidity,
            Principal0 = principal0,
            Principal1 = principal1,
            Withdrawn0 = _withdrawn0,
            Withdrawn1 = _withdrawn1,
            Fees0 = _earned0,
            Fees1 = _earned1,
            UncollectedFees0 = _fees0,
            UncollectedFees1 = _fees1,
            FeeBound0 = _isBounded ? _bound0 : null,
            FeeBound1 = _isBounded ? _bound1 : null,
            SqrtPriceX96 = price,
            IsInRange = IsOpen && pool.Tick >= Identity.TickLower && pool.Tick < Identity.TickUpper,
            EndSeconds = isClosed ? _moves[^1].TimestampSeconds : seconds,
            OpenSeconds = _openSeconds,
            InRangeSeconds = _inRangeSeconds,
            LossVersusRebalancing = TakeLoss(),
        };
    }

    private void Sample(UniswapV3Pool pool, long seconds, (UInt256 Fees0, UInt256 Fees1) fees, bool isMove) =>
        _course.Add(new PositionSample(seconds, pool.SqrtPriceX96, fees.Fees0, fees.Fees1), isMove);

    private (UInt256 Fees0, UInt256 Fees1) Earned(UniswapV3Pool pool)
    {
        (UInt256 inside0, UInt256 inside1) = pool.FeeGrowthInside(Identity.TickLower, Identity.TickUpper);
        return (_earned0 + FeeGrowth.Owed(inside0, _inside0, Liquidity), _earned1 + FeeGrowth.Owed(inside1, _inside1, Liquidity));
    }

    private static UInt256 Above(in UInt256 amount, in UInt256 limit) => amount > limit ? amount - limit : default;

    private (UInt256 Amount0, UInt256 Amount1) Principal(UniswapV3Pool pool)
    {
        LiquidityAmounts.Between(
            pool.SqrtPriceX96, pool.Tick, Identity.TickLower, Identity.TickUpper, Liquidity, roundUp: false, out UInt256 amount0, out UInt256 amount1);
        return (amount0, amount1);
    }

    private void Advance(long seconds)
    {
        (double loss, long inside) = _meter.Read(Identity.TickLower, Identity.TickUpper, seconds);
        if (IsOpen)
        {
            _openSeconds += seconds - _clock;
            _inRangeSeconds += inside - _measured.Seconds;
            _loss += (loss - _measured.Loss) * (double)Liquidity;
        }
        (_clock, _measured) = (seconds, (loss, inside));
    }

    private void Accrue(UniswapV3Pool pool, ReplayTally tally)
    {
        (UInt256 last0, UInt256 last1, (UInt256 Error0, UInt256 Error1, long Unknown) doubt) = (_inside0, _inside1, _doubt);
        Read(pool, tally);
        if (!IsOpen)
        {
            return;
        }
        UInt128 earned0 = FeeGrowth.Owed(_inside0, last0, Liquidity);
        UInt128 earned1 = FeeGrowth.Owed(_inside1, last1, Liquidity);
        (_fees0, _fees1, _earned0, _earned1) = (_fees0 + earned0, _fees1 + earned1, _earned0 + earned0, _earned1 + earned1);
        _isBounded &= _doubt.Unknown == doubt.Unknown;
        _bound0 += Bound(UInt256.SubtractWrapping(_inside0, last0), _doubt.Error0 - doubt.Error0);
        _bound1 += Bound(UInt256.SubtractWrapping(_inside1, last1), _doubt.Error1 - doubt.Error1);
    }

    private void Read(UniswapV3Pool pool, ReplayTally tally)
    {
        (_inside0, _inside1) = pool.FeeGrowthInside(Identity.TickLower, Identity.TickUpper);
        (UInt256 error0, UInt256 error1) = tally.FeeGrowthErrorInside(Identity.TickLower, Identity.TickUpper);
        _doubt = (error0, error1, tally.SwapsOfUnknownFees);
    }

    // How far the fees can be from those of the growth that was read.
    private UInt256 Bound(in UInt256 growth, in UInt256 error)
    {
        if (error.IsZero)
        {
            return default;
        }
        UInt128 fees = FeeGrowth.Owed(growth, default, Liquidity);
        UInt128 most = FeeGrowth.Owed(growth + error, default, Liquidity) - fees;
        UInt128 least = growth >= error ? fees - FeeGrowth.Owed(growth - error, default, Liquidity) : fees;
        return UInt128.Max(most, least);
    }

    private double TakeLoss()
    {
        double loss = _loss;
        _loss = 0;
        return loss;
    }

    private void Add(
        PositionMoveKind kind, in PoolEvent poolEvent, UInt128 liquidity, in UInt256 amount0, in UInt256 amount1, UniswapV3Pool pool, in UInt256 fees0 = default, in UInt256 fees1 = default)
    {
        (UInt256 before0, UInt256 before1) = kind == PositionMoveKind.Opening ? default : Principal(pool);
        UInt128 after = kind switch
        {
            PositionMoveKind.Deposit => Liquidity + liquidity,
            PositionMoveKind.Withdrawal => Liquidity - liquidity,
            _ => Liquidity,
        };
        _moves.Add(new PositionMove
        {
            Before0 = before0,
            Before1 = before1,
            CurveLiquidity = (double)after,
            Accrued0 = _earned0 - _reported0,
            Accrued1 = _earned1 - _reported1,
            Kind = kind,
            Position = poolEvent.Position,
            TimestampSeconds = _clock,
            TransactionHash = poolEvent.TransactionHash,
            Liquidity = liquidity,
            Amount0 = amount0,
            Amount1 = amount1,
            Fees0 = fees0,
            Fees1 = fees1,
            SqrtPriceX96 = pool.SqrtPriceX96,
            LossVersusRebalancing = TakeLoss(),
        });
        (_reported0, _reported1) = (_earned0, _earned1);
        Sample(pool, _clock, Earned(pool), isMove: true);
    }
}
