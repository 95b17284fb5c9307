using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>The account of a position that was not there, over a pool's history, with its effect as <see cref="PositionImpact"/> says.</summary>
/// <remarks>It opens right after the first swap or initialisation of the period, at that price, and stays. A second pool keeps the fee
/// growth at its ticks where prices are to stay, and holds it otherwise.</remarks>
public sealed class HypotheticalPosition : IReplayObserver
{
    // Nobody's address: the position must not be merged with one that is there.
    private static readonly Address Owner = Address.Parse("0x000000000000000000000000000000000000dead");

    private readonly PositionIdentity _asked;
    private readonly UInt256 _offered0;
    private readonly UInt256 _offered1;
    private readonly PositionImpact _impact;
    private readonly long _from;
    private readonly long _to;
    private readonly Func<long, double, TokenPrices>? _pricesAt;
    private PositionIdentity _identity;
    private RangeMeter _meter = new();
    private SwapSampling _sampling = new();
    private FollowedPosition? _account;
    private ShadowPool? _shadow;
    private ReplayTally _tally = new();
    private PositionHistory? _history;
    private long _seconds;
    private UInt256 _diluted0;
    private UInt256 _diluted1;

    /// <summary>A position of at most these amounts.</summary>
    /// <param name="tickLower">The lower tick; the nearest usable one that makes the range no narrower is taken.</param>
    /// <param name="tickUpper">The upper tick, above the lower one; as the lower one.</param>
    /// <param name="amount0">Token 0 offered, base units; what the range does not take stays outside.</param>
    /// <param name="amount1">Token 1 offered, base units.</param>
    /// <param name="impact">What it changes.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    /// <param name="pricesAt">As in <see cref="PositionRecorder"/>: what loss-versus-rebalancing is counted in; null counts it in base units of token 1.</param>
    public HypotheticalPosition(
        int tickLower,
        int tickUpper,
        UInt256 amount0,
        UInt256 amount1,
        PositionImpact impact,
        long fromSeconds = long.MinValue,
        long toSeconds = long.MaxValue,
        Func<long, double, TokenPrices>? pricesAt = null)
    {
        _asked = new PositionIdentity(null, Owner, tickLower, tickUpper);
        (_offered0, _offered1, _impact, _from, _to, _pricesAt) = (amount0, amount1, impact, fromSeconds, toSeconds, pricesAt);
    }

    /// <summary>The account at the end of the replay or of the period; null where nothing traded in the period.</summary>
    public PositionHistory? History => _history ??= Close();

    /// <inheritdoc/>
    public void BeforeTape()
    {
        (_account, _shadow, _history, _seconds) = (null, null, null, 0);
        (_meter, _sampling, _tally, _diluted0, _diluted1) = (new RangeMeter(), new SwapSampling(), new ReplayTally(), default, default);
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (_shadow is not { } shadow || _history is not null)
        {
            return;
        }
        if (Time(poolEvent) >= _to)
        {
            _seconds = _to;
            _history = Close();
            return;
        }
        if (_impact == PositionImpact.Counterfactual && poolEvent.Kind == PoolEventKind.Swap)
        {
            shadow.Repeat(poolEvent, pool);
        }
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        if (_history is not null)
        {
            return;
        }
        (_tally, _seconds) = (tally, Time(poolEvent));
        if (_shadow is not { } shadow)
        {
            bool isPriceKnown = poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Initialize && pool.IsInitialized;
            if (isPriceKnown && Time(poolEvent) >= _from && Time(poolEvent) < _to)
            {
                Open(poolEvent, pool);
            }
            return;
        }
        if (poolEvent.Kind == PoolEventKind.Swap)
        {
            Follow(shadow, pool);
            double price1 = _pricesAt?.Invoke(_seconds, PoolPrice.Of(shadow.Pool.SqrtPriceX96)).Token1 ?? 1;
            _meter.MoveTo(shadow.Pool.SqrtPriceX96, shadow.Pool.Tick, _seconds, price1);
            if (_sampling.IsDue())
            {
                _account!.Sample(shadow.Pool, _seconds, _impact == PositionImpact.Dilute ? DilutedFees() : null);
            }
        }
        else
        {
            shadow.Apply(poolEvent);
        }
    }

    private long Time(in PoolEvent poolEvent) => poolEvent.Has(PoolEventFields.Timestamp) ? poolEvent.TimestampSeconds : _seconds;

