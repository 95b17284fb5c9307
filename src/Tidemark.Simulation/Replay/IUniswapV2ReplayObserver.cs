using Tidemark.Amm.Events;

namespace Tidemark.Simulation.Replay;

/// <summary>Told of every event of a V2 replay, while the pair can be asked what it was before and is after it.</summary>
/// <remarks>A call's Transfers and Sync come before the event that names it, and the pair changes with that event; a Sync that nothing follows changes it
/// with the next event or the end. Nothing that is passed may be changed. What is thrown ends the replay.</remarks>
public interface IUniswapV2ReplayObserver
{
    /// <summary>An event is about to be applied.</summary>
    /// <param name="poolEvent">The event.</param>
    /// <param name="replayer">The replay before it.</param>
    void BeforeEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer);

    /// <summary>An event has been applied and compared.</summary>
    /// <param name="poolEvent">The event.</param>
    /// <param name="replayer">The replay after it.</param>
    void AfterEvent(in PoolEvent poolEvent, UniswapV2Replayer replayer);
}
