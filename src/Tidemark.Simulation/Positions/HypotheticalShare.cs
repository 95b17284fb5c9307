using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>The account of LP tokens that were not there, over a V2 pair's history, with their effect as <see cref="PositionImpact"/> says.</summary>
/// <remarks>They are minted right after the first swap or mint of the period, for what the router would deposit of the amounts, and stay.</remarks>
public sealed class HypotheticalShare : IUniswapV2ReplayObserver
{
    private const string Name = "a position that was not there, over all prices";

    private readonly UInt256 _offered0;
    private readonly UInt256 _offered1;
    private readonly PositionImpact _impact;
    private readonly Func<long, double, TokenPrices> _pricesAt;
    private readonly RecordedPeriod _period;
    private readonly PairAccount _account;
    private readonly PairCall _call = new();
    private readonly PairGrowth _growth = new();
    private readonly SwapSampling _sampling = new();
    private UniswapV2Replayer? _replayer;
    private ShadowPair? _shadow;
    private PositionHistory? _history;
    private PairMoment _before;
    private UInt256 _used0;
    private UInt256 _used1;
    private UInt256 _shares;
    private double _unitLoss;

    /// <summary>A position of at most these amounts.</summary>
    /// <param name="amount0">Token 0 offered, base units; what does not match the reserves' ratio stays outside.</param>
    /// <param name="amount1">Token 1 offered, base units.</param>
    /// <param name="impact">What it changes.</param>
    /// <param name="pricesAt">As in <see cref="PositionRecorder"/>: what loss-versus-rebalancing is counted in.</param>
    /// <param name="fromSeconds">The beginning of the period, seconds since 1970-01-01 UTC.</param>
    /// <param name="toSeconds">The end of the period: what happens at it or after it is left out.</param>
    public HypotheticalShare(
        UInt256 amount0, UInt256 amount1, PositionImpact impact, Func<long, double, TokenPrices> pricesAt, long fromSeconds = long.MinValue, long toSeconds = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(pricesAt);
        (_offered0, _offered1, _impact, _pricesAt, _period) = (amount0, amount1, impact, pricesAt, new RecordedPeriod(fromSeconds, toSeconds));
        _account = new PairAccount(Name, _period);
    }

    /// <summary>The account at the end of the replay or of the period; null where nothing trades in the period.</summary>
    public PositionHistory? History => _history ??= Close();