    private void Open(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        (int tickLower, int tickUpper) = UsableTicks.Around(_asked.TickLower, _asked.TickUpper, pool.Parameters.TickSpacing);
        _identity = _asked with { TickLower = tickLower, TickUpper = tickUpper };
        UInt128 liquidity;
        try
        {
            liquidity = LiquidityAmounts.Of(pool.SqrtPriceX96, _identity.TickLower, _identity.TickUpper, _offered0, _offered1);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ReplayInputException($"The amounts {_offered0} and {_offered1} make more liquidity than a pool can hold; offer less.", e);
        }
        if (liquidity == UInt128.Zero)
        {
            throw new ReplayInputException($"The amounts {_offered0} and {_offered1} make no liquidity from tick {_identity.TickLower} to {_identity.TickUpper} at tick {pool.Tick}; offer more of the token that the range takes.");
        }
        bool isHeld = _impact == PositionImpact.Counterfactual;
        _shadow = isHeld ? ShadowPool.Copy(pool) : ShadowPool.Marked(pool, [tickLower, tickUpper]);
        if (isHeld && _shadow.Pool.Mint(Owner, tickLower, tickUpper, liquidity, out _, out _) is not UniswapV3Revert.None and var revert)
        {
            throw new ReplayInputException($"The pool refuses a position from tick {tickLower} to {tickUpper}: {revert}; choose another range.");
        }
        LiquidityAmounts.Between(
            pool.SqrtPriceX96, pool.Tick, _identity.TickLower, _identity.TickUpper, liquidity, roundUp: true, out UInt256 amount0, out UInt256 amount1);
        _account = new FollowedPosition(_identity, isOwnerGuessed: false, _meter);
        _meter.MoveTo(pool.SqrtPriceX96, pool.Tick, _seconds, price1: 0);
        PoolEvent deposit = new()
        {
            Position = poolEvent.Position,
            Liquidity = liquidity,
            Amount0 = (Int256)amount0,
            Amount1 = (Int256)amount1,
        };
        _account.Mint(deposit, Time(poolEvent), _shadow.Pool, _tally);
    }

    private void Follow(ShadowPool shadow, UniswapV3Pool pool)
    {
        if (_impact == PositionImpact.Counterfactual)
        {
            return;
        }
        while (_impact == PositionImpact.Dilute && shadow.Pool.SqrtPriceX96 != pool.SqrtPriceX96)
        {
            (UInt256 before0, UInt256 before1) = shadow.Pool.FeeGrowthInside(_identity.TickLower, _identity.TickUpper);
            UInt256 there = shadow.MoveOneSegment(pool);
            (UInt256 after0, UInt256 after1) = shadow.Pool.FeeGrowthInside(_identity.TickLower, _identity.TickUpper);
            UInt256 all = there + _account!.Liquidity;
            _diluted0 += FullMath.MulDiv(UInt256.SubtractWrapping(after0, before0), there, all);
            _diluted1 += FullMath.MulDiv(UInt256.SubtractWrapping(after1, before1), there, all);
        }
        shadow.Follow(pool);
    }

    private PositionHistory? Close()
    {
        if (_account is not { } account || _shadow is not { } shadow)
        {
            return null;
        }
        PositionHistory history = account.End(shadow.Pool, _tally, _seconds);
        PositionMove deposit = history.Moves[0];
        history = history with
        {
            Name = $"a position that was not there, {_identity.TickLower}:{_identity.TickUpper}",
            Owner = null,
            Unused0 = _offered0 - deposit.Amount0,
            Unused1 = _offered1 - deposit.Amount1,
        };
        if (_impact == PositionImpact.Dilute)
        {
            (UInt256 fees0, UInt256 fees1) = DilutedFees();
            PositionSample end = history.Course[^1] with { Fees0 = fees0, Fees1 = fees1 };
            history = history with { Fees0 = fees0, Fees1 = fees1, UncollectedFees0 = fees0, UncollectedFees1 = fees1, Course = [.. history.Course.SkipLast(1), end] };
        }
        // Of what a model changes, the record says nothing.
        return _impact == PositionImpact.None ? history : history with { FeeBound0 = null, FeeBound1 = null };
    }

    private (UInt256 Fees0, UInt256 Fees1) DilutedFees() => (FeeGrowth.Owed(_diluted0, default, _account!.Liquidity), FeeGrowth.Owed(_diluted1, default, _account.Liquidity));
}
