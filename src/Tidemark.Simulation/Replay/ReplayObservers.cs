using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Tells several observers, in their order.</summary>
/// <param name="observers">The observers.</param>
public sealed class ReplayObservers(params IReadOnlyList<IReplayObserver> observers) : IReplayObserver
{
    // Going through an array allocates nothing, and this happens at every event.
    private readonly IReplayObserver[] _observers = [.. observers];

    /// <inheritdoc/>
    public void BeforeTape()
    {
        foreach (IReplayObserver observer in _observers)
        {
            observer.BeforeTape();
        }
    }

    /// <inheritdoc/>
    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        foreach (IReplayObserver observer in _observers)
        {
            observer.BeforeEvent(poolEvent, pool);
        }
    }

    /// <inheritdoc/>
    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        foreach (IReplayObserver observer in _observers)
        {
            observer.AfterEvent(poolEvent, pool, tally);
        }
    }
}
