namespace Tidemark.Simulation.Replay;

/// <summary>A change of an inferred tick map.</summary>
/// <param name="NetBefore">Net liquidity before the tape, by tick.</param>
/// <param name="Initialized">Ticks that are initialised whatever their net liquidity.</param>
internal sealed record TickMapChange(IReadOnlyDictionary<int, Int128> NetBefore, IReadOnlySet<int> Initialized);
