using System.Runtime.ExceptionServices;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Tells an observer of a replay that may not be the last. What the observer refuses may be due to ticks that are still to be corrected, so it only
/// counts where no other replay follows.</summary>
internal sealed class TentativeObserver(IReplayObserver observer) : IReplayObserver
{
    private ReplayInputException? _refusal;

    public void BeforeTape()
    {
        _refusal = null;
        observer.BeforeTape();
    }

    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (_refusal is not null)
        {
            return;
        }
        try
        {
            observer.BeforeEvent(poolEvent, pool);
        }
        catch (ReplayInputException e)
        {
            _refusal = e;
        }
    }

    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        if (_refusal is not null)
        {
            return;
        }
        try
        {
            observer.AfterEvent(poolEvent, pool, tally);
        }
        catch (ReplayInputException e)
        {
            _refusal = e;
        }
    }

    /// <summary>No other replay follows.</summary>
    /// <exception cref="ReplayInputException">The observer refused this one.</exception>
    public void Conclude()
    {
        if (_refusal is { } refusal)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }
    }
}
