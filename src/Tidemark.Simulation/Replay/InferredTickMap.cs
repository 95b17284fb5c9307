using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>The tick map that a tape which starts in mid-life implies.</summary>
internal sealed record InferredTickMap
{
    /// <summary>The pool before the tape: price and active liquidity as the first swap leaves them, and the ticks. Gross liquidity is the least that
    /// the tape allows; positions are not listed; fees count from the tape's beginning.</summary>
    public required UniswapV3PoolState Start { get; init; }

    /// <summary>Ticks in the traded range at which liquidity changed before the tape began.</summary>
    public required int TicksInferred { get; init; }

    /// <summary>Stretches between neighbouring usable ticks in which at least one swap ended, so that their liquidity is recorded.</summary>
    public required int SegmentsObserved { get; init; }

    /// <summary>Stretches that swaps only passed through, so that their liquidity is not recorded.</summary>
    public required int SegmentsUnobserved { get; init; }

    /// <summary>Swaps whose recorded liquidity contradicts an earlier swap in the same stretch: mints or burns are missing from the tape.</summary>
    public required long Contradictions { get; init; }

    /// <summary>The stretches that were observed, by lower tick.</summary>
    public required IReadOnlySet<int> Observed { get; init; }
}
