using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Told of every event of a V3 replay, in the tape's order, once for each time that the tape is replayed, while the pool can be asked what it was before and is after it.</summary>
/// <remarks>Fee growth inside a range is read after a mint and before a burn: the mint may initialise the range's ticks and the burn may clear
/// them, and neither changes the growth. Nothing that is passed may be changed. A <see cref="ReplayInputException"/> ends the replay if it counts, any other exception at once.</remarks>
public interface IReplayObserver
{
    /// <summary>A tape is about to be replayed from its first event. What is inferred from a tape may take several replays, and only the last one counts:
    /// what was told before this call is void.</summary>
    void BeforeTape();

    /// <summary>An event is about to be applied.</summary>
    /// <param name="poolEvent">The event.</param>
    /// <param name="pool">The pool before it.</param>
    void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool);

    /// <summary>An event has been applied and compared.</summary>
    /// <param name="poolEvent">The event.</param>
    /// <param name="pool">The pool after it; possibly another object than before it.</param>
    /// <param name="tally">What has been counted up to and with this event.</param>
    void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally);
}
