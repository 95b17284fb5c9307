namespace Tidemark.Simulation.Replay;

/// <summary>What was inferred of the ticks before a tape that starts in mid-life, and what stayed open.</summary>
/// <param name="TicksInferred">Ticks in the traded range at which liquidity changed before the tape began.</param>
/// <param name="SegmentsObserved">Stretches between neighbouring usable ticks whose liquidity a swap recorded.</param>
/// <param name="SegmentsUnobserved">Stretches within the traded range in which no swap ended.</param>
/// <param name="SegmentsSolved">Stretches among the unobserved whose liquidity a swap through them fixed to the last unit.</param>
/// <param name="TicksInitialized">Ticks without net liquidity that only the rounding of a swap showed to be initialised.</param>
/// <param name="SwapsAmbiguous">Swaps that several tick maps reproduce; they are not counted as exact.</param>
/// <param name="Contradictions">Swaps whose recorded liquidity contradicts the tape's own mints and burns: some are missing.</param>
/// <param name="Open">What swaps through stretches that stayed open allow their liquidity to be, ascending.</param>
/// <param name="NetBefore">Net liquidity before the tape, by tick, ascending; none outside the traded range.</param>
public sealed record TickMapFindings(
    int TicksInferred,
    int SegmentsObserved,
    int SegmentsUnobserved,
    int SegmentsSolved,
    int TicksInitialized,
    int SwapsAmbiguous,
    long Contradictions,
    IReadOnlyList<OpenStretch> Open,
    IReadOnlyList<KeyValuePair<int, Int128>> NetBefore);
