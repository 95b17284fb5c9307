using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>What a caller asks of a replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>The fee in millionths.</summary>
    /// <value>Null, the default, takes it from the tape or the state, or infers it.</value>
    public int? FeePips { get; init; }

    /// <summary>The distance of usable ticks.</summary>
    /// <value>Null, the default, takes it from the tape or the state, or infers it.</value>
    public int? TickSpacing { get; init; }

    /// <summary>The pool's state before the tape.</summary>
    /// <value>Null, the default, is the pool's beginning where the tape holds it, and otherwise a tick map inferred from the tape.</value>
    public UniswapV3PoolState? State { get; init; }

    /// <summary>How the replay goes on after a mismatch.</summary>
    /// <value><see cref="MismatchPolicy.Report"/> by default.</value>
    public MismatchPolicy OnMismatch { get; init; }

    /// <summary>Told of every event, anew with each replay where something inferred takes several; what it was told last counts.</summary>
    /// <value>Null, the default, is nobody.</value>
    public IReplayObserver? Observer { get; init; }
}