    /// <summary>Whether the supply of LP tokens is not known, so that the protocol's share of the fees is not either.</summary>
    public bool IsMidLife { get; private set; }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        if (_history is not null)
        {
            return;
        }
        _before = PairMoment.OfReserves(replayer);
        if (!_period.Enter(poolEvent) && _replayer is not null)
        {
            _history = Close();
        }
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        if (_history is not null)
        {
            return;
        }
        _call.Follow(poolEvent);
        bool isLiquidity = poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Burn;
        if (_replayer is null)
        {
            bool isPriceKnown = (isLiquidity || poolEvent.Kind == PoolEventKind.Swap) && replayer.ReservesKnown && !replayer.Pool.Reserve0.IsZero && !replayer.Pool.Reserve1.IsZero;
            if (isPriceKnown && _period.IsNow)
            {
                Open(poolEvent, replayer);
            }
            return;
        }
        PairMoment after = PairMoment.OfReserves(replayer);
        if (isLiquidity)
        {
            _growth.Change(_before, after, replayer);
            Change(poolEvent, replayer);
        }
        else
        {
            _growth.Grow(_before, after, _impact == PositionImpact.Dilute ? Moment().Liquidity(_shares) : default);
            Repeat(poolEvent, after);
            if (poolEvent.Kind == PoolEventKind.Swap && _sampling.IsDue())
            {
                _account.Sample(Moment(), _period.Seconds);
            }
        }
    }

    private PairMoment Moment() => _shadow is { } shadow ? PairMoment.Of(shadow.Pool, shadow.Pool.TotalSupply) : _growth.Moment(_replayer!);

    private void Open(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        UniswapV2Pool pool = replayer.Pool;
        (_used0, _used1) = (_offered0, Quote(_offered0, pool.Reserve0, pool.Reserve1));
        if (_used1 > _offered1)
        {
            (_used0, _used1) = (Quote(_offered1, pool.Reserve1, pool.Reserve0), _offered1);
        }
        if (_used0 > UniswapV2Pool.MaximumReserve - pool.Reserve0 || _used1 > UniswapV2Pool.MaximumReserve - pool.Reserve1)
        {
            throw new ReplayInputException($"The amounts {_offered0} and {_offered1} are more than the pair can hold; offer less.");
        }
        _replayer = replayer;
        _growth.Begin(replayer);
        PairMoment now = _growth.Moment(replayer);
        _shares = UInt256.Min(FullMath.MulDiv(_used0, now.Supply, now.Reserve0), FullMath.MulDiv(_used1, now.Supply, now.Reserve1));
        if (_shares.IsZero)
        {
            throw new ReplayInputException($"The amounts {_offered0} and {_offered1} make no LP tokens at the reserves {pool.Reserve0} and {pool.Reserve1}; offer more of both.");
        }
        if (_impact == PositionImpact.Counterfactual)
        {
            _shadow = new ShadowPair(pool, _growth.Supply, (_used0, _used1));
            if (_shadow.Status != UniswapV2Status.Ok)
            {
                throw new ReplayInputException($"The pair refuses the amounts {_used0} and {_used1}: {_shadow.Status}; choose others.");
            }
            _shares = _shadow.Shares;
        }
        _account.Add(PositionMoveKind.Deposit, new PairEvent(poolEvent with { TransactionHash = default }, _period.Seconds, 0), _shares, (_used0, _used1), default, Moment());
    }

    private static UInt256 Quote(in UInt256 amount, in UInt256 reserve, in UInt256 otherReserve) =>
        FullMath.TryMulDiv(amount, otherReserve, reserve, out UInt256 other) ? other : UInt256.MaxValue;

    private void Change(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        UInt256 recorded = poolEvent.Kind == PoolEventKind.Mint ? (_call.Minted.Count > 0 ? _call.Minted[^1].Liquidity : default) : _call.Burned?.Liquidity ?? default;
        _shadow?.Change(_growth.IsSupplyKnown ? recorded : _growth.LastChange, poolEvent.Kind == PoolEventKind.Mint, !replayer.Pool.FeeTo.IsZero);
    }

    private void Repeat(in PoolEvent poolEvent, in PairMoment after)
    {
        PairMoment from = _before;
        PairMoment to = after;
        if (_shadow is { } shadow)
        {
            from = new PairMoment(shadow.Pool.Reserve0, shadow.Pool.Reserve1, default);
            if (poolEvent.Kind == PoolEventKind.Swap)
            {
                shadow.Repeat(poolEvent, _before);
            }
            else if (after.Reserve0 >= _before.Reserve0 && after.Reserve1 >= _before.Reserve1 && !_before.Reserve0.IsZero)
            {
                shadow.Give(after.Reserve0 - _before.Reserve0, after.Reserve1 - _before.Reserve1);
            }
            to = new PairMoment(shadow.Pool.Reserve0, shadow.Pool.Reserve1, default);
        }
        _unitLoss += poolEvent.Kind == PoolEventKind.Swap ? from.LossTo(to, _period.Seconds, _pricesAt) : 0;
    }

    private PositionHistory? Close()
    {
        if (_replayer is null)
        {
            return null;
        }
        IsMidLife = !_growth.IsSupplyKnown;
        return _account.End(Moment(), _period.Seconds, _unitLoss, isExact: _impact == PositionImpact.None) with { Unused0 = _offered0 - _used0, Unused1 = _offered1 - _used1 };
    }
}
