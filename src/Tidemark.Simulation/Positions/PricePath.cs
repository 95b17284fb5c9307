using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Samples a pool's price while it is replayed: every swap, and where they become too many every second, fourth, eighth of them.</summary>
public sealed class PricePath : IReplayObserver, IUniswapV2ReplayObserver
{
    /// <summary>The most samples that are kept.</summary>
    public const int MostSamples = 2048;

    private readonly List<(long Seconds, UInt256 SqrtPriceX96)> _samples = [];
    private long _swaps;
    private long _stride = 1;
    private long _seconds;

    /// <summary>The samples in the order of time.</summary>
    public IReadOnlyList<(long Seconds, UInt256 SqrtPriceX96)> Samples => _samples;

    /// <summary>Whether any event had a time.</summary>
    public bool HasTimes { get; private set; }

    /// <inheritdoc/>
    public void BeforeTape()
    {
        _samples.Clear();
        (_swaps, _stride, _seconds, HasTimes) = (0, 1, 0, false);
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (IsSampled(poolEvent))
        {
            _samples.Add((_seconds, pool.SqrtPriceX96));
        }
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
        ArgumentNullException.ThrowIfNull(replayer);
        var reserves = PairMoment.OfReserves(replayer);
        if (IsSampled(poolEvent) && !reserves.Reserve0.IsZero)
        {
            _samples.Add((_seconds, reserves.SqrtPriceX96));
        }
    }

    private bool IsSampled(in PoolEvent poolEvent)
    {
        if (poolEvent.Has(PoolEventFields.Timestamp))
        {
            (HasTimes, _seconds) = (true, poolEvent.TimestampSeconds);
        }
        if (poolEvent.Kind != PoolEventKind.Swap || _swaps++ % _stride != 0)
        {
            return false;
        }
        if (_samples.Count == MostSamples)
        {
            _stride *= 2;
            for (int i = 0; i < MostSamples / 2; i++)
            {
                _samples[i] = _samples[2 * i];
            }
            _samples.RemoveRange(MostSamples / 2, MostSamples / 2);
        }
        return true;
    }
}
