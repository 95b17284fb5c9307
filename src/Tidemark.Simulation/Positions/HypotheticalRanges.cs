using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>What liquidity in many ranges would have earned over a pool's history, where it is too small to change anything.</summary>
/// <remarks>
/// The ranges open right after the first swap or initialisation of the tape and stay. A pool beside the replayed one keeps the fee growth at all their ticks,
/// as a contract does, and a range's growth is read from its two ticks: a swap costs what the ticks that it crosses cost, however many ranges there are.
/// Swaps are split at these ticks and each part rounds up its fee, so fees are those of <see cref="HypotheticalPosition"/> up to one base unit for each
/// tick crossed, times the liquidity over the pool's.
/// </remarks>
public sealed class HypotheticalRanges : IReplayObserver
{
    private readonly (int TickLower, int TickUpper)[] _asked;
    private readonly (int TickLower, int TickUpper)[] _ranges;
    private readonly (UInt256 Inside0, UInt256 Inside1)[] _opened;
    private ShadowPool? _shadow;

    /// <summary>Follows these ranges.</summary>
    /// <param name="ranges">Lower and upper ticks; the nearest usable ones that make a range no narrower are taken.</param>
    /// <exception cref="ArgumentException">A range is empty, upside down, or beyond the ticks that there are.</exception>
    public HypotheticalRanges(IEnumerable<(int TickLower, int TickUpper)> ranges)
    {
        _asked = [.. ranges];
        foreach ((int lower, int upper) in _asked)
        {
            if (lower >= upper || lower < TickMath.MinTick || upper > TickMath.MaxTick)
            {
                throw new ArgumentException($"The range from tick {lower} to {upper} is none; ticks go up, from {TickMath.MinTick} to {TickMath.MaxTick}.", nameof(ranges));
            }
        }
        _ranges = [.. _asked];
        _opened = new (UInt256, UInt256)[_asked.Length];
    }

    /// <summary>The fees that liquidity in a range earned up to now; none where nothing has traded.</summary>
    /// <param name="index">Which range, in the order given.</param>
    /// <param name="liquidity">The liquidity; fees are in proportion to it.</param>
    /// <returns>Base units of both tokens, rounded down.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such range.</exception>
    public (UInt256 Fees0, UInt256 Fees1) Fees(int index, UInt128 liquidity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _ranges.Length);
        if (_shadow is not { } shadow)
        {
            return default;
        }
        (UInt256 inside0, UInt256 inside1) = shadow.Pool.FeeGrowthInside(_ranges[index].TickLower, _ranges[index].TickUpper);
        return (FeeGrowth.Owed(inside0, _opened[index].Inside0, liquidity), FeeGrowth.Owed(inside1, _opened[index].Inside1, liquidity));
    }

    /// <inheritdoc/>
    public void BeforeTape() => _shadow = null;

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        if (_shadow is not { } shadow)
        {
            if (poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Initialize && pool.IsInitialized)
            {
                Open(pool);
            }
        }
        else if (poolEvent.Kind == PoolEventKind.Swap)
        {
            shadow.Follow(pool);
        }
        else
        {
            shadow.Apply(poolEvent);
        }
    }

    private void Open(UniswapV3Pool pool)
    {
        for (int i = 0; i < _asked.Length; i++)
        {
            _ranges[i] = UsableTicks.Around(_asked[i].TickLower, _asked[i].TickUpper, pool.Parameters.TickSpacing);
        }
        _shadow = ShadowPool.Marked(pool, _ranges.SelectMany(static range => (int[])[range.TickLower, range.TickUpper]));
        for (int i = 0; i < _ranges.Length; i++)
        {
            _opened[i] = _shadow.Pool.FeeGrowthInside(_ranges[i].TickLower, _ranges[i].TickUpper);
        }
    }
}
