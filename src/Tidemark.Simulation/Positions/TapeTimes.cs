using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Watches whether a tape has times while it is replayed.</summary>
public sealed class TapeTimes : IReplayObserver, IUniswapV2ReplayObserver
{
    /// <summary>Whether any event had a time.</summary>
    public bool AreThere { get; private set; }

    /// <inheritdoc/>
    public void BeforeTape() => AreThere = false;

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally) => AreThere |= poolEvent.Has(PoolEventFields.Timestamp);

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer)
    {
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer) => AreThere |= poolEvent.Has(PoolEventFields.Timestamp);
}
