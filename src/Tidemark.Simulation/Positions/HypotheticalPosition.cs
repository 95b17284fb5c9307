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
    private readonly Func<long, double, TokenPrices> _pricesAt;
    private readonly RecordedPeriod _period;
    private PositionIdentity _identity;
    private RangeMeter _meter = new();
    private SwapSampling _sampling = new();
    private FollowedPosition? _account;
    private ShadowPool? _shadow;
    private ReplayTally _tally = new();
    private PositionHistory? _history;
    private UInt256 _diluted0;
    private UInt256 _diluted1;

    /// <summary>A position of at most these amounts.</summary>
    /// <param name="tickLower">The lower tick; the nearest usable one that makes the range no narrower is taken.</param>
    /// <param name="tickUpper">The upper tick, above the lower one; as the lower one.</param>
    /// <param name="amount0">Token 0 offered, base units; what the range does not take stays outside.</param>
    /// <param name="amount1">Token 1 offered, base units.</param>
    /// <param name="impact">What it changes.</param>
    /// <param name="pricesAt">As in <see cref="PositionRecorder"/>: what loss-versus-rebalancing is counted in.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    public HypotheticalPosition(
        int tickLower,
        int tickUpper,
        UInt256 amount0,
        UInt256 amount1,
        PositionImpact impact,
        Func<long, double, TokenPrices> pricesAt,
        long fromSeconds = long.MinValue,
        long toSeconds = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(pricesAt);
        _asked = new PositionIdentity(null, Owner, tickLower, tickUpper);
        (_offered0, _offered1, _impact, _pricesAt, _period) = (amount0, amount1, impact, pricesAt, new RecordedPeriod(fromSeconds, toSeconds));
    }

    /// <summary>The account at the end of the replay or of the period; null where nothing traded in the period.</summary>
    public PositionHistory? History => _history ??= Close();

    /// <inheritdoc/>
    public void BeforeTape()
    {
        (_account, _shadow, _history) = (null, null, null);
        _period.Restart();
        (_meter, _sampling, _tally, _diluted0, _diluted1) = (new RangeMeter(), new SwapSampling(), new ReplayTally(), default, default);
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (_history is not null)
        {
            return;
        }
        bool isInPeriod = _period.Enter(poolEvent);
        if (_shadow is not { } shadow)
        {
            return;
        }
        if (!isInPeriod)
        {
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
        _tally = tally;
        if (_shadow is not { } shadow)
        {
            bool isPriceKnown = poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Initialize && pool.IsInitialized;
            if (isPriceKnown && _period.IsNow)
            {
                Open(poolEvent, pool);
            }
            return;
        }
        if (poolEvent.Kind == PoolEventKind.Swap)
        {
            Follow(shadow, pool);
            double price1 = _pricesAt(_period.Seconds, PoolPrice.Of(shadow.Pool.SqrtPriceX96)).Token1;
            _meter.MoveTo(shadow.Pool.SqrtPriceX96, shadow.Pool.Tick, _period.Seconds, price1);
            if (_sampling.IsDue())
            {
                _account!.Sample(shadow.Pool, _period.Seconds, _impact == PositionImpact.Dilute ? DilutedFees() : null);
            }
        }
        else
        {
            shadow.Apply(poolEvent);
        }
    }

    private void Open(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        (int tickLower, int tickUpper) = UsableTicks.Around(_asked.TickLower, _asked.TickUpper, pool.Parameters.TickSpacing);
        _identity = _asked with { TickLower = tickLower, TickUpper = tickUpper };
        UInt128 liquidity = HypotheticalLiquidity.Of(pool.SqrtPriceX96, pool.Tick, tickLower, tickUpper, _offered0, _offered1);
        bool isHeld = _impact == PositionImpact.Counterfactual;
        _shadow = isHeld ? ShadowPool.Copy(pool) : ShadowPool.Marked(pool, [tickLower, tickUpper]);
        if (isHeld && _shadow.Pool.Mint(Owner, tickLower, tickUpper, liquidity, out _, out _) is not UniswapV3Revert.None and var revert)
        {
            throw new ReplayInputException($"The pool refuses a position from tick {tickLower} to {tickUpper}: {revert}; choose another range.");
        }
        LiquidityAmounts.Between(
            pool.SqrtPriceX96, pool.Tick, _identity.TickLower, _identity.TickUpper, liquidity, roundUp: true, out UInt256 amount0, out UInt256 amount1);
        _account = new FollowedPosition(_identity, isOwnerGuessed: false, _meter, _period);
        _meter.MoveTo(pool.SqrtPriceX96, pool.Tick, _period.Seconds, price1: 0);
        PoolEvent deposit = new()
        {
            Position = poolEvent.Position,
            Liquidity = liquidity,
            Amount0 = (Int256)amount0,
            Amount1 = (Int256)amount1,
        };
        _account.Mint(deposit, _period.Seconds, _shadow.Pool, _tally);
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
        PositionHistory history = account.End(shadow.Pool, _tally, _period.Seconds);
        PositionMove deposit = history.Moves[0];
        history = history with
        {
            Name = HypotheticalLiquidity.Name(_identity.TickLower, _identity.TickUpper),
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
